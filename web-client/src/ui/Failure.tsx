import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';

interface FailureProps {
  words: string;
  /** Given when somebody else changed the record meanwhile: shows theirs. */
  onNewer?: (() => void) | undefined;
}

/** Why a form was refused, and the way on where there is one. */
export function Failure({ words, onNewer }: FailureProps) {
  const { t } = useTranslation('ui');
  const newer = onNewer && (
    <Button size="compact-sm" variant="default" onClick={onNewer}>
      {t('newer')}
    </Button>
  );
  return (
    <Notice tone="refused" isUrgent action={newer}>
      {words}
    </Notice>
  );
}
