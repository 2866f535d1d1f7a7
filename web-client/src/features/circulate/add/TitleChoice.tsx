import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TitleSummary } from '../../../api/types';
import { newTitle } from './addition';

interface TitleChoiceProps {
  found: readonly TitleSummary[];
  value: string;
  error: string | null;
  onChoose: (choice: string) => void;
}

/** What the catalogue has under that name already: most often only the copy is missing. */
export function TitleChoice({ found, value, error, onChoose }: TitleChoiceProps) {
  const { t } = useTranslation('circulate');
  if (found.length === 0) return null;
  return (
    <Radio.Group label={t('add.which')} value={value} error={error} onChange={onChoose}>
      <Stack gap="xs" mt={4} mb={6}>
        {found.map(({ id, title, author, published_year, format }) => (
          <Radio
            key={id}
            value={id}
            label={title}
            description={[author, published_year, t(`format.${format}`)].filter(Boolean).join(' · ')}
          />
        ))}
        <Radio value={newTitle} label={t('add.new')} />
      </Stack>
    </Radio.Group>
  );
}
