import { Radio, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patronSearchQuery } from '../../api/patrons';
import { useFormats } from '../../api/useFormats';
import { SearchField } from '../../ui/SearchField';

const shown = 6;

interface PatronPickerProps {
  label: string;
  /** What to look for at first. */
  text?: string;
  /** Who may not be picked. */
  except?: string;
  value: string;
  onPick: (patronId: string) => void;
}

/** Finds one patron by name or card. */
export function PatronPicker({ label, text: first = '', except, value, onPick }: PatronPickerProps) {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  const [text, setText] = useState(first);
  const found = useInfiniteQuery(patronSearchQuery(text));
  const people = (found.data?.pages[0]?.items ?? []).filter(({ id }) => id !== except).slice(0, shown);
  return (
    <Stack gap="xs">
      <SearchField label={label} placeholder={t('search.placeholder')} value={text} onSearch={setText} isInForm />
      <Radio.Group aria-label={t('search.results')} value={value} onChange={onPick}>
        <Stack gap="xs">
          {people.map(({ id, name, card_number, birth_on }) => (
            <Radio
              key={id}
              value={id}
              label={name}
              description={[card_number, birth_on && day(birth_on)].filter(Boolean).join(' · ')}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
