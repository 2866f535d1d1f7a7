import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useBlockWords } from '../../../api/words';
import { languageName } from '../../../lib/format';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { CardsPanel } from './CardsPanel';
import { FamilyPanel } from './FamilyPanel';
import { MessagesPanel } from './MessagesPanel';
import classes from './OverviewTab.module.css';
import { RecordPanel } from './RecordPanel';
import { RestrictionsPanel } from './RestrictionsPanel';

function Standing({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  const say = useBlockWords();
  return (
    <div className={classes.standing}>
      {patron.blocks.length === 0 && <Notice tone="good">{t('standing.clear')}</Notice>}
      {patron.blocks.map((block) => (
        <Notice key={block.code} tone="refused">
          {say(block)}
        </Notice>
      ))}
      {patron.expires_soon && patron.expires_on && (
        <Notice tone="attention">{t('standing.soon', { when: day(patron.expires_on) })}</Notice>
      )}
      {patron.has_outgrown_category && (
        <Notice tone="attention">{t('standing.outgrown', { category: patron.category.name })}</Notice>
      )}
      {patron.desk_note && (
        <Notice tone="attention">
          <strong>{t('standing.note')}: </strong>
          {patron.desk_note}
        </Notice>
      )}
    </div>
  );
}

function Details({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const { day, instant } = useFormats();
  const none = <span className={classes.none}>{t('details.none')}</span>;
  const town = [patron.postal_code, patron.city].filter(Boolean).join(' ');
  const address = [patron.address, town, patron.country].filter(Boolean).join('\n');
  const channel = patron.notice_channel ? t(`channel.${patron.notice_channel}`) : t('form.channelAny');
  const notices = patron.wants_notices ? channel : t('details.noticesOff');
  const born = patron.birth_on && day(patron.birth_on);
  return (
    <Panel title={t('details.title')}>
      <Facts
        rows={[
          { label: t('details.name'), value: `${patron.given_name} ${patron.family_name}` },
          ...(patron.preferred_name ? [{ label: t('details.preferred'), value: patron.preferred_name }] : []),
          {
            label: t('details.born'),
            value: born && patron.age !== null ? t('details.age', { on: born, age: patron.age }) : (born ?? none),
          },
          { label: t('details.category'), value: patron.category.name },
          { label: t('details.home'), value: patron.home_branch.name },
          { label: t('details.expires'), value: patron.expires_on ? day(patron.expires_on) : t('details.never') },
          { label: t('details.email'), value: patron.email ?? none },
          { label: t('details.phone'), value: patron.phone ?? none },
          { label: t('details.address'), value: address ? <span className={classes.text}>{address}</span> : none },
          { label: t('details.language'), value: patron.language ? languageName(patron.language) : none },
          { label: t('details.notices'), value: notices },
          {
            label: t('details.history'),
            value: patron.keeps_history ? t('details.historyOn') : t('details.historyOff'),
          },
          { label: t('details.since'), value: instant(patron.created_at) },
        ]}
      />
    </Panel>
  );
}

/** Standing, details, cards, restrictions and family of a patron. */
export function OverviewTab({ patron }: { patron: Patron }) {
  const { staff } = useSession();
  return (
    <div className={classes.grid}>
      <div className={classes.column}>
        <Standing patron={patron} />
        <Details patron={patron} />
      </div>
      <div className={classes.column}>
        <CardsPanel patron={patron} />
        <RestrictionsPanel patron={patron} />
        <MessagesPanel patron={patron} />
        <FamilyPanel patron={patron} />
        {staff.role === 'supervisor' && patron.state === 'active' && <RecordPanel patron={patron} />}
      </div>
    </div>
  );
}
