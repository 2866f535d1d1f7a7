import { SegmentedControl, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentMethod } from '../../../api/account';
import classes from './AccountTab.module.css';

const methods = ['cash', 'card', 'cheque', 'voucher', 'online'] as const satisfies readonly PaymentMethod[];

interface AmountFieldProps {
  label: string;
  unit: string;
  value: string;
  error?: string | undefined;
  isFirst?: boolean;
  isNeeded?: boolean;
  onChange: (text: string) => void;
}

/** An amount as it is typed. */
export function AmountField({ label, unit, value, error, isFirst, isNeeded, onChange }: AmountFieldProps) {
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      error={error}
      required={isNeeded ?? false}
      {...(isFirst && { 'data-autofocus': true })}
      rightSection={unit}
      rightSectionWidth={56}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** How money changes hands. */
export function MethodField({ value, onChange }: { value: PaymentMethod; onChange: (method: PaymentMethod) => void }) {
  const { t } = useTranslation('patrons');
  const label = useId();
  return (
    <div>
      <p id={label} className={classes.label}>
        {t('pay.method')}
      </p>
      <SegmentedControl
        aria-labelledby={label}
        className={classes.methods}
        value={value}
        data={methods.map((method) => ({ value: method, label: t(`method.${method}`) }))}
        onChange={(method) => onChange(method as PaymentMethod)}
      />
    </div>
  );
}
