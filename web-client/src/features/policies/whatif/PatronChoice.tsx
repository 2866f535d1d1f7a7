import { Radio, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patronSearchQuery } from '../../../api/patrons';
import { SearchField } from '../../../ui/SearchField';

const shown = 5;

interface PatronChoiceProps {
  value: string;
  onChange: (patronId: string) => void;
}

/** The patron the question is about, found by name or card. */
export function PatronChoice({ value, onChange }: PatronChoiceProps) {
  const { t } = useTranslation('policies');
  const [text, setText] = useState('');
  const found = useInfiniteQuery(patronSearchQuery(text));
  const people = (found.data?.pages[0]?.items ?? []).slice(0, shown);
  return (
    <Stack gap="xs">
      <SearchField
        label={t('whatif.patron')}
        placeholder={t('whatif.patronHint')}
        value={text}
        onSearch={setText}
        isInForm
      />
      {text !== '' && found.isSuccess && people.length === 0 && <p>{t('whatif.nobody')}</p>}
      <Radio.Group aria-label={t('whatif.patrons')} value={value} onChange={onChange}>
        <Stack gap="xs">
          {people.map(({ id, name, card_number }) => (
            <Radio key={id} value={id} label={name} description={card_number} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
