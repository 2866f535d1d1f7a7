import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import, ImportProblem } from '../../api/imports';

/** What an import and its problems say, in words; what this client does not know yet is told in the service's English. */
export function useImportWords() {
  const { t, i18n } = useTranslation('imports');
  const say = useCallback(
    (key: string, otherwise: string) => (i18n.exists(key, { ns: 'imports' }) ? t(key as 'title') : otherwise),
    [t, i18n],
  );
  return {
    problem: ({ code, detail }: ImportProblem) => say(`code.${code}`, detail),
    failure: ({ error }: Import) => say(`failure.${error ?? ''}`, t('failed')),
  };
}
