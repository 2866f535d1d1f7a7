import type { DuplicateSearch } from '../../../api/patrons';
import { givenOf, type Fields } from '../../../lib/fields';

const telling = ['given_name', 'family_name', 'birth_on', 'email', 'phone'];

const isMail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text);
const isPhone = (text: string): boolean => /^[0-9+ ()/.-]+$/.test(text) && /\d/.test(text);

/** What a form says so far that tells one person from another; half an address says nothing yet. */
export function personOf(fields: Fields): DuplicateSearch {
  const given = givenOf(Object.fromEntries(telling.map((name) => [name, fields[name] ?? ''])));
  if (given['email'] && !isMail(given['email'])) delete given['email'];
  if (given['phone'] && !isPhone(given['phone'])) delete given['phone'];
  return given;
}

/** Whole years between two days written as the service writes them. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** Whether a category with these ages is for somebody of this age. */
export const isFor = (
  { min_age, max_age }: { min_age?: number | null; max_age?: number | null },
  age: number,
): boolean => age >= (min_age ?? 0) && age <= (max_age ?? 999);

/** What a change newly says about somebody who has a record: who is already known to share an address is not asked about. */
export function newlyOf(before: Fields, after: Fields, patronId: string): DuplicateSearch {
  const person = personOf(after);
  const changed = (name: string) => (after[name] ?? '').trim() !== (before[name] ?? '');
  if (!['given_name', 'family_name', 'birth_on'].some(changed)) {
    delete person.given_name;
    delete person.family_name;
  }
  if (!changed('email')) delete person.email;
  if (!changed('phone')) delete person.phone;
  return { ...person, patron_id: patronId };
}
