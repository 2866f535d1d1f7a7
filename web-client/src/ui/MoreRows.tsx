import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface MoreRowsProps {
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** Fetches the next page of a list under the last row. */
export function MoreRows({ hasMore, isLoading, onMore }: MoreRowsProps) {
  const { t } = useTranslation('ui');
  if (!hasMore) return null;
  return (
    <div>
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {t('more')}
      </Button>
    </div>
  );
}
