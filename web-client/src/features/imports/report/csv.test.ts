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
  line_number: 3,
  external_id: '-7',
  column: 'birth_on',
};

describe('a report for spreadsheets', () => {
  it('quotes what has commas and disarms formulas', () => {
    expect(csv('marc', [row], () => 'No text')).toBe(
      '\uFEFFrecord,byte_offset,control_number,tag,refused,code,what,detail\r\n' +
        `2,300,'=1+1,245,no,bad-text,No text,"Bytes, ""odd"" ones"\r\n`,
    );
  });

  it('says of a row its line, what it is called and the column', () => {
    expect(csv('patrons', [row], () => 'No text')).toBe(
      '\uFEFFline,external_id,column,refused,code,what,detail\r\n' +
        `3,'-7,birth_on,no,bad-text,No text,"Bytes, ""odd"" ones"\r\n`,
    );
  });
});
