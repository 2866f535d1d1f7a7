import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { initials } from '../../../lib/format';
import { Initials } from '../../../ui/Initials';
import { useCirculation } from '../desk/session';
import { PatronCard } from './PatronCard';
import classes from './PatronSide.module.css';
import { SlipButton } from './SlipButton';

/** The patron on a narrow screen: a strip that opens into a sheet. */
export function PatronStrip({ onPrintSlip }: { onPrintSlip: () => void }) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  const patron = useCirculation((state) => state.patron);
  const [isOpen, sheet] = useDisclosure(false);
  if (!patron) return null;
  return (
    <>
      <UnstyledButton
        className={classes.strip}
        onClick={sheet.open}
        aria-haspopup="dialog"
        aria-label={t('patron.details', { name: patron.name })}
      >
        <Initials letters={initials(patron.name)} />
        <span className={classes.name}>{patron.name}</span>
        <ChevronUp size={16} aria-hidden />
      </UnstyledButton>
      <Drawer
        opened={isOpen}
        onClose={sheet.close}
        position="bottom"
        size="85%"
        title={t('patron.label')}
        closeButtonProps={{ 'aria-label': tUi('close') }}
      >
        <PatronCard key={patron.id} patron={patron} />
        <SlipButton onClick={onPrintSlip} />
      </Drawer>
    </>
  );
}
