import { expect, it } from 'vitest';
import { isScanned } from './barcode';

it('tells a scanned number from what people search for', () => {
  for (const number of ['3000000019', '2000000013', 'LIB-004217', '31234000123456']) {
    expect([number, isScanned(number)]).toEqual([number, true]);
  }
  for (const text of [
    '1984',
    'dune',
    '',
    'catch 22',
    '9780061120084',
    '978-0-06-112008-4',
    '0061120081',
    'war 3000000019',
  ]) {
    expect([text, isScanned(text)]).toEqual([text, false]);
  }
});
