import { Button, Skeleton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, ScanBarcode } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patronQuery } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { initials } from '../../../lib/format';
import { Initials } from '../../../ui/Initials';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { AccountTab } from '../account/AccountTab';
import { LoansTab } from './LoansTab';
import { OverviewTab } from './OverviewTab';
import { patronTabs, type PatronTab } from './tabs';

interface PatronPageProps {
  patronId: string;
  tab: PatronTab;
  onTab: (tab: PatronTab) => void;
  /** Opens the patron in Circulate. */
  onServe: (patron: { id: string; name: string }) => void;
  /** What the patron waits for. */
  holds: (patron: Patron) => ReactNode;
}

function Lead({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  return (
    <>
      {patron.card_number && <span className="tabular">{t('page.card', { number: patron.card_number })}</span>}
      <span>{patron.category.name}</span>
      {patron.is_minor && patron.age !== null && <span>{t('page.minor', { age: patron.age })}</span>}
    </>
  );
}

function Actions({ patron, onServe }: { patron: Patron; onServe: () => void }) {
  const { t } = useTranslation('patrons');
  return (
    <>
      <Button
        variant="default"
        leftSection={<Pencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/patrons/$patronId/edit" params={{ patronId: patron.id }} {...props} />}
      >
        {t('page.edit')}
      </Button>
      <Button leftSection={<ScanBarcode size={16} aria-hidden />} onClick={onServe}>
        {t('page.serve')}
      </Button>
    </>
  );
}

/** Everything the desk may know about one patron. */
export function PatronPage({ patronId, tab, onTab, onServe, holds }: PatronPageProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const query = useQuery(patronQuery(patronId));
  const patron = query.data?.value;
  if (!patron) {
    return (
      <Page title={t('title')}>
        {query.isError ? (
          <Notice tone="refused" isUrgent>
            {words(query.error)}
          </Notice>
        ) : (
          <Skeleton height={320} radius="md" />
        )}
      </Page>
    );
  }
  const isGone = patron.state !== 'active';
  return (
    <Page
      title={patron.name}
      mark={<Initials letters={initials(patron.name)} isLarge />}
      lead={<Lead patron={patron} />}
      actions={!isGone && <Actions patron={patron} onServe={() => onServe(patron)} />}
    >
      {isGone && (
        <Notice tone="attention">
          {patron.state === 'merged' ? t('page.merged') : t('page.anonymised')}{' '}
          {patron.merged_into && (
            <Link to="/desk/patrons/$patronId" params={{ patronId: patron.merged_into.id }}>
              {patron.merged_into.name}
            </Link>
          )}
        </Notice>
      )}
      <Tabs value={tab} onChange={(value) => onTab((value ?? 'overview') as PatronTab)} keepMounted={false}>
        <Tabs.List aria-label={t('page.tabs')} mb="md">
          {patronTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`page.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <OverviewTab patron={patron} />
        </Tabs.Panel>
        <Tabs.Panel value="loans">
          <LoansTab patron={patron} onServe={() => onServe(patron)} />
        </Tabs.Panel>
        <Tabs.Panel value="holds">{holds(patron)}</Tabs.Panel>
        <Tabs.Panel value="account">
          <AccountTab patron={patron} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
