import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { wallDate } from '../../lib/zone';
import { Page } from '../../ui/Page';
import { CirculationPanel } from './circulation/CirculationPanel';
import { isReportTab, lastWeeks, reportTabs, usualDays, type ReportSearch, type ReportTab } from './lists';
import { ClaimsList, ExpiredCardsList, InTransitList, LostList, OverdueList } from './lists/lists';

interface ReportsPageProps {
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

const listOf = {
  overdue: OverdueList,
  claims: ClaimsList,
  lost: LostList,
  'in-transit': InTransitList,
  'expired-cards': ExpiredCardsList,
};

function Chosen({ tab, search, onSearch }: ReportsPageProps & { tab: ReportTab }) {
  const { branch } = useSession();
  if (tab === 'circulation') {
    const span = lastWeeks(wallDate(new Date(), branch.zone));
    const filter = {
      from: search.from ?? span.from,
      to: search.to ?? span.to,
      by: search.by ?? 'day',
      branch: search.branch,
    };
    return <CirculationPanel filter={filter} onFilter={(next) => onSearch({ tab, ...next })} />;
  }
  const List = listOf[tab];
  const filter = { branch: search.branch, days: tab in usualDays ? (search.days ?? usualDays[tab]) : undefined };
  return <List filter={filter} onFilter={(next) => onSearch({ tab, ...next })} />;
}

/** What needs doing, and what was done. */
export function ReportsPage({ search, onSearch }: ReportsPageProps) {
  const { t } = useTranslation('reports');
  const tab = search.tab ?? 'overdue';
  return (
    <Page title={t('title')} lead={<span className="only-print">{t(`tab.${tab}`)}</span>}>
      <Tabs
        value={tab}
        onChange={(value) => onSearch({ tab: isReportTab(value) ? value : 'overdue', branch: search.branch })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs')} mb="md" className="no-print">
          {reportTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`tab.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Chosen tab={tab} search={search} onSearch={onSearch} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
