import { describe, expect, it } from 'vitest';
import { day, initials, instant, minorUnits, moment, money, month, timeOfDay, weekday } from './format';

describe('money', () => {
  it('places the decimal point by the exponent of the currency', () => {
    expect(money(250, { currency: 'GBP', currency_exponent: 2 }, 'en')).toBe('£2.50');
    expect(money(1200, { currency: 'JPY', currency_exponent: 0 }, 'en')).toBe('¥1,200');
    expect(money(-5, { currency: 'GBP', currency_exponent: 2 }, 'en')).toBe('-£0.05');
  });
});

describe('day and instant', () => {
  it('shows a date as that date whatever the zone of the browser', () => {
    expect(day('2026-03-01', 'en')).toBe('Mar 1, 2026');
    expect(day('2026-03-01', 'es')).toBe('1 mar 2026');
  });
  it('shows an instant by the clock of the branch', () => {
    expect(instant('2026-07-01T22:59:59Z', 'es', 'Europe/London')).toBe('1 jul 2026, 23:59');
  });
});

describe('a moment', () => {
  it('is a day where it is the end of that day at the branch', () => {
    expect(moment('2026-07-01T22:59:59Z', 'es', 'Europe/London')).toBe('1 jul 2026');
    expect(moment('2026-07-01T12:30:00Z', 'es', 'Europe/London')).toBe('1 jul 2026, 13:30');
  });
});

describe('initials', () => {
  it('takes the first and the last word that has letters', () => {
    expect(initials('Ångström, Élise')).toBe('ÅÉ');
    expect(initials('María de los Ángeles')).toBe('MÁ');
    expect(initials('Cher')).toBe('C');
    expect(initials('—')).toBe('');
  });
});

describe('an amount somebody typed', () => {
  it('is taken with a point or a comma, and exactly', () => {
    expect(['12.30', '12,3', ' 7 ', '0.07', '1.005', 'x', '-1', ''].map((text) => minorUnits(text, 2))).toEqual([
      1230,
      1230,
      700,
      7,
      null,
      null,
      null,
      null,
    ]);
    expect(minorUnits('1200', 0)).toBe(1200);
    expect(minorUnits('12.5', 0)).toBeNull();
  });
});

describe('the words of a calendar', () => {
  it('count weekdays from Monday and write months and times as the language does', () => {
    expect([1, 7].map((number) => weekday(number, 'en'))).toEqual(['Monday', 'Sunday']);
    expect(month('2026-11', 'es')).toBe('Noviembre de 2026');
    expect(timeOfDay('09:30', 'en-GB')).toBe('09:30');
  });
});
