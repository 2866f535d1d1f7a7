import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Ellipsis, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { lazyNamed } from '../../ui/lazyNamed';
import classes from './Navigation.module.css';
import { places, type DeskPlace } from './places';

const MoreDrawer = lazyNamed(() => import('./MoreDrawer'), 'MoreDrawer');

function usePlaces(): { daily: readonly DeskPlace[]; supervision: readonly DeskPlace[] } {
  const { staff } = useSession();
  return {
    daily: places.filter(({ isSupervision }) => !isSupervision),
    supervision: staff.role === 'supervisor' ? places.filter(({ isSupervision }) => isSupervision) : [],
  };
}

function PlaceLink({
  place,
  isFolded = false,
  onClick,
}: {
  place: DeskPlace;
  isFolded?: boolean;
  onClick?: () => void;
}) {
  const { t } = useTranslation('app');
  const Icon = place.icon;
  return (
    <Tooltip label={t(place.word)} position="right" disabled={!isFolded}>
      <Link
        to={place.to}
        className={classes.link}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: false, includeSearch: false }}
        onClick={onClick}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden className={classes.icon} />
        <span className={isFolded ? 'visually-hidden' : undefined}>{t(place.word)}</span>
      </Link>
    </Tooltip>
  );
}

/** Icon and word at the left; folds to icons. */
export function SideNavigation({ isFolded, onFold }: { isFolded: boolean; onFold: () => void }) {
  const { t } = useTranslation('app');
  const { daily, supervision } = usePlaces();
  const word = isFolded ? t('nav.unfold') : t('nav.fold');
  return (
    <nav aria-label={t('nav.label')} className={classes.side} data-folded={isFolded || undefined}>
      <div className={classes.group}>
        {daily.map((place) => (
          <PlaceLink key={place.to} place={place} isFolded={isFolded} />
        ))}
      </div>
      {supervision.length > 0 && (
        <div className={classes.group}>
          <div className={classes.heading}>{isFolded ? <hr /> : t('nav.supervision')}</div>
          {supervision.map((place) => (
            <PlaceLink key={place.to} place={place} isFolded={isFolded} />
          ))}
        </div>
      )}
      <Tooltip label={word} position="right">
        <ActionIcon className={classes.fold} onClick={onFold} aria-label={word} aria-expanded={!isFolded}>
          {isFolded ? <PanelLeftOpen size={18} strokeWidth={1.75} /> : <PanelLeftClose size={18} strokeWidth={1.75} />}
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}

const onBottomBar = 3;

/** The same places on a phone: the daily ones at the thumb, the rest in a drawer. */
export function BottomBar() {
  const { t } = useTranslation('app');
  const { daily, supervision } = usePlaces();
  const [isOpen, drawer] = useDisclosure(false);
  const rest = [...daily.slice(onBottomBar), ...supervision];
  return (
    <nav aria-label={t('nav.label')} className={classes.bottom}>
      {daily.slice(0, onBottomBar).map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      {rest.length > 0 && (
        <>
          <UnstyledButton className={classes.link} onClick={drawer.open} aria-haspopup="dialog">
            <Ellipsis size={18} strokeWidth={1.75} aria-hidden className={classes.icon} />
            <span>{t('nav.more')}</span>
          </UnstyledButton>
          <Suspense>
            {isOpen && (
              <MoreDrawer title={t('nav.more')} onClose={drawer.close}>
                {rest.map((place) => (
                  <PlaceLink key={place.to} place={place} onClick={drawer.close} />
                ))}
              </MoreDrawer>
            )}
          </Suspense>
        </>
      )}
    </nav>
  );
}
