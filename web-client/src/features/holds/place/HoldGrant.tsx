import { useMutation } from '@tanstack/react-query';
import { grantOverride } from '../../../api/auth';
import { useProblemWords } from '../../../api/words';
import type { Reason } from '../../../ui/Reasons';
import { SupervisorDialog, type Signature } from '../../../ui/SupervisorDialog';

interface HoldGrantProps {
  subject: string;
  /** The patron and what is wanted. */
  subjectIds: string[];
  reasons: readonly Reason[];
  onClose: () => void;
  /** Called with the supervisor's leave and their reason. */
  onGranted: (grant: string, reason: string) => void;
}

/** Asks a supervisor at this screen to let a hold through. */
export function HoldGrant({ subject, subjectIds, reasons, onClose, onGranted }: HoldGrantProps) {
  const words = useProblemWords();
  const asking = useMutation({
    mutationFn: async (signature: Signature) => {
      const codes = reasons.map(({ code }) => code);
      const about = { operation_id: 'placeHold', subject_ids: subjectIds };
      return { grant: await grantOverride({ ...signature, ...about, codes }), reason: signature.reason };
    },
    onSuccess: ({ grant, reason }) => onGranted(grant, reason),
  });
  return (
    <SupervisorDialog
      isOpen
      reasons={reasons}
      subject={subject}
      isWorking={asking.isPending}
      failure={asking.isError ? words(asking.error) : null}
      onSign={(signature) => asking.mutate(signature)}
      onClose={onClose}
    />
  );
}
