import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isString, recall, remember } from '../lib/browserStorage';

/** The languages of the screens. Words live beside what shows them: `<folder>/locales/<language>.json`. */
export const languages = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
] as const;

export type Language = (typeof languages)[number]['code'];

const isLanguage = (code: string): code is Language => languages.some((known) => known.code === code);

/** Each folder with words is a namespace of its own name, fetched when a screen first needs it. */
const files = import.meta.glob<ResourceKey>('/src/{app,api,ui,features/*}/locales/*.json', { import: 'default' });

const beside: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const folder = ['app', 'api', 'ui'].includes(namespace) ? namespace : `features/${namespace}`;
    const load = files[`/src/${folder}/locales/${language}.json`];
    if (!load) {
      done(new Error(`No words for ${namespace} in ${language}`), null);
      return;
    }
    load().then(
      (words) => done(null, words),
      (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause)), null),
    );
  },
};

/** What was chosen in this browser, else what the browser prefers, else English. */
function firstLanguage(): Language {
  const chosen = recall('language', isString);
  const wishes = [...(chosen ? [chosen] : []), ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')];
  return wishes.find(isLanguage) ?? 'en';
}

export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(beside)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      supportedLngs: languages.map(({ code }) => code),
      ns: ['app', 'api', 'ui'],
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
    });
}

/** Changes the language of the screens and remembers it for this browser. */
export async function speak(language: string): Promise<void> {
  if (!isLanguage(language)) return;
  remember('language', language);
  await i18next.changeLanguage(language);
}

/** Takes the language of the person who signed in, unless this browser was told another. */
export async function speakAs(language: string): Promise<void> {
  if (recall('language', isString) === null && isLanguage(language)) await i18next.changeLanguage(language);
}

/** Starts fetching the words of a screen together with its code. */
export const loadWords = (...namespaces: string[]): Promise<void> => i18next.loadNamespaces(namespaces);
