import { Radio, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titlesQuery } from '../../../api/catalogue';
import { patronSearchQuery } from '../../../api/patrons';
import { useFormats } from '../../../api/useFormats';
import { Notice } from '../../../ui/Notice';
import { SearchField } from '../../../ui/SearchField';

const shown = 6;

interface FindOneProps {
  value: string;
  onPick: (id: string) => void;
}

interface Found {
  id: string;
  label: string;
  more: string;
}

interface ChoiceProps extends FindOneProps {
  label: string;
  hint: string;
  text: string;
  onText: (text: string) => void;
  found: readonly Found[] | undefined;
}

function Choice({ label, hint, text, onText, found, value, onPick }: ChoiceProps) {
  const { t } = useTranslation('holds');
  return (
    <Stack gap="xs">
      <SearchField label={label} placeholder={hint} value={text} onSearch={onText} isInForm />
      {found?.length === 0 && <Notice tone="info">{t('place.nothing')}</Notice>}
      <Radio.Group aria-label={t('place.found')} value={value} onChange={onPick}>
        <Stack gap="xs">
          {found?.map(({ id, label: name, more }) => (
            <Radio key={id} value={id} label={name} description={more} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}

/** Finds the patron who waits, by name or card. */
export function FindPatron(props: FindOneProps) {
  const { t } = useTranslation('holds');
  const { day } = useFormats();
  const [text, setText] = useState('');
  const query = useInfiniteQuery(patronSearchQuery(text));
  const found = query.data?.pages[0]?.items.slice(0, shown).map(({ id, name, card_number, birth_on }) => ({
    id,
    label: name,
    more: [card_number, birth_on && day(birth_on)].filter(Boolean).join(' · '),
  }));
  return (
    <Choice
      {...props}
      label={t('place.patron')}
      hint={t('place.patronHint')}
      text={text}
      onText={setText}
      found={found}
    />
  );
}

/** Finds the title that is wanted. */
export function FindTitle(props: FindOneProps) {
  const { t } = useTranslation('holds');
  const [text, setText] = useState('');
  const query = useInfiniteQuery({ ...titlesQuery({ q: text }), enabled: text !== '' });
  const found = query.data?.pages[0]?.items.slice(0, shown).map(({ id, title, author, published_year }) => ({
    id,
    label: title,
    more: [author, published_year].filter(Boolean).join(' · '),
  }));
  return (
    <Choice {...props} label={t('place.find')} hint={t('place.findHint')} text={text} onText={setText} found={found} />
  );
}
