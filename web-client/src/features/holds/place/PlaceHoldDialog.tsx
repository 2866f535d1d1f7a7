import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { availabilityQuery } from '../../../api/catalogue';
import { branchesQuery } from '../../../api/choices';
import { placeHold } from '../../../api/holds';
import { overridesFor, wayOut } from '../../../api/overrides';
import { ApiProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import type { Hold } from '../../../api/types';
import { useOnce } from '../../../api/useOnce';
import { useBlockWords, useFieldWords, useProblemWords } from '../../../api/words';
import { isReason } from '../../../lib/reason';
import { FormDialog } from '../../../ui/FormDialog';
import { Reasons } from '../../../ui/Reasons';
import { lazyNamed } from '../../../ui/lazyNamed';
import { FindPatron, FindTitle } from './FindOne';

const HoldGrant = lazyNamed(() => import('./HoldGrant'), 'HoldGrant');

interface PlaceHoldDialogProps {
  /** What is wanted; left out where it is to be found. */
  title?: { id: string; name: string };
  /** Who waits; left out where they are to be found. */
  patron?: { id: string; name: string };
  onClose: () => void;
  onPlaced: (hold: Hold) => void;
}

/** Places a hold. What stands against it is told with the way out that this person has. */
export function PlaceHoldDialog({ title, patron, onClose, onPlaced }: PlaceHoldDialogProps) {
  const { t } = useTranslation('holds');
  const { t: tUi } = useTranslation('ui');
  const { staff, branch } = useSession();
  const say = useBlockWords();
  const words = useProblemWords();
  const fields = useFieldWords();
  const client = useQueryClient();
  const once = useOnce();
  const branches = useQuery(branchesQuery());
  const [titleId, setTitleId] = useState(title?.id ?? '');
  const [patronId, setPatronId] = useState(patron?.id ?? '');
  const [pickupId, setPickupId] = useState(branch.id);
  const [part, setPart] = useState('');
  const [wantedUntil, setWantedUntil] = useState('');
  const [suspendedUntil, setSuspendedUntil] = useState('');
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [isAsking, setAsking] = useState(false);
  const copies = useQuery({ ...availabilityQuery(titleId), enabled: titleId !== '' });
  const parts = [...new Set(copies.data?.items.map((copy) => copy.part).filter((name) => name !== null))];

  const hold = {
    title_id: titleId,
    patron_id: patronId,
    pickup_branch_id: pickupId,
    ...(part && { part }),
    ...(wantedUntil && { wanted_until: wantedUntil }),
    ...(suspendedUntil && { suspended_until: suspendedUntil }),
    ...(note.trim() && { note: note.trim() }),
  };
  const placing = useMutation({
    mutationFn: (grant: string | undefined) => {
      const codes = [...overrides.confirm, ...overrides.withReason].map(({ code }) => code);
      const override = codes.length > 0 ? { codes, ...(reason.trim() && { reason: reason.trim() }) } : undefined;
      return once({ hold, override, grant }, (key) => placeHold(hold, { key, override, grant }));
    },
    onSuccess: async (placed) => {
      await client.invalidateQueries({ queryKey: ['holds'] });
      onPlaced(placed);
    },
  });
  const blocks = placing.error instanceof ApiProblem ? placing.error.blocks : [];
  const overrides = overridesFor(blocks, staff.role);
  const way = blocks.length > 0 ? wayOut(overrides) : null;
  const reasons = blocks.map((block) => ({ code: block.code, level: block.level, text: say(block) }));
  const wrong = fields(placing.error);
  const isReasonMissing = way === 'reason' && !isReason(reason);
  const submit =
    way === 'supervisor'
      ? t('place.askSupervisor')
      : way === null || way === 'none'
        ? t('place.save')
        : t('place.anyway');

  return (
    <>
      <FormDialog
        title={t('place.title')}
        {...(title && { lead: t('place.forTitle', { title: title.name }) })}
        submit={submit}
        isWorking={placing.isPending}
        isBarred={titleId === '' || patronId === '' || isReasonMissing}
        failure={placing.isError && blocks.length === 0 ? words(placing.error) : null}
        onSubmit={() => (way === 'supervisor' ? setAsking(true) : placing.mutate(undefined))}
        onClose={onClose}
      >
        <Stack gap="sm">
          {!title && <FindTitle value={titleId} onPick={setTitleId} />}
          {!patron && <FindPatron value={patronId} onPick={setPatronId} />}
          <NativeSelect
            label={t('place.pickup')}
            value={pickupId}
            error={wrong['pickup_branch_id']}
            data={(branches.data ?? [branch]).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setPickupId(event.currentTarget.value)}
          />
          {parts.length > 0 && (
            <NativeSelect
              label={t('place.part')}
              value={part}
              data={[{ value: '', label: t('place.anyPart') }, ...parts.map((name) => ({ value: name, label: name }))]}
              onChange={(event) => setPart(event.currentTarget.value)}
            />
          )}
          <TextInput
            type="date"
            label={t('place.suspendedUntil')}
            value={suspendedUntil}
            error={wrong['suspended_until']}
            onChange={(event) => setSuspendedUntil(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('place.wantedUntil')}
            value={wantedUntil}
            error={wrong['wanted_until']}
            onChange={(event) => setWantedUntil(event.currentTarget.value)}
          />
          <TextInput
            label={t('place.note')}
            value={note}
            maxLength={500}
            error={wrong['note']}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {(titleId === '' || patronId === '') && (
            <Text size="sm" c="dimmed">
              {t('place.choose')}
            </Text>
          )}
          {reasons.length > 0 && <Reasons reasons={reasons} />}
          {way === 'reason' && (
            <TextInput
              label={t('place.reason')}
              placeholder={tUi('reason.placeholder')}
              description={isReasonMissing ? t('place.reasonMissing') : null}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Stack>
      </FormDialog>
      {/* Beside the form and not in it: what is sent there would be sent here too. */}
      <Suspense>
        {isAsking && (
          <HoldGrant
            subject={title?.name ?? t('place.title')}
            subjectIds={[patronId, titleId]}
            reasons={reasons.filter(({ level }) => level === 'supervisor')}
            onClose={() => setAsking(false)}
            onGranted={(grant, why) => {
              setAsking(false);
              setReason(why);
              placing.mutate(grant);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
