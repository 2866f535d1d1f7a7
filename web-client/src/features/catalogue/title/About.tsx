import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Title } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { languageName } from '../../../lib/format';
import { Facts, type FactRow } from '../../../ui/Facts';
import { Panel } from '../../../ui/Panel';
import classes from './TitlePage.module.css';

function Links({ links }: { links: readonly string[] }) {
  const { t } = useTranslation('catalogue');
  return (
    <ul className={classes.links}>
      {links.map((link) => (
        <li key={link}>
          <a href={link} target="_blank" rel="noreferrer">
            {link} <ExternalLink size={13} aria-label={t('record.newTab')} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What is on record about a title: what most have always, the rest where it is known. */
export function About({ title }: { title: Title }) {
  const { t } = useTranslation('catalogue');
  const { instant } = useFormats();
  const none = <span className={classes.none}>{t('record.none')}</span>;
  const where = [title.place, title.publisher].filter(Boolean).join(': ');
  const published = [where, title.published_year].filter(Boolean).join(', ');
  const known = (label: string, value: string | null): FactRow[] => (value ? [{ label, value }] : []);
  return (
    <Panel title={t('record.about')}>
      {title.summary && <p className={classes.summary}>{title.summary}</p>}
      <Facts
        rows={[
          { label: t('record.by'), value: title.author ?? none },
          ...known(t('record.contributors'), title.contributors.join('; ')),
          { label: t('record.published'), value: published || none },
          ...known(t('record.edition'), title.edition),
          ...known(t('record.series'), title.series),
          ...known(t('record.physical'), title.physical_description),
          { label: t('record.language'), value: title.language ? languageName(title.language) : none },
          { label: t('record.audience'), value: t(`audience.${title.audience}`) },
          ...known(t('record.minimumAge'), title.minimum_age ? String(title.minimum_age) : null),
          { label: t('record.isbns'), value: title.isbns.join(', ') || none },
          ...known(t('record.issns'), title.issns.join(', ')),
          ...known(t('record.lccn'), title.lccn),
          { label: t('record.subjects'), value: title.subjects.join(' · ') || none },
          ...(title.links.length > 0 ? [{ label: t('record.links'), value: <Links links={title.links} /> }] : []),
          { label: t('record.added'), value: instant(title.created_at) },
          { label: t('record.changed'), value: instant(title.updated_at) },
        ]}
      />
    </Panel>
  );
}
