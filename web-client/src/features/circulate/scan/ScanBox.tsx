import { ActionIcon } from '@mantine/core';
import { CornerDownLeft, ScanBarcode } from 'lucide-react';
import { useState, type FormEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { circulation, useCirculation } from '../desk/session';
import classes from './ScanBox.module.css';

/** Where a scanner types. Always in the same place, always ready: Enter takes what stands in it. */
export function ScanBox({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('circulate');
  const [code, setCode] = useState('');
  const waiting = useCirculation(({ deeds }) => deeds.filter(({ state }) => state !== 'settled').length);
  const isHeld = useCirculation(({ deeds }) => deeds.some(({ state }) => state === 'held'));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    circulation.scan(code);
    setCode('');
    field.current?.focus();
  };

  return (
    <form className={classes.box} onSubmit={submit} role="search">
      <ScanBarcode size={24} strokeWidth={1.75} aria-hidden className={classes.icon} />
      <input
        ref={field}
        className={classes.field}
        aria-label={t('scan.label')}
        placeholder={t('scan.placeholder')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={64}
      />
      <span role="status" className={classes.waiting} data-held={isHeld || undefined}>
        {isHeld ? t('scan.held') : waiting > 1 ? t('scan.waiting', { count: waiting - 1 }) : ''}
      </span>
      <ActionIcon
        type="submit"
        size={38}
        variant={code ? 'filled' : 'subtle'}
        color={code ? 'quill' : 'gray'}
        aria-label={t('scan.submit')}
      >
        <CornerDownLeft size={18} strokeWidth={1.75} />
      </ActionIcon>
    </form>
  );
}
