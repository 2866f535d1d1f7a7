import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addGuardian } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { PatronPicker } from '../PatronPicker';
import { usePatronDeed } from './usePatronDeed';

/** Finds a grown-up among the patrons and links them to the child. */
export function GuardianDialog({ patron, onClose }: { patron: Patron; onClose: () => void }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const [guardianId, setGuardianId] = useState('');
  const [seesCharges, setSeesCharges] = useState(true);
  const [seesLoans, setSeesLoans] = useState(false);
  const [endsOn, setEndsOn] = useState('');
  const link = { guardian_id: guardianId, sees_charges: seesCharges, sees_loans: seesLoans };
  const adding = usePatronDeed(
    patron.id,
    (id: string) => addGuardian(id, { ...link, ...(endsOn && { ends_on: endsOn }) }),
    onClose,
  );
  const wrong = fields(adding.error);
  return (
    <FormDialog
      title={t('family.add')}
      submit={t('family.save')}
      isWorking={adding.isPending}
      failure={adding.isError ? (wrong['guardian_id'] ?? words(adding.error)) : null}
      onSubmit={() => guardianId && adding.mutate(patron.id)}
      onClose={onClose}
    >
      <PatronPicker
        label={t('family.find')}
        text={patron.family_name}
        except={patron.id}
        value={guardianId}
        onPick={setGuardianId}
      />
      <Checkbox
        label={t('family.charges')}
        checked={seesCharges}
        onChange={(event) => setSeesCharges(event.currentTarget.checked)}
      />
      <Checkbox
        label={t('family.loans')}
        checked={seesLoans}
        onChange={(event) => setSeesLoans(event.currentTarget.checked)}
      />
      <TextInput
        type="date"
        label={t('family.ends')}
        value={endsOn}
        error={wrong['ends_on']}
        onChange={(event) => setEndsOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
