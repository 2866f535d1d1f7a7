import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { day, money, moment, regional, type Currency } from '../lib/format';
import { libraryQuery } from './library';
import { ApiProblem, NoAnswer } from './problem';
import { useSessionState } from './session';
import type { Block, FieldError } from './types';

type Group = 'problem' | 'block' | 'more' | 'field' | 'limit' | 'message' | 'due';

/**
 * Plain words in the language of the screen for what the service says in codes. A code without words of its own (the
 * service may be newer than this client) is told in the service's English.
 */
export function useCodeWords(): (group: Group, code: string, otherwise: string, facts?: object) => string {
  const { t, i18n } = useTranslation('api');
  return useCallback(
    (group, code, otherwise, facts) => {
      const key = `${group}.${code}`;
      return i18n.exists(key, { ns: 'api' }) ? t(key as 'problem.internal', { ...facts }) : otherwise;
    },
    [t, i18n],
  );
}

/** One sentence for anything that went wrong with a request. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation('api');
  const words = useCodeWords();
  return useCallback(
    (error) => {
      if (error instanceof NoAnswer) return t('problem.no-answer');
      if (!(error instanceof ApiProblem)) return t('problem.internal');
      if (error.retryAfter !== null && (error.code === 'locked-out' || error.code === 'too-many-requests')) {
        return t('problem.wait', { count: Math.ceil(error.retryAfter / 60) });
      }
      return words('problem', error.code, error.message);
    },
    [t, words],
  );
}

/** Where the service tells the limits, they are the words. */
function limitOf({ code, facts }: FieldError): string {
  const hasMin = facts?.['min'] !== undefined;
  const hasMax = facts?.['max'] !== undefined;
  return `${code}.${hasMin && hasMax ? 'both' : hasMin ? 'min' : hasMax ? 'max' : 'none'}`;
}

/** What is wrong with each field of a form, by its name: `/given_name` becomes `given_name`. */
export function useFieldWords(): (error: unknown) => Record<string, string> {
  const words = useCodeWords();
  return useCallback(
    (error) => {
      const found: Record<string, string> = {};
      if (!(error instanceof ApiProblem)) return found;
      for (const wrong of error.errors) {
        const field = wrong.pointer.replace(/^\//, '').replace(/\//g, '.');
        const plain = words('field', wrong.code, wrong.detail);
        found[field] ??= words('limit', limitOf(wrong), plain, wrong.facts ?? {});
      }
      return found;
    },
    [words],
  );
}

const amounts = ['balance-limit'];

function shown(code: string, value: unknown, language: string, zone: string, currency: Currency | undefined): string {
  if (typeof value === 'number') {
    return amounts.includes(code) && currency ? money(value, currency, language) : String(value);
  }
  if (typeof value !== 'string') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value, language);
  if (/^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)) return moment(value, language, zone);
  return value;
}

/** A reason against a deed in the language of the screen, with what it rests on. */
export function useBlockWords(): (block: Pick<Block, 'code' | 'detail' | 'facts'>) => string {
  const { t, i18n } = useTranslation('api');
  const { data: currency } = useQuery(libraryQuery());
  const { session } = useSessionState();
  const zone = session?.branch.zone ?? 'UTC';
  return useCallback(
    ({ code, detail, facts }) => {
      if (!i18n.exists(`block.${code}`, { ns: 'api' })) return detail;
      const sentence = t(`block.${code}` as 'problem.internal');
      const more: unknown = i18n.getResource(i18n.language, 'api', `more.${code}`);
      const needed = typeof more === 'string' ? [...more.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '') : [];
      const known = facts as Record<string, unknown>;
      if (needed.length === 0 || needed.some((name) => known[name] === undefined || known[name] === null))
        return sentence;
      const language = regional(i18n.language);
      const texts: object = Object.fromEntries(
        needed.map((name) => [name, shown(code, known[name], language, zone, currency)]),
      );
      return `${sentence} ${t(`more.${code}` as 'problem.internal', { ...texts })}`;
    },
    [t, i18n, zone, currency],
  );
}
