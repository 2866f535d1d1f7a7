import { useTranslation } from 'react-i18next';
import type { FieldSpec } from '../../../ui/RecordField';

/** The fields that most short lists share. */
export function useEntryFields(): Record<'name' | 'code' | 'position', FieldSpec> {
  const { t } = useTranslation('settings');
  return {
    name: { name: 'name', label: t('field.name'), isNeeded: true },
    code: { name: 'code', label: t('field.code'), isNeeded: true, hint: t('field.codeHint') },
    position: { name: 'position', label: t('field.position'), kind: 'number', hint: t('field.positionHint') },
  };
}
