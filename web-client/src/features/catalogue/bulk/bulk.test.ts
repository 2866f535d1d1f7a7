import { describe, expect, it } from 'vitest';
import { barcodesOf, changesOfForm, seenOf } from './bulk';

describe('a bulk change', () => {
  it('reads barcodes however they were pasted, each once', () => {
    expect(barcodesOf(' 3001\n3002\r\n3002;3003, 3004\t\n')).toEqual(['3001', '3002', '3003', '3004']);
  });

  it('changes nothing that was left empty', () => {
    expect(changesOfForm({ barcodes: '3001', item_type_id: '', lending: '', public_note: '  ' }, 2)).toEqual({});
  });

  it('says what is set and what is taken away', () => {
    const fields = {
      item_type_id: 'type',
      collection_id: 'none',
      lending: 'no',
      replacement_price: '12.50',
      public_note: 'typed before',
      public_note_clear: 'yes',
    };
    expect(changesOfForm(fields, 2)).toEqual({
      item_type_id: 'type',
      collection_id: null,
      is_for_loan: false,
      replacement_price: 1250,
      public_note: null,
    });
  });

  it('sends back only what would be changed, with the version that was seen', () => {
    const line = (id: string | null, changes: number, refusal: 'on-loan' | null) => ({
      id,
      barcode: '3001',
      title: null,
      version: id === null ? null : 4,
      changes: Array.from({ length: changes }, () => ({ field: 'status', before: 'a', after: 'b' })),
      refusal,
    });
    expect(seenOf([line('a', 1, null), line('b', 0, null), line('c', 0, 'on-loan'), line(null, 0, null)])).toEqual([
      { id: 'a', version: 4 },
    ]);
  });
});
