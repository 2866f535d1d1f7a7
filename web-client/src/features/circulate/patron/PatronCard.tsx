import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, OctagonX, StickyNote, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { patronQuery } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useBlockWords, useProblemWords } from '../../../api/words';
import { initials } from '../../../lib/format';
import { Facts, type FactRow } from '../../../ui/Facts';
import { Initials } from '../../../ui/Initials';
import { Notice } from '../../../ui/Notice';
import type { OpenPatron } from '../desk/model';
import { circulation } from '../desk/session';
import classes from './PatronCard.module.css';
import { PatronLoans } from './PatronLoans';

/** Young or grown up, which decides how one speaks at the desk. */
function AgeBand({ patron }: { patron: Patron }) {
  const { t } = useTranslation('circulate');
  if (patron.birth_on === null) return null;
  const words = !patron.is_minor
    ? t('patron.adult')
    : patron.age === null
      ? t('patron.minor')
      : t('patron.minorAge', { age: patron.age });
  return (
    <span className={classes.age} data-minor={patron.is_minor || undefined}>
      {words}
    </span>
  );
}

function Standing({ patron }: { patron: Patron }) {
  const { t } = useTranslation('circulate');
  const say = useBlockWords();
  if (patron.blocks.length === 0) {
    return (
      <p className={classes.clear}>
        <CircleCheck size={16} aria-hidden />
        {t('patron.clear')}
      </p>
    );
  }
  return (
    <ul className={classes.blocks}>
      {patron.blocks.map((block) => (
        <li key={block.code}>
          <OctagonX size={16} aria-hidden />
          <span>{say(block)}</span>
        </li>
      ))}
    </ul>
  );
}

function Counts({ patron }: { patron: Patron }) {
  const { t } = useTranslation('circulate');
  const { money } = useFormats();
  const { loans, on_site_loans, overdue, lost, claims } = patron.counts;
  const always = [
    { label: t('patron.loans'), value: String(loans), tone: undefined },
    { label: t('patron.overdue'), value: String(overdue), tone: overdue > 0 ? 'refused' : undefined },
    { label: t('patron.balance'), value: money(patron.balance), tone: patron.balance > 0 ? 'attention' : undefined },
  ];
  const sometimes = [
    { label: t('patron.onSite'), value: on_site_loans },
    { label: t('patron.lost'), value: lost },
    { label: t('patron.claims'), value: claims },
  ].filter(({ value }) => value > 0);
  return (
    <dl className={classes.counts} data-even={sometimes.length === 1 || undefined}>
      {[...always, ...sometimes.map(({ label, value }) => ({ label, value: String(value), tone: 'attention' }))].map(
        ({ label, value, tone }) => (
          <div key={label} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Who stands at the desk: what stops them, what they have, what they owe. */
export function PatronCard({ patron: open }: { patron: OpenPatron }) {
  const { t } = useTranslation('circulate');
  const words = useProblemWords();
  const { day } = useFormats();
  const query = useQuery(patronQuery(open.id));
  const patron = query.data?.value;
  const rows: FactRow[] = patron
    ? [
        { label: t('patron.category'), value: patron.category.name },
        { label: t('patron.home'), value: patron.home_branch.name },
        { label: t('patron.expires'), value: patron.expires_on ? day(patron.expires_on) : t('patron.never') },
      ]
    : [];

  return (
    <article className={classes.card} aria-labelledby="patron-name">
      <header className={classes.head}>
        <Initials letters={initials(open.name)} isLarge />
        <div className={classes.who}>
          <h2 id="patron-name">{open.name}</h2>
          <p>
            {patron?.card_number && <span>{t('patron.card', { number: patron.card_number })}</span>}
            {patron && <AgeBand patron={patron} />}
          </p>
        </div>
        <Tooltip label={t('patron.close')}>
          <ActionIcon aria-label={t('patron.close')} aria-keyshortcuts="Escape" onClick={circulation.closePatron}>
            <X size={18} strokeWidth={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
      {query.isError && (
        <Notice tone="refused" isUrgent>
          {words(query.error)}
        </Notice>
      )}
      {query.isPending && <Skeleton height={180} radius="md" />}
      {patron && (
        <>
          <Standing patron={patron} />
          {patron.desk_note && (
            <p className={classes.note}>
              <StickyNote size={15} aria-label={t('patron.note')} />
              <span>{patron.desk_note}</span>
            </p>
          )}
          {patron.messages
            .filter(({ audience }) => audience === 'desk')
            .map(({ id, body }) => (
              <p key={id} className={classes.note}>
                <StickyNote size={15} aria-label={t('patron.note')} />
                <span>{body}</span>
              </p>
            ))}
          <Counts patron={patron} />
          <Facts rows={rows} />
          <PatronLoans patron={patron} />
        </>
      )}
    </article>
  );
}
