import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import classes from './RecordForm.module.css';

export interface FieldSpec {
  /** As the service calls it. */
  name: string;
  label: string;
  /** `secret` is never shown, not even to who types it. */
  kind?:
    | 'text'
    | 'date'
    | 'time'
    | 'number'
    | 'money'
    | 'email'
    | 'tel'
    | 'choice'
    | 'area'
    | 'check'
    | 'secret'
    | 'password';
  options?: readonly { value: string; label: string }[];
  isNeeded?: boolean;
  hint?: string;
  /** What an amount is counted in, as it is written beside it. */
  unit?: string;
  isWide?: boolean;
}

interface RecordFieldProps {
  spec: FieldSpec;
  value: string;
  error: string | undefined;
  isFirst: boolean;
  onChange: (text: string) => void;
}

type Changed = { currentTarget: { value: string } };

/** One field of a record, by its kind. */
export function RecordField({ spec, value, error, isFirst, onChange }: RecordFieldProps) {
  const { name, label, kind = 'text', options = [], isNeeded = false, hint, unit, isWide } = spec;
  const common = {
    name,
    label,
    error,
    description: hint,
    autoFocus: isFirst,
    className: isWide ? classes.wide : undefined,
  };
  const text = {
    ...common,
    required: isNeeded,
    value,
    onChange: (event: Changed) => onChange(event.currentTarget.value),
  };
  switch (kind) {
    case 'choice':
      return <NativeSelect {...text} data={options.map((option) => ({ ...option }))} />;
    case 'area':
      return <Textarea {...text} className={classes.wide} />;
    case 'check':
      return (
        <Checkbox
          {...common}
          className={classes.wide}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      );
    case 'password':
      return <PasswordInput {...text} autoComplete="new-password" />;
    case 'secret':
      return <PasswordInput {...text} inputMode="numeric" autoComplete="off" visible={false} rightSection={<span />} />;
    default:
      return (
        <TextInput
          {...text}
          type={kind === 'number' || kind === 'money' ? 'text' : kind}
          inputMode={kind === 'number' ? 'numeric' : kind === 'money' ? 'decimal' : undefined}
          autoComplete="off"
          rightSection={unit && <span className={classes.unit}>{unit}</span>}
          rightSectionWidth={unit ? '3.5rem' : undefined}
        />
      );
  }
}
