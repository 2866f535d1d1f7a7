import { useTranslation } from 'react-i18next';
import type { Import } from '../../api/imports';
import type { Tone } from '../../ui/Notice';
import { StatusMark } from '../../ui/StatusMark';

const tones: Record<Import['state'], Tone | 'quiet'> = {
  queued: 'quiet',
  running: 'info',
  done: 'good',
  failed: 'refused',
  cancelled: 'attention',
};

/** How far an import is: icon, word and colour. */
export function ImportState({ of }: { of: Pick<Import, 'state'> }) {
  const { t } = useTranslation('imports');
  return <StatusMark tone={tones[of.state]}>{t(`state.${of.state}`)}</StatusMark>;
}
