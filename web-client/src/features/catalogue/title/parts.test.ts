import { expect, it } from 'vitest';
import { partsOf } from './parts';

it('finds the parts of a table of contents as cataloguers and as others write it', () => {
  expect(partsOf('Letters -- Chapters 1-24 --Notes -- ')).toEqual(['Letters', 'Chapters 1-24', 'Notes']);
  expect(partsOf('Side A\n  1. Blue\n\nSide B')).toEqual(['Side A', '1. Blue', 'Side B']);
  expect(partsOf('One story')).toEqual(['One story']);
});
