import { expect, it } from 'vitest';
import { isFound } from './find';

it('finds every word anywhere, whatever the accents and capitals', () => {
  const texts = ['Mateo Fernández', 'mateo.f'];
  expect(['', 'fern', 'FERNANDEZ mateo', 'mateo.f'].map((wanted) => isFound(wanted, texts))).not.toContain(false);
  expect(isFound('mateo brooks', texts)).toBe(false);
});
