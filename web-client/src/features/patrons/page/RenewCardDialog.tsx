import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patronCategoriesQuery } from '../../../api/choices';
import { newKey, persist } from '../../../api/deed';
import { renewCard } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { usePatronDeed } from './usePatronDeed';

interface RenewCardDialogProps {
  patron: Pick<Patron, 'id' | 'name' | 'category' | 'expires_on'>;
  /** The category to begin with, where it is not the patron's own. */
  suggestedId?: string | undefined;
  onClose: () => void;
  /** Left out where closing is all that follows. */
  onRenewed?: () => void;
}

/** Renews a card, in another category where the patron has grown out of theirs. */
export function RenewCardDialog({ patron, suggestedId, onClose, onRenewed = onClose }: RenewCardDialogProps) {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  const words = useProblemWords();
  const fields = useFieldWords();
  const categories = useQuery(patronCategoriesQuery());
  const [categoryId, setCategoryId] = useState(suggestedId ?? patron.category.id);
  const [key] = useState(newKey);
  const renewing = usePatronDeed(
    patron.id,
    (id: string) => persist(() => renewCard(id, categoryId === patron.category.id ? null : categoryId, key)),
    onRenewed,
  );
  const wrong = fields(renewing.error);
  return (
    <FormDialog
      title={t('renew.title', { name: patron.name })}
      lead={t('renew.lead', { until: patron.expires_on ? day(patron.expires_on) : t('details.never') })}
      submit={t('renew.save')}
      isWorking={renewing.isPending}
      failure={renewing.isError ? words(renewing.error) : null}
      onSubmit={() => renewing.mutate(patron.id)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('form.category')}
        data-autofocus
        value={categoryId}
        error={wrong['patron_category_id']}
        data={(categories.data ?? [patron.category]).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setCategoryId(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
