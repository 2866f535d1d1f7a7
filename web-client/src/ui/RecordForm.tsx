import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Failure';
import { RecordField, type FieldSpec } from './RecordField';
import classes from './RecordForm.module.css';

export interface FieldGroup {
  title: string;
  fields: readonly FieldSpec[];
  /** What stands under the fields: a hint that follows from what was typed. */
  below?: ReactNode;
}

type Fields = Record<string, string>;

interface RecordFormProps {
  groups: readonly FieldGroup[];
  initial: Fields;
  submit: string;
  isWorking: boolean;
  /** Why it was refused, in one sentence. */
  failure: string | null;
  /** Given when somebody else changed the record meanwhile: shows theirs. */
  onNewer?: (() => void) | undefined;
  /** What is wrong with each field, by its name. */
  wrong: Fields;
  onSubmit: (fields: Fields) => void;
  /** Left out where there is nowhere to go back to. */
  onCancel?: () => void;
  /** Called when anything is typed or chosen. */
  onEdit?: () => void;
  /** Called when a field is left. */
  onLeave?: (fields: Fields) => void;
  /** What follows from the fields when one is left, to be filled in. */
  follow?: (fields: Fields) => Fields | null;
  /** Stands above the buttons: what the first try was refused for. */
  ask?: ReactNode;
}

/** The form of a record: groups of fields by the names of the service, all as text. */
export function RecordForm(props: RecordFormProps) {
  const { groups, initial, submit, isWorking, failure, onNewer, wrong, onSubmit, onCancel, onEdit, onLeave } = props;
  const { follow, ask } = props;
  const { t } = useTranslation('ui');
  const [fields, setFields] = useState(initial);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const refusal = useRef<HTMLDivElement>(null);
  // It stands where it was asked for; Enter may have been pressed far above.
  useEffect(() => {
    if (failure !== null) refusal.current?.scrollIntoView?.({ block: 'nearest' });
  }, [failure]);

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const open = groups
      .flatMap((group) => group.fields)
      .filter(({ name, isNeeded }) => isNeeded && !fields[name]?.trim())
      .map(({ name }) => name);
    setMissing(open);
    const [first] = open;
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else onSubmit(fields);
  };
  const leave = () => {
    onLeave?.(fields);
    const given = follow?.(fields);
    if (given) setFields((before) => ({ ...before, ...given }));
  };
  const errorOf = (name: string): string | undefined =>
    missing.includes(name) && !fields[name]?.trim() ? t('needed') : wrong[name];

  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {groups.map(({ title, fields: specs, below }, place) => (
        <fieldset key={title} className={classes.group}>
          <legend>{title}</legend>
          <div className={classes.fields} onBlur={() => leave()}>
            {specs.map((spec, index) => (
              <RecordField
                key={spec.name}
                spec={spec}
                value={fields[spec.name] ?? ''}
                error={errorOf(spec.name)}
                isFirst={place === 0 && index === 0}
                onChange={(text) => {
                  setFields((before) => ({ ...before, [spec.name]: text }));
                  onEdit?.();
                }}
              />
            ))}
          </div>
          {below}
        </fieldset>
      ))}
      {failure && (
        <div ref={refusal} className={classes.refusal}>
          <Failure words={failure} onNewer={onNewer} />
        </div>
      )}
      {ask}
      <div className={classes.actions}>
        <Button type="submit" loading={isWorking}>
          {submit}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
