import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { anonymisePatron } from '../../../api/patrons';
import { ApiProblem } from '../../../api/problem';
import type { Patron } from '../../../api/types';
import { useBlockWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { Reasons } from '../../../ui/Reasons';
import { usePatronDeed } from './usePatronDeed';

const fold = (text: string) => text.normalize('NFC').trim().toLocaleLowerCase();

/** Asks for the name to be typed: there is no way back. */
export function AnonymiseDialog({ patron, onClose }: { patron: Patron; onClose: () => void }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const say = useBlockWords();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const anonymising = usePatronDeed(patron.id, (id: string) => anonymisePatron(id), onClose);
  const blocks = anonymising.error instanceof ApiProblem ? anonymising.error.blocks : [];
  return (
    <FormDialog
      title={t('anonymise.title')}
      lead={t('anonymise.lead')}
      submit={t('anonymise.save')}
      isWorking={anonymising.isPending}
      failure={anonymising.isError ? words(anonymising.error) : null}
      onSubmit={() => {
        const isSame = fold(typed) === fold(patron.name);
        setWrong(!isSame);
        if (isSame) anonymising.mutate(patron.id);
      }}
      onClose={onClose}
    >
      {blocks.length > 0 && <Reasons reasons={blocks.map((block) => ({ code: block.code, text: say(block) }))} />}
      <TextInput
        label={t('anonymise.type', { name: patron.name })}
        data-autofocus
        autoComplete="off"
        value={typed}
        error={isWrong && t('anonymise.wrong')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
