import {
  CalendarDays,
  ChartColumn,
  FileUp,
  History,
  Inbox,
  LibraryBig,
  ListChecks,
  MoonStar,
  Scale,
  ScanBarcode,
  Settings2,
  UserRoundCog,
  Users,
  type LucideIcon,
} from 'lucide-react';

/** A place of the desk that the navigation leads to. `isSupervision` is only shown to supervisors. */
export interface DeskPlace {
  to:
    | '/desk/circulate'
    | '/desk/patrons'
    | '/desk/catalogue'
    | '/desk/reports'
    | '/desk/pull-list'
    | '/desk/hold-shelf'
    | '/desk/imports'
    | '/desk/calendar'
    | '/desk/policies'
    | '/desk/staff'
    | '/desk/nights'
    | '/desk/audit'
    | '/desk/settings';
  word:
    | 'nav.circulate'
    | 'nav.patrons'
    | 'nav.catalogue'
    | 'nav.reports'
    | 'nav.pullList'
    | 'nav.holdShelf'
    | 'nav.imports'
    | 'nav.calendar'
    | 'nav.policies'
    | 'nav.staff'
    | 'nav.nights'
    | 'nav.audit'
    | 'nav.settings';
  icon: LucideIcon;
  isSupervision?: true;
}

export const places: readonly DeskPlace[] = [
  { to: '/desk/circulate', word: 'nav.circulate', icon: ScanBarcode },
  { to: '/desk/patrons', word: 'nav.patrons', icon: Users },
  { to: '/desk/catalogue', word: 'nav.catalogue', icon: LibraryBig },
  { to: '/desk/pull-list', word: 'nav.pullList', icon: ListChecks },
  { to: '/desk/hold-shelf', word: 'nav.holdShelf', icon: Inbox },
  { to: '/desk/reports', word: 'nav.reports', icon: ChartColumn },
  { to: '/desk/imports', word: 'nav.imports', icon: FileUp, isSupervision: true },
  { to: '/desk/calendar', word: 'nav.calendar', icon: CalendarDays, isSupervision: true },
  { to: '/desk/policies', word: 'nav.policies', icon: Scale, isSupervision: true },
  { to: '/desk/staff', word: 'nav.staff', icon: UserRoundCog, isSupervision: true },
  { to: '/desk/nights', word: 'nav.nights', icon: MoonStar, isSupervision: true },
  { to: '/desk/audit', word: 'nav.audit', icon: History, isSupervision: true },
  { to: '/desk/settings', word: 'nav.settings', icon: Settings2, isSupervision: true },
];
