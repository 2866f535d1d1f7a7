import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { nextNumberQuery } from '../../../api/settings';
import { useFieldWords, useProblemWords } from '../../../api/words';
import classes from './NextNumber.module.css';

/** The number a new card would have under the prefix that was typed. */
export function NextNumber({ prefix }: { prefix: string }) {
  const { t } = useTranslation('settings');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const { data, error } = useQuery(nextNumberQuery(prefix));
  if (prefix === '') return null;
  return (
    <p className={classes.next} role="status" data-wrong={error !== null || undefined}>
      {error ? (fieldWords(error)['prefix'] ?? words(error)) : data && t('card.next', { number: data })}
    </p>
  );
}
