import type { ImportProblem } from '../../../api/imports';

/** What a spreadsheet would take for a formula is written as text. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (value: string | number | null): string => {
  const text = typeof value === 'string' ? guarded(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** A report as a table for spreadsheets (RFC 4180, with a byte order mark, which they need to see UTF-8). */
export function csv(rows: readonly ImportProblem[], words: (row: ImportProblem) => string): string {
  const head = ['record', 'byte_offset', 'control_number', 'tag', 'refused', 'code', 'what', 'detail'];
  const lines = rows.map((row) => [
    row.record_number,
    row.byte_offset,
    row.control_number,
    row.tag,
    row.is_refusal ? 'yes' : 'no',
    row.code,
    words(row),
    row.detail,
  ]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
