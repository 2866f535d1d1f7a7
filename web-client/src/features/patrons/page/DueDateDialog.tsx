import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grantOverride } from '../../../api/auth';
import { moveDueDate, type Override } from '../../../api/circulation';
import { overridesFor, wayOut } from '../../../api/overrides';
import { ApiProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import type { Loan } from '../../../api/types';
import { useBlockWords, useFieldWords, useProblemWords } from '../../../api/words';
import { isReason } from '../../../lib/reason';
import { momentOf, wallDate, wallTime } from '../../../lib/zone';
import { FormDialog } from '../../../ui/FormDialog';
import { Reasons } from '../../../ui/Reasons';
import { SupervisorDialog, type Signature } from '../../../ui/SupervisorDialog';
import { usePatronDeed } from './usePatronDeed';

interface DueDateDialogProps {
  patronId: string;
  loan: Loan;
  onClose: () => void;
}

interface Permission {
  override?: Override;
  signature?: Signature;
}

/** Moves the due date of one loan; what stands against it is laid out, with the way out that this person has. */
export function DueDateDialog({ patronId, loan, onClose }: DueDateDialogProps) {
  const { t } = useTranslation('patrons');
  const { t: tUi } = useTranslation('ui');
  const { branch, staff } = useSession();
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const say = useBlockWords();
  const before = wallTime(new Date(loan.due_at), branch.zone);
  const [on, setOn] = useState(before.slice(0, 10));
  const [at, setAt] = useState(before.endsWith('23:59') ? '' : before.slice(11));
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const dueAt = momentOf(on, at, branch.zone);

  const moving = usePatronDeed(
    patronId,
    async ({ override, signature }: Permission) => {
      const codes = overrides.bySupervisor.map(({ code }) => code);
      const grant = signature
        ? await grantOverride({ ...signature, operation_id: 'changeDueDate', subject_ids: [loan.id], codes })
        : undefined;
      return moveDueDate(loan.id, dueAt ?? '', { override, grant });
    },
    onClose,
  );
  // A signature that was not right leaves the reasons where they are.
  const refusal = moving.error instanceof ApiProblem && moving.error.code === 'blocked' ? moving.error : null;
  const [blocks, setBlocks] = useState(refusal?.blocks ?? []);
  if (refusal && refusal.blocks !== blocks) {
    setBlocks(refusal.blocks);
    setAsked(false);
    setSigning(false);
  }
  const overrides = overridesFor(blocks, staff.role);
  const own = [...overrides.confirm, ...overrides.withReason].map(({ code }) => code);
  const way = wayOut(overrides);
  const isBlocked = blocks.length > 0;
  const needsReason = isBlocked && way === 'reason';

  const change = (set: (text: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value);
    // Another date is another question.
    setBlocks([]);
    setAsked(false);
    moving.reset();
  };
  const submit = () => {
    setAsked(true);
    if (!dueAt || (needsReason && !isReason(reason)) || (isBlocked && way === 'none')) return;
    if (isBlocked && way === 'supervisor') setSigning(true);
    else if (isBlocked) moving.mutate({ override: { codes: own, ...(needsReason && { reason: reason.trim() }) } });
    else moving.mutate({});
  };
  const sign = (signature: Signature) =>
    moving.mutate({
      signature,
      ...(own.length > 0 && { override: { codes: own, reason: signature.reason } }),
    });
  const reasons = blocks.map((block) => ({ code: block.code, level: block.level, text: say(block) }));
  const failure = moving.isError && !refusal ? words(moving.error) : null;
  const wrong = fieldWords(moving.error);

  return (
    <>
      <FormDialog
        title={t('due.title')}
        lead={loan.item.title.title}
        submit={!isBlocked ? t('due.save') : way === 'supervisor' ? t('due.ask') : t('due.anyway')}
        isWorking={moving.isPending}
        isBarred={isBlocked && way === 'none'}
        failure={isSigning ? null : failure && (wrong['due_at'] ?? failure)}
        onSubmit={submit}
        onClose={onClose}
      >
        <Group grow align="start">
          <TextInput
            type="date"
            label={t('due.on')}
            min={wallDate(new Date(), branch.zone)}
            data-autofocus
            value={on}
            error={isAsked && !dueAt ? tUi('needed') : null}
            onChange={change(setOn)}
          />
          <TextInput type="time" label={t('due.at')} value={at} onChange={change(setAt)} />
        </Group>
        {isBlocked && <Reasons reasons={reasons} />}
        {needsReason && (
          <TextInput
            label={tUi('reason.label')}
            placeholder={tUi('reason.placeholder')}
            autoComplete="off"
            value={reason}
            error={isAsked && !isReason(reason) ? t('due.needReason') : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </FormDialog>
      {isSigning && (
        <SupervisorDialog
          isOpen
          reasons={reasons.filter(({ level }) => level === 'supervisor')}
          subject={loan.item.title.title}
          isWorking={moving.isPending}
          failure={failure}
          onSign={sign}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}
