import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import english from './locales/en.json';

/** The deeds there are words for, in the order they are offered. */
export const knownDeeds: readonly string[] = Object.entries(english.name).flatMap(([noun, deeds]) =>
  Object.keys(deeds).map((deed) => `${noun}.${deed}`),
);

/** What was done and to what kind of thing, in words; what this client does not know yet is told by its code. */
export function useAuditWords(): { deed: (code: string) => string; subject: (kind: string) => string } {
  const { t, i18n } = useTranslation('audit');
  const say = useCallback(
    (key: string, otherwise: string) => (i18n.exists(key, { ns: 'audit' }) ? t(key as 'title') : otherwise),
    [t, i18n],
  );
  return {
    deed: (code) => say(`name.${code}`, code),
    subject: (kind) => say(`subject.${kind}`, kind),
  };
}
