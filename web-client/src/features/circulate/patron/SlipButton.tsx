import { Button } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../../ui/Keys';

/** Prints what the patron takes home to remember the dates. */
export function SlipButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('circulate');
  return (
    <Button
      variant="default"
      fullWidth
      mt="md"
      leftSection={<Printer size={15} aria-hidden />}
      rightSection={<Keys combination="alt+p" />}
      onClick={onClick}
    >
      {t('slip.print')}
    </Button>
  );
}
