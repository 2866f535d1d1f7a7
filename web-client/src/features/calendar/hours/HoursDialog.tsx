import { ActionIcon, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replaceHours, type Hours } from '../../../api/calendar';
import type { Versioned } from '../../../api/client';
import { useFormats } from '../../../api/useFormats';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import classes from './HoursDialog.module.css';
import { rowsOf, weekOf, withDay, type Span } from './spans';

interface DayProps {
  name: string;
  spans: readonly Span[];
  onChange: (spans: readonly Span[]) => void;
}

const firstSpan: Span = { opens_at: '10:00', closes_at: '18:00' };

function DayHours({ name, spans, onChange }: DayProps) {
  const { t } = useTranslation('calendar');
  const change = (place: number, part: Partial<Span>) =>
    onChange(spans.map((span, index) => (index === place ? { ...span, ...part } : span)));
  return (
    <fieldset className={classes.day}>
      <legend>{name}</legend>
      <div className={classes.spans}>
        {spans.length === 0 && <span className={classes.closed}>{t('closed')}</span>}
        {spans.map(({ opens_at, closes_at }, place) => (
          <div key={place} className={classes.span}>
            <TextInput
              type="time"
              aria-label={t('hours.opens', { day: name })}
              value={opens_at}
              onChange={(event) => change(place, { opens_at: event.currentTarget.value })}
            />
            <span aria-hidden>–</span>
            <TextInput
              type="time"
              aria-label={t('hours.closes', { day: name })}
              value={closes_at}
              onChange={(event) => change(place, { closes_at: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('hours.removeSpan', { day: name })}
              onClick={() => onChange(spans.filter((_, index) => index !== place))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <ActionIcon
        variant="default"
        aria-label={t('hours.addSpan', { day: name })}
        onClick={() => onChange([...spans, spans.length === 0 ? firstSpan : { opens_at: '', closes_at: '' }])}
      >
        <Plus size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

interface HoursDialogProps {
  branchId: string;
  before: Versioned<Hours>;
  onClose: () => void;
}

/** The ordinary week, changed as a whole. A day may have several spans: closed over lunch. */
export function HoursDialog({ branchId, before, onClose }: HoursDialogProps) {
  const { t } = useTranslation('calendar');
  const { weekday } = useFormats();
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const [week, setWeek] = useState(() => weekOf(before.value.hours));
  const saving = useMutation({
    mutationFn: () => replaceHours(branchId, before, { hours: rowsOf(week) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['branches', branchId] });
      onClose();
    },
  });
  const isWrong = Object.keys(fieldWords(saving.error)).length > 0;
  return (
    <FormDialog
      title={t('hours.title')}
      isWide
      lead={t('hours.lead')}
      submit={t('hours.save')}
      isWorking={saving.isPending}
      failure={saving.isError ? (isWrong ? t('hours.wrong') : words(saving.error)) : null}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <div className={classes.week}>
        {week.map((spans, place) => (
          <DayHours
            key={place}
            name={weekday(place + 1)}
            spans={spans}
            onChange={(next) => setWeek(withDay(week, place, next))}
          />
        ))}
      </div>
    </FormDialog>
  );
}
