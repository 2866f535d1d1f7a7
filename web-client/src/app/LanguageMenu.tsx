import { Button, Menu } from '@mantine/core';
import { Check, Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { languages, speak } from './i18n';

/** Changes the language of the screens; each language is named in itself. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation('app');
  const current = languages.find(({ code }) => code === i18n.language) ?? languages[0];
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Languages size={16} aria-hidden />}
          aria-label={`${t('bar.language')}: ${current.name}`}
        >
          {current.code.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => void speak(code)}
            rightSection={code === current.code ? <Check size={14} aria-hidden /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
