import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loanAccountQuery } from '../../../api/account';
import { claimReturned, declareLost, resolveClaim, type ClaimResolution } from '../../../api/circulation';
import { useSession } from '../../../api/session';
import type { Loan } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useOnce } from '../../../api/useOnce';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { momentOf, wallDate } from '../../../lib/zone';
import { FormDialog } from '../../../ui/FormDialog';

/** What the desk does about a loan whose item does not come back. */
export type LossDeed = 'lose' | 'claim' | 'resolve';

const resolutions = ['missing', 'lost', 'taken_back'] as const satisfies readonly ClaimResolution[];

interface LossDialogProps {
  loan: Loan;
  deed: LossDeed;
  onClose: () => void;
}

/** The story of the loan's money so far. */
function Charged({ loanId }: { loanId: string }) {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  const { data } = useQuery(loanAccountQuery(loanId));
  if (!data || data.entries.length === 0) return null;
  const kindOf = (fineId: string) => data.fines.find(({ id }) => id === fineId)?.kind ?? 'manual';
  return (
    <section>
      <h3>{t('loss.story')}</h3>
      <ul>
        {data.entries.map(({ id, kind, fine_id, amount, at }) => (
          <li key={`${id}${fine_id}`}>
            {instant(at)}: {t(`entry.${kind}`)}, {t(`fine.${kindOf(fine_id)}`)}, {money(amount)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Declares lost, claims returned, or ends such a claim. */
export function LossDialog({ loan, deed, onClose }: LossDialogProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const once = useOnce();
  const { branch } = useSession();
  const [on, setOn] = useState(wallDate(new Date(), branch.zone));
  const [at, setAt] = useState('');
  const [note, setNote] = useState('');
  const [resolution, setResolution] = useState<ClaimResolution>('missing');
  const claimedAt = momentOf(on, at === '' ? '00:00' : at, branch.zone) ?? '';
  // On the day of the loan a claim without a time is as early as it can be.
  const earliest = claimedAt < loan.checked_out_at && at === '' ? loan.checked_out_at : claimedAt;
  const doing = useMutation({
    mutationFn: () =>
      once({ deed, loan: loan.id, earliest, note, resolution }, (key) =>
        deed === 'lose'
          ? declareLost(loan.id, key)
          : deed === 'claim'
            ? claimReturned(loan.id, { claimed_at: earliest, ...(note.trim() !== '' && { note }) }, key)
            : resolveClaim(loan.id, resolution, key),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['patrons'] });
      onClose();
    },
  });
  const wrong = fieldWords(doing.error);
  return (
    <FormDialog
      title={t(`loss.${deed}.title`, { title: loan.item.title.title })}
      lead={t(`loss.${deed}.lead`)}
      submit={t(`loss.${deed}.save`)}
      isWorking={doing.isPending}
      failure={doing.isError ? words(doing.error) : null}
      onSubmit={() => doing.mutate()}
      onClose={onClose}
    >
      {deed === 'claim' && (
        <>
          <Group gap="sm" grow>
            <TextInput
              type="date"
              label={t('loss.claim.on')}
              data-autofocus
              required
              value={on}
              error={wrong['claimed_at']}
              onChange={(event) => setOn(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              label={t('loss.claim.at')}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          </Group>
          <TextInput
            label={t('loss.claim.note')}
            maxLength={500}
            value={note}
            error={wrong['note']}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      {deed === 'resolve' && (
        <NativeSelect
          label={t('loss.resolve.how')}
          data-autofocus
          value={resolution}
          data={resolutions.map((value) => ({ value, label: t(`loss.resolve.${value}`) }))}
          onChange={(event) => setResolution(event.currentTarget.value as ClaimResolution)}
        />
      )}
      <Charged loanId={loan.id} />
    </FormDialog>
  );
}
