import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../api/useFormats';
import { toneIcons } from '../../../ui/Notice';
import type { Deed } from '../desk/model';
import { circulation } from '../desk/session';
import classes from './Stream.module.css';
import { useDeedWords } from './useDeedWords';

interface DeedRowProps {
  deed: Deed;
  /** The last thing that happened is written larger, to be read from an arm's length. */
  isLatest: boolean;
  isShownAbove: boolean;
}

function ToneIcon({ tone }: { tone: 'good' | 'attention' | 'refused' | 'pending' }) {
  if (tone === 'pending') return <LoaderCircle size={18} strokeWidth={2} aria-hidden className={classes.spinning} />;
  const Icon = toneIcons[tone];
  return <Icon size={18} strokeWidth={2} aria-hidden />;
}

function RowAction({ deed, isShownAbove }: { deed: Deed; isShownAbove: boolean }) {
  const { t } = useTranslation('circulate');
  if (deed.state !== 'settled') return null;
  if (deed.result?.kind === 'failed') {
    return (
      <Button size="compact-sm" variant="default" onClick={() => circulation.resend(deed.id)}>
        {t('stream.retry')}
      </Button>
    );
  }
  if (deed.result?.kind === 'unknown' && !isShownAbove) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => circulation.showRefusal(deed.id)}>
        {t('stream.addItem')}
      </Button>
    );
  }
  const canShow = (deed.result?.kind === 'blocked' || deed.result?.kind === 'ambiguous') && !isShownAbove;
  return canShow ? (
    <Button size="compact-sm" variant="default" onClick={() => circulation.showRefusal(deed.id)}>
      {t('stream.reasons')}
    </Button>
  ) : null;
}

/** One scan and what came of it. */
export function DeedRow({ deed, isLatest, isShownAbove }: DeedRowProps) {
  const { t } = useTranslation('circulate');
  const { clock } = useFormats();
  const words = useDeedWords()(deed);

  if (deed.result?.kind === 'opened') {
    return (
      <li className={classes.divider}>
        <span>{t('stream.patron', { name: deed.result.patron.name })}</span>
        <time>{clock(deed.at)}</time>
      </li>
    );
  }
  const { item } = deed;
  const details = [item?.title.author, item?.part, item?.barcode ?? deed.code].filter(Boolean).join(' · ');
  return (
    <li className={classes.row} data-tone={words.tone} data-latest={isLatest || undefined}>
      <span className={classes.outcome}>
        <ToneIcon tone={words.tone} />
        <span>{words.word}</span>
      </span>
      <span className={classes.what}>
        <span className={classes.title}>
          {item ? (
            <Link to="/desk/items/$itemId" params={{ itemId: item.id }}>
              {item.title.title}
            </Link>
          ) : (
            (deed.name ?? deed.code)
          )}
        </span>
        {(item || deed.name) && <span className={classes.details}>{details}</span>}
        {words.notes.map((note) => (
          <span key={note} className={classes.note}>
            {note}
          </span>
        ))}
      </span>
      <span className={classes.result}>
        <span className={classes.resultWord}>{words.result}</span>
        {words.where && <span className={classes.details}>{words.where}</span>}
        <RowAction deed={deed} isShownAbove={isShownAbove} />
      </span>
      <time className={classes.time}>{clock(deed.at)}</time>
    </li>
  );
}
