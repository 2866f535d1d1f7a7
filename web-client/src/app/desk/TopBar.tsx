import {
  ActionIcon,
  Menu,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Check, Keyboard, LogOut, MapPin, Monitor, Moon, Sun, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../api/auth';
import { useConnection } from '../../api/connection';
import { useSession } from '../../api/session';
import { initials } from '../../lib/format';
import { Initials } from '../../ui/Initials';
import { Wordmark } from '../../ui/Wordmark';
import { LanguageMenu } from '../LanguageMenu';
import classes from './TopBar.module.css';

const schemes: readonly {
  scheme: MantineColorScheme;
  word: 'bar.theme.light' | 'bar.theme.dark' | 'bar.theme.auto';
  icon: ReactNode;
}[] = [
  { scheme: 'light', word: 'bar.theme.light', icon: <Sun size={15} aria-hidden /> },
  { scheme: 'dark', word: 'bar.theme.dark', icon: <Moon size={15} aria-hidden /> },
  { scheme: 'auto', word: 'bar.theme.auto', icon: <Monitor size={15} aria-hidden /> },
];

function Place() {
  const { t } = useTranslation('app');
  const { branch, desk } = useSession();
  const { href } = useLocation();
  const label = desk
    ? t('bar.place', { branch: branch.name, desk: desk.name })
    : t('bar.placeNoDesk', { branch: branch.name });
  return (
    <Link to="/choose-desk" search={{ next: href }} className={classes.place} aria-label={label}>
      <MapPin size={15} strokeWidth={1.75} aria-hidden />
      <span className={classes.branch}>{branch.name}</span>
      {desk && <span className={classes.desk}>{desk.name}</span>}
    </Link>
  );
}

function ConnectionState() {
  const { t } = useTranslation('app');
  const isOffline = useConnection() === 'offline';
  return (
    <div role="status" className={classes.connection} data-offline={isOffline || undefined}>
      {isOffline ? (
        <Tooltip label={t('bar.offlineHint')} multiline w={260}>
          <span className={classes.offline}>
            <WifiOff size={15} aria-hidden />
            {t('bar.offline')}
          </span>
        </Tooltip>
      ) : (
        <span className={classes.online}>
          <span className={classes.dot} aria-hidden />
          <span className={classes.onlineWord}>{t('bar.online')}</span>
        </span>
      )}
    </div>
  );
}

function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('app');
  const { staff } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const { href } = useLocation();
  const leave = () => {
    const go = () => navigate({ to: '/sign-in', search: {} });
    signOut().then(go, go);
  };
  return (
    <Menu width={232}>
      <Menu.Target>
        <UnstyledButton
          className={classes.person}
          aria-label={t('bar.person', { name: staff.name, role: t(`role.${staff.role}`) })}
        >
          <Initials letters={initials(staff.name)} />
          <span className={classes.name}>{staff.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{staff.name}</strong>
          <span>{t(`role.${staff.role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('bar.theme.label')}</Menu.Label>
        {schemes.map(({ scheme, word, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={icon}
            rightSection={colorScheme === scheme ? <Check size={14} aria-hidden /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(word)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Keyboard size={15} aria-hidden />} onClick={onHelp}>
          {t('bar.shortcuts')}
        </Menu.Item>
        <Menu.Item
          leftSection={<MapPin size={15} aria-hidden />}
          onClick={() => void navigate({ to: '/choose-desk', search: { next: href } })}
        >
          {t('bar.changeDesk')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={leave}>
          {t('bar.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where, who, what mode, whether the service answers. */
export function TopBar({ onHelp, modes }: { onHelp: () => void; modes?: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <header className={classes.bar}>
      <Link to="/desk/circulate" className={classes.home} aria-label={`Carrel: ${t('nav.circulate')}`}>
        <Wordmark />
      </Link>
      <Place />
      <div className={classes.modes}>{modes}</div>
      <ConnectionState />
      <Tooltip label={t('bar.shortcuts')}>
        <ActionIcon className={classes.help} onClick={onHelp} aria-label={t('bar.shortcuts')} aria-keyshortcuts="?">
          <Keyboard size={18} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
      <LanguageMenu />
      <PersonMenu onHelp={onHelp} />
    </header>
  );
}
