import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, day, due, instant, money, month, regional, timeOfDay, weekday } from '../lib/format';
import { libraryQuery } from './library';
import { useSessionState } from './session';

/** Money, dates and times as this library, this branch and this person write them. */
export function useFormats() {
  const { i18n } = useTranslation();
  const { session } = useSessionState();
  const { data: library } = useQuery(libraryQuery());
  const zone = session?.branch.zone ?? 'UTC';
  const language = regional(i18n.language);
  return useMemo(
    () => ({
      zone,
      money: (minor: number) => (library ? money(minor, library, language) : ''),
      day: (on: string, style?: 'short' | 'long' | 'weekday') => day(on, language, style),
      instant: (at: string) => instant(at, language, zone),
      weekday: (number: number, style?: 'long' | 'short') => weekday(number, language, style),
      month: (of: string) => month(of, language),
      time: (time: string) => timeOfDay(time, language),
      clock: (at: string | number) => clock(at, language, zone),
      due: ({ due_at, due_on }: { due_at: string; due_on: string }) => due(due_at, due_on, language, zone),
    }),
    [zone, library, language],
  );
}
