import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { LimitsTab } from './limits/LimitsTab';
import { MatrixTab } from './matrix/MatrixTab';
import { RulesTab } from './rules/RulesTab';
import { policyTabs, type PolicyTab } from './tabs';
import { WhatIfTab } from './whatif/WhatIfTab';

interface PoliciesPageProps {
  tab: PolicyTab;
  onTab: (tab: PolicyTab) => void;
}

/** What may be lent to whom for how long, and why. */
export function PoliciesPage({ tab, onTab }: PoliciesPageProps) {
  const { t } = useTranslation('policies');
  return (
    <Page title={t('title')}>
      <Tabs value={tab} onChange={(value) => onTab((value ?? 'matrix') as PolicyTab)} keepMounted={false}>
        <Tabs.List aria-label={t('tabs')} mb="md">
          {policyTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`tab.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="matrix">
          <MatrixTab />
        </Tabs.Panel>
        <Tabs.Panel value="whatif">
          <WhatIfTab />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RulesTab />
        </Tabs.Panel>
        <Tabs.Panel value="limits">
          <LimitsTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
