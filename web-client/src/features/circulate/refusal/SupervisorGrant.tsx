import { useMutation } from '@tanstack/react-query';
import { grantOverride } from '../../../api/auth';
import type { Block } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import type { Reason } from '../../../ui/Reasons';
import { SupervisorDialog, type Signature } from '../../../ui/SupervisorDialog';
import type { Command, Deed } from '../desk/model';
import { circulation } from '../desk/session';

/** What a grant is bound to: the operation, and the records it is about. */
function subjectOf(command: Command): { operation_id: string; subject_ids: string[] } {
  switch (command.kind) {
    case 'check-out':
      return { operation_id: 'createLoan', subject_ids: [command.patron.id, command.itemId] };
    case 'check-in':
      return { operation_id: 'createReturn', subject_ids: [command.itemId] };
    case 'renewal':
      return { operation_id: 'renewLoan', subject_ids: [command.loanId] };
  }
}

interface SupervisorGrantProps {
  deed: Deed;
  isOpen: boolean;
  reasons: readonly Reason[];
  /** What the assistant lifts by their own word, sent along with the grant. */
  ownCodes: readonly Block['code'][];
  onClose: () => void;
  onGranted: () => void;
}

/** Asks a supervisor at this screen, and sends the deed again with what they granted. */
export function SupervisorGrant({ deed, isOpen, reasons, ownCodes, onClose, onGranted }: SupervisorGrantProps) {
  const words = useProblemWords();
  const { command } = deed;
  const asking = useMutation({
    mutationFn: async (signature: Signature) => {
      if (!command) throw new Error('A deed that was never sent cannot be granted');
      const codes = reasons.map(({ code }) => code);
      const grant = await grantOverride({ ...signature, ...subjectOf(command), codes });
      return { grant, reason: signature.reason };
    },
    onSuccess: ({ grant, reason }) => {
      const own = ownCodes.length > 0 ? { override: { codes: [...ownCodes], reason } } : {};
      circulation.resend(deed.id, { grant, ...own });
      onGranted();
    },
  });
  return (
    <SupervisorDialog
      isOpen={isOpen}
      reasons={reasons}
      subject={deed.name ?? deed.code}
      isWorking={asking.isPending}
      failure={asking.isError ? words(asking.error) : null}
      onSign={(signature) => asking.mutate(signature)}
      onClose={() => {
        asking.reset();
        onClose();
      }}
    />
  );
}
