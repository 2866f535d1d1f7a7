import 'i18next';
import type api from '../api/locales/en.json';
import type catalogue from '../features/catalogue/locales/en.json';
import type circulate from '../features/circulate/locales/en.json';
import type patrons from '../features/patrons/locales/en.json';
import type signIn from '../features/sign-in/locales/en.json';
import type audit from '../features/audit/locales/en.json';
import type calendar from '../features/calendar/locales/en.json';
import type holds from '../features/holds/locales/en.json';
import type imports from '../features/imports/locales/en.json';
import type nights from '../features/nights/locales/en.json';
import type policies from '../features/policies/locales/en.json';
import type reports from '../features/reports/locales/en.json';
import type settings from '../features/settings/locales/en.json';
import type staff from '../features/staff/locales/en.json';
import type ui from '../ui/locales/en.json';
import type app from './locales/en.json';

/** Makes `t` accept only keys that exist. A new feature adds its line here. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      app: typeof app;
      api: typeof api;
      ui: typeof ui;
      catalogue: typeof catalogue;
      circulate: typeof circulate;
      patrons: typeof patrons;
      audit: typeof audit;
      calendar: typeof calendar;
      holds: typeof holds;
      imports: typeof imports;
      nights: typeof nights;
      policies: typeof policies;
      reports: typeof reports;
      settings: typeof settings;
      staff: typeof staff;
      'sign-in': typeof signIn;
    };
  }
}
