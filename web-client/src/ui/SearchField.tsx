import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** What is being searched for now. */
  value: string;
  /** Called a moment after the last key, and at once on Enter. */
  onSearch: (text: string) => void;
  onArrowDown?: () => void;
  /** Part of a form of its own: Enter searches there too, and sends nothing. */
  isInForm?: boolean;
}

const pauseMs = 250;

/** A search that answers while one types. Arrow down goes into the results. */
export function SearchField({ label, placeholder, value, onSearch, onArrowDown, isInForm = false }: SearchFieldProps) {
  const { t } = useTranslation('ui');
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <div role={isInForm ? undefined : 'search'}>
      <TextInput
        size={isInForm ? 'sm' : 'md'}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoFocus={!isInForm}
        autoComplete="off"
        spellCheck={false}
        leftSection={<Search size={18} strokeWidth={1.75} aria-hidden />}
        rightSection={text && <CloseButton size="sm" aria-label={t('clear')} onClick={() => setText('')} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onSearch(text.trim());
          } else if (event.key === 'ArrowDown') onArrowDown?.();
        }}
      />
    </div>
  );
}
