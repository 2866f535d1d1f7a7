import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleQuery } from '../../../api/catalogue';
import type { Title } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { languageName } from '../../../lib/format';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { Copies } from './Copies';
import classes from './TitlePage.module.css';

function About({ title }: { title: Title }) {
  const { t } = useTranslation('catalogue');
  const none = <span className={classes.none}>{t('record.none')}</span>;
  const published = [title.publisher, title.published_year].filter(Boolean).join(', ');
  return (
    <Panel title={t('record.about')}>
      {title.summary && <p className={classes.summary}>{title.summary}</p>}
      <Facts
        rows={[
          { label: t('record.by'), value: title.author ?? none },
          ...(title.contributors.length > 0
            ? [{ label: t('record.contributors'), value: title.contributors.join('; ') }]
            : []),
          { label: t('record.published'), value: published || none },
          ...(title.edition ? [{ label: t('record.edition'), value: title.edition }] : []),
          ...(title.series ? [{ label: t('record.series'), value: title.series }] : []),
          { label: t('record.language'), value: title.language ? languageName(title.language) : none },
          { label: t('record.audience'), value: t(`audience.${title.audience}`) },
          ...(title.minimum_age ? [{ label: t('record.minimumAge'), value: title.minimum_age }] : []),
          { label: t('record.isbns'), value: title.isbns.join(', ') || none },
          { label: t('record.subjects'), value: title.subjects.join(' · ') || none },
        ]}
      />
    </Panel>
  );
}

function Actions({ titleId }: { titleId: string }) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <Button
        variant="default"
        leftSection={<Pencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/titles/$titleId/edit" params={{ titleId }} {...props} />}
      >
        {t('record.edit')}
      </Button>
      <Button
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/titles/$titleId/items/new" params={{ titleId }} {...props} />}
      >
        {t('record.addItem')}
      </Button>
    </>
  );
}

/** A title with all its copies. */
export function TitlePage({ titleId }: { titleId: string }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const query = useQuery(titleQuery(titleId));
  const title = query.data?.value;
  if (!title) {
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
  return (
    <Page
      title={title.subtitle ? `${title.title}: ${title.subtitle}` : title.title}
      lead={
        <>
          {title.author && <span>{title.author}</span>}
          <span>{t(`format.${title.format}`)}</span>
          {title.published_year !== null && <span className="tabular">{title.published_year}</span>}
        </>
      }
      actions={<Actions titleId={titleId} />}
    >
      <Copies titleId={titleId} />
      <About title={title} />
    </Page>
  );
}
