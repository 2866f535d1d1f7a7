import { describe, expect, it } from 'vitest';
import { isFor, personOf, yearsBetween } from './person';

describe('personOf', () => {
  it('keeps what tells people apart, trimmed', () => {
    expect(personOf({ given_name: ' Ana ', family_name: 'Ortega', card_number: '1', phone: '' })).toEqual({
      given_name: 'Ana',
      family_name: 'Ortega',
    });
  });

  it('waits for a whole address', () => {
    expect(personOf({ email: 'ana@', phone: 'call' })).toEqual({});
    expect(personOf({ email: 'ana@example.org', phone: '600 1' })).toEqual({
      email: 'ana@example.org',
      phone: '600 1',
    });
  });
});

describe('yearsBetween', () => {
  it('counts birthdays', () => {
    expect(yearsBetween('2008-03-10', '2026-03-10')).toBe(18);
    expect(yearsBetween('2008-03-11', '2026-03-10')).toBe(17);
  });
});

describe('isFor', () => {
  it('holds an age against both ends', () => {
    expect(isFor({ min_age: null, max_age: 17 }, 17)).toBe(true);
    expect(isFor({ min_age: 18 }, 17)).toBe(false);
    expect(isFor({}, 99)).toBe(true);
  });
});
