import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/words';
import { isFromOverlay, useKeys } from '../../lib/keys';
import { lazyNamed } from '../../ui/lazyNamed';
import { Notice } from '../../ui/Notice';
import { usePageTitle } from '../../ui/usePageTitle';
import classes from './CirculatePage.module.css';
import { patronOf, type Deed } from './desk/model';
import { circulation, onSettled, useCirculation } from './desk/session';
import { ModeBar } from './modes/ModeBar';
import { PatronSide } from './patron/PatronSide';
import { CardOrItem } from './refusal/CardOrItem';
import { RefusalPanel } from './refusal/RefusalPanel';
import { ScanBox } from './scan/ScanBox';
import { useScanFocus } from './scan/useScanFocus';
import { useSlips } from './slips/useSlips';
import { Stream } from './stream/Stream';
import { useDeedWords } from './stream/useDeedWords';

const AddItemPanel = lazyNamed(() => import('./add/AddItemPanel'), 'AddItemPanel');
const HoldFound = lazyNamed(() => import('./holds/HoldFound'), 'HoldFound');
const PatronStrip = lazyNamed(() => import('./patron/PatronStrip'), 'PatronStrip');

/** Reads the records a deed changed again, and says each deed aloud to a screen reader. */
function useAftermath(): Deed | null {
  const client = useQueryClient();
  const [latest, setLatest] = useState<Deed | null>(null);
  useEffect(
    () =>
      onSettled((deed) => {
        setLatest(deed);
        const patronId = patronOf(deed);
        if (patronId) void client.invalidateQueries({ queryKey: ['patrons', patronId] });
        if (deed.item) void client.invalidateQueries({ queryKey: ['items', deed.item.id] });
        void client.invalidateQueries({ queryKey: ['holds'] });
      }),
    [client],
  );
  return latest;
}

function Announcement({ deed }: { deed: Deed | null }) {
  const words = useDeedWords();
  const said = deed ? words(deed) : null;
  const text = said
    ? [deed?.name ?? deed?.code, said.word, said.result, said.where, ...said.notes].filter(Boolean).join('. ')
    : '';
  const isRefused = said?.tone === 'refused';
  return (
    <div className="visually-hidden">
      <div role="status">{isRefused ? '' : text}</div>
      <div role="alert">{isRefused ? text : ''}</div>
    </div>
  );
}

/** Lending and taking back: one scan box that knows what to do. */
export function CirculatePage() {
  const { t } = useTranslation('circulate');
  usePageTitle(t('title'));
  const { field, focus } = useScanFocus();
  const { printDue, printReturns, slip, failure } = useSlips();
  const problem = useProblemWords();
  const latest = useAftermath();
  const isNarrow = useMediaQuery('(width < 75em)', false, { getInitialValueInEffect: false });
  const newest = useCirculation(({ deeds }) => deeds[0] ?? null);
  const refused = useCirculation(({ deeds, refusalId }) => deeds.find(({ id }) => id === refusalId) ?? null);

  useKeys({
    escape: (event) => {
      if (isFromOverlay(event) || document.querySelector('[role="dialog"]')) return false;
      if (refused) circulation.showRefusal(null);
      else circulation.closePatron();
      if (field.current) focus();
      return true;
    },
    'alt+p': printDue,
  });

  return (
    <div className={classes.page}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className={classes.work}>
        <div className={classes.scan}>
          <ScanBox field={field} />
        </div>
        <ModeBar onDone={focus} />
        <Suspense>
          {newest?.result?.kind === 'returned' && newest.result.answer.hold && (
            <HoldFound key={newest.id} answer={newest.result.answer} onDone={focus} />
          )}
        </Suspense>
        {failure !== null && (
          <Notice tone="refused" isUrgent>
            {t('slip.failed')} {problem(failure)}
          </Notice>
        )}
        {refused?.state === 'settled' && refused.result?.kind === 'blocked' && (
          <RefusalPanel key={refused.id} deed={refused} blocks={refused.result.blocks} onDone={focus} />
        )}
        {refused?.state === 'settled' && refused.result?.kind === 'ambiguous' && (
          <CardOrItem key={refused.id} deed={refused} matches={refused.result.matches} onDone={focus} />
        )}
        <Suspense>
          {refused?.state === 'settled' && refused.result?.kind === 'unknown' && (
            <AddItemPanel key={refused.id} deed={refused} onDone={focus} />
          )}
        </Suspense>
        <Suspense>{isNarrow && <PatronStrip onPrintSlip={printDue} />}</Suspense>
        <Stream onReceipt={printReturns} />
      </div>
      {!isNarrow && <PatronSide onPrintSlip={printDue} />}
      <Announcement deed={latest} />
      {slip}
    </div>
  );
}
