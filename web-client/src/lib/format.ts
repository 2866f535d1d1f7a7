/** The library's currency, as `GET /library` gives it. */
export interface Currency {
  currency: string;
  currency_exponent: number;
}

const cached = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = cached.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, options);
  cached.set(key, made);
  return made;
}

/** Money in minor units as people write it: `money(250, {GBP, 2}, 'en')` is "£2.50". */
export function money(minor: number, { currency, currency_exponent }: Currency, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: currency_exponent,
    maximumFractionDigits: currency_exponent,
  }).format(minor / 10 ** currency_exponent);
}

/** A date without a zone (`*_on`), which is the same day wherever it is read. */
export function day(on: string, language: string, style: 'short' | 'long' | 'weekday' = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { day: 'numeric', month: 'long', year: 'numeric' }
      : style === 'weekday'
        ? { weekday: 'short', day: 'numeric', month: 'short' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  return formatter(language, { ...options, timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
}

/** An instant (`*_at`) as a clock on the wall of that zone shows it. */
export function instant(at: string, language: string, zone: string): string {
  return formatter(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(at));
}

function isEndOfDay(at: string, zone: string): boolean {
  const time = formatter('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  return time.format(new Date(at)) === '23:59';
}

/** The same where it may be the end of a day, which is when loans of days are due: then the day alone. */
export function moment(at: string, language: string, zone: string): string {
  return isEndOfDay(at, zone)
    ? formatter(language, { dateStyle: 'medium', timeZone: zone }).format(new Date(at))
    : instant(at, language, zone);
}

/** The time of day of an instant in a zone. */
export function clock(at: string | number, language: string, zone: string): string {
  return formatter(language, { timeStyle: 'short', timeZone: zone }).format(new Date(at));
}

/** One or two letters that stand for a person where there is no picture. */
export function initials(name: string): string {
  const words = name
    .replace(/,/g, ' ')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const first = words[0]?.match(/\p{L}/u)?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.match(/\p{L}/u)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** The chosen language with the region the browser prefers for it: `en` is written as in Britain unless it says otherwise. */
export function regional(language: string, preferred: readonly string[] = navigator.languages): string {
  const own = preferred.find((tag) => tag.toLowerCase().startsWith(`${language.toLowerCase()}-`));
  return own ?? (language === 'en' ? 'en-GB' : language);
}

/** When something is due: the day, with the time where it is not the end of that day. */
export function due(at: string, on: string, language: string, zone: string): string {
  return isEndOfDay(at, zone)
    ? day(on, language, 'weekday')
    : `${day(on, language, 'weekday')}, ${clock(at, language, zone)}`;
}

/** The name of a language in itself, as the browser knows it. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

/** What somebody typed as an amount of money, in minor units; null when it is none. */
export function minorUnits(text: string, exponent: number): number | null {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.');
  const pattern = exponent === 0 ? /^\d{1,9}$/ : new RegExp(`^\\d{1,9}(\\.\\d{1,${exponent}})?$`);
  return pattern.test(plain) ? Math.round(Number(plain) * 10 ** exponent) : null;
}

/** An amount in minor units as it stands in a field: `plainAmount(250, 2)` is "2.50". */
export const plainAmount = (minor: number, exponent: number): string => (minor / 10 ** exponent).toFixed(exponent);

/** The name of a weekday, 1 for Monday to 7 for Sunday. */
export function weekday(number: number, language: string, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return formatter(language, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));
}

/** A month, `YYYY-MM`, as the heading of a calendar. */
export function month(of: string, language: string): string {
  const name = formatter(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${of}-01T00:00:00Z`),
  );
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** A time of day without a date, `HH:MM`, as people of that language write it. */
export function timeOfDay(time: string, language: string): string {
  return formatter(language, { timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`2024-01-01T${time.slice(0, 5)}:00Z`),
  );
}
