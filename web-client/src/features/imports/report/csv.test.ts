import { describe, expect, it } from 'vitest';
import { csv } from './csv';

const row = {
  number: 1,
  record_number: 2,
  byte_offset: 300,
  control_number: '=1+1',
  code: 'bad-text',
  tag: '245',
  detail: 'Bytes, "odd" ones',
  is_refusal: false,
};

describe('a report for spreadsheets', () => {
  it('quotes what has commas and disarms formulas', () => {
    expect(csv([row], () => 'No text')).toBe(
      '\uFEFFrecord,byte_offset,control_number,tag,refused,code,what,detail\r\n' +
        `2,300,'=1+1,245,no,bad-text,No text,"Bytes, ""odd"" ones"\r\n`,
    );
  });
});
