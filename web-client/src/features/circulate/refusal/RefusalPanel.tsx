import { Button, TextInput } from '@mantine/core';
import { Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { overridesFor, wayOut } from '../../../api/overrides';
import { useSession } from '../../../api/session';
import type { Block } from '../../../api/types';
import { useBlockWords } from '../../../api/words';
import { useKeys } from '../../../lib/keys';
import { isReason } from '../../../lib/reason';
import { Keys } from '../../../ui/Keys';
import { lazyNamed } from '../../../ui/lazyNamed';
import { Reasons, type Reason } from '../../../ui/Reasons';
import { loanToRenew, toneOf, type Deed } from '../desk/model';
import { circulation } from '../desk/session';
import classes from './RefusalPanel.module.css';

const SupervisorGrant = lazyNamed(() => import('./SupervisorGrant'), 'SupervisorGrant');

const titles = { 'check-out': 'refusal.checkOut', 'check-in': 'refusal.checkIn', renewal: 'refusal.renewal' } as const;
const anyway = {
  'check-out': 'refusal.checkOutAnyway',
  'check-in': 'refusal.checkInAnyway',
  renewal: 'refusal.renewAnyway',
} as const;

interface RefusalPanelProps {
  deed: Deed;
  blocks: readonly Block[];
  /** Gives the focus back to the scan box. */
  onDone: () => void;
}

/** Every reason against a deed, who may lift each, and exactly the way out that this person has. */
export function RefusalPanel({ deed, blocks, onDone }: RefusalPanelProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  const { staff } = useSession();
  const say = useBlockWords();
  const [reason, setReason] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);

  const overrides = overridesFor(blocks, staff.role);
  const mayRenew = loanToRenew(deed) !== null;
  const needsClaim = blocks.some(({ code }) => code === 'claim-unresolved');
  const way = wayOut(overrides);
  const kind = deed.command?.kind ?? 'check-out';
  const tone = deed.result ? toneOf(deed.result) : 'refused';
  const reasons: Reason[] = blocks.map((block) => ({
    code: block.code,
    level: mayRenew || needsClaim ? undefined : block.level,
    text: say(block),
  }));

  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not give back.
    void panel.current?.scrollIntoView({ block: 'nearest' });
  }, [deed.id]);

  const goOn = () => {
    if (mayRenew) circulation.renewInstead(deed.id);
    else if (way === 'supervisor') setAsking(true);
    else if (way === 'reason' && !isReason(reason)) {
      setReasonMissing(true);
      reasonField.current?.focus();
      return;
    } else if (way === 'reason' || way === 'confirm') {
      const codes = [...overrides.confirm, ...overrides.withReason].map(({ code }) => code);
      circulation.resend(deed.id, { override: { codes, ...(way === 'reason' && { reason: reason.trim() }) } });
    } else return;
    if (way !== 'supervisor' || mayRenew) onDone();
  };
  useKeys({ 'mod+enter': goOn }, !isAsking);

  const onReasonKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    goOn();
  };
  const leave = () => {
    circulation.showRefusal(null);
    onDone();
  };
  const canGoOn = mayRenew || (way !== 'none' && !needsClaim);
  const goOnWord = mayRenew
    ? t('refusal.renewInstead')
    : way === 'supervisor'
      ? t('refusal.askSupervisor')
      : t(anyway[kind]);
  const title = mayRenew
    ? t('refusal.renew')
    : needsClaim
      ? t('refusal.claim')
      : way === 'confirm'
        ? t('refusal.confirm')
        : t(titles[kind]);

  return (
    <section ref={panel} className={classes.panel} data-tone={tone} aria-label={title}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <span className={classes.subject}>{deed.name ?? deed.code}</span>
      </header>
      <Reasons reasons={reasons} />
      {way === 'reason' && !mayRenew && (
        <TextInput
          ref={reasonField}
          className={classes.reason}
          label={tUi('reason.label')}
          placeholder={tUi('reason.placeholder')}
          error={isReasonMissing && !isReason(reason) ? t('refusal.needReason') : null}
          value={reason}
          autoComplete="off"
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={onReasonKey}
        />
      )}
      <div className={classes.actions}>
        {needsClaim && (
          <>
            <Button onClick={() => circulation.resolveClaim(deed.id, 'returned_by_patron')}>
              {t('refusal.claimPatron')}
            </Button>
            <Button variant="default" onClick={() => circulation.resolveClaim(deed.id, 'found_by_library')}>
              {t('refusal.claimLibrary')}
            </Button>
          </>
        )}
        {canGoOn && (
          <Button onClick={goOn} rightSection={<Keys combination="mod+enter" />}>
            {goOnWord}
          </Button>
        )}
        <Button variant="default" onClick={leave} rightSection={<Keys combination="escape" />}>
          {t('refusal.leave')}
        </Button>
      </div>
      <Suspense>
        {isAsking && (
          <SupervisorGrant
            deed={deed}
            isOpen
            reasons={reasons.filter(({ level }) => level === 'supervisor')}
            ownCodes={[...overrides.confirm, ...overrides.withReason].map(({ code }) => code)}
            onClose={() => setAsking(false)}
            onGranted={() => {
              setAsking(false);
              onDone();
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
