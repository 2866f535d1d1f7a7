import { describe, expect, it } from 'vitest';
import { additionOf, chosenTitle } from './addition';

const fields = { title: ' Emma ', author: ' ', format: 'book', typeId: 'type', locationId: 'shelf' };

describe('a copy added at the desk', () => {
  it('is of the title that was chosen', () => {
    expect(additionOf('3001', 'branch', 't1', fields)).toEqual({
      barcode: '3001',
      item_type_id: 'type',
      home_branch_id: 'branch',
      location_id: 'shelf',
      title_id: 't1',
    });
  });

  it('brings its title where the catalogue has none', () => {
    expect(additionOf('3001', 'branch', 'new', fields)).toMatchObject({ title: { title: 'Emma', format: 'book' } });
    expect(additionOf('3001', 'branch', 'new', fields)).not.toHaveProperty('title_id');
  });

  it('is of a new title by itself only where nothing was found', () => {
    expect(chosenTitle('', [])).toBe('new');
    expect(chosenTitle('', [{ id: 't1' }])).toBeNull();
    expect(chosenTitle('new', [{ id: 't1' }])).toBe('new');
    expect(chosenTitle('t1', [{ id: 't1' }])).toBe('t1');
    // What was chosen among other answers is no choice any more.
    expect(chosenTitle('t1', [{ id: 't2' }])).toBeNull();
  });
});
