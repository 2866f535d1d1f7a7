import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { BranchesTab } from './branches/BranchesTab';
import { LibraryTab } from './library/LibraryTab';
import { CategoriesTab } from './lists/CategoriesTab';
import { CollectionsTab, TypesTab } from './lists/CodesTab';
import { FineKindsTab } from './lists/FineKindsTab';
import { settingsTabs, type SettingsTab } from './tabs';
import { TransfersTab } from './transfers/TransfersTab';

interface SettingsPageProps {
  tab: SettingsTab;
  onTab: (tab: SettingsTab) => void;
}

const panels = {
  library: LibraryTab,
  branches: BranchesTab,
  transfers: TransfersTab,
  categories: CategoriesTab,
  types: TypesTab,
  collections: CollectionsTab,
  fines: FineKindsTab,
} satisfies Record<SettingsTab, () => ReactNode>;

/** The library itself: its branches, and the short lists that everything else chooses from. */
export function SettingsPage({ tab, onTab }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')}>
      <Tabs value={tab} onChange={(value) => onTab((value ?? 'library') as SettingsTab)} keepMounted={false}>
        <Tabs.List aria-label={t('tabs')} mb="md">
          {settingsTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(value)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsTabs.map((value) => {
          const Panel = panels[value];
          return (
            <Tabs.Panel key={value} value={value}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
