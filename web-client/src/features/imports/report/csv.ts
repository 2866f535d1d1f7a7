import type { ImportKind, ImportProblem } from '../../../api/imports';

/** What a spreadsheet would take for a formula is written as text. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (value: string | number | null): string => {
  const text = typeof value === 'string' ? guarded(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

type Place = readonly (readonly [string, (row: ImportProblem) => string | number | null])[];

const ofRecord: Place = [
  ['record', (row) => row.record_number],
  ['byte_offset', (row) => row.byte_offset],
  ['control_number', (row) => row.control_number],
  ['tag', (row) => row.tag],
];

const ofRow: Place = [
  ['line', (row) => row.line_number],
  ['external_id', (row) => row.external_id],
  ['column', (row) => row.column],
];

/** A report as a table for spreadsheets (RFC 4180, with a byte order mark, which they need to see UTF-8). */
export function csv(kind: ImportKind, rows: readonly ImportProblem[], words: (row: ImportProblem) => string): string {
  const place = kind === 'marc' ? ofRecord : ofRow;
  const head = [...place.map(([name]) => name), 'refused', 'code', 'what', 'detail'];
  const lines = rows.map((row) => [
    ...place.map(([, value]) => value(row)),
    row.is_refusal ? 'yes' : 'no',
    row.code,
    words(row),
    row.detail,
  ]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
