import { describe, expect, it } from 'vitest';
import { changesOf, givenOf, linesOf, textOf } from './fields';

describe('the fields of a form', () => {
  it('send only what was given, trimmed', () => {
    expect(givenOf({ name: ' Ada ', email: '', note: '  ' })).toEqual({ name: 'Ada' });
  });
  it('send only what changed, and null for what was taken away', () => {
    expect(changesOf({ name: 'Ada', phone: '1', email: 'a@b' }, { name: 'Ada B.', phone: '', email: ' a@b ' })).toEqual(
      {
        name: 'Ada B.',
        phone: null,
      },
    );
  });
  it('turn values into text and lines into values', () => {
    expect([null, true, false, 0, ['a', 'b']].map(textOf)).toEqual(['', 'yes', '', '0', 'a\nb']);
    expect(linesOf(' a \n\n b')).toEqual(['a', 'b']);
  });
});
