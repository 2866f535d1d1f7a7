/** The fields of a form as text, by the names of the service; empty means not given, a ticked box is `yes`. */
export type Fields = Record<string, string>;

/** The fields that were given, trimmed: what is sent to make a record. */
export function givenOf(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}

/** The fields that differ, null where something was taken away: what is sent to change a record. */
export function changesOf(before: Fields, after: Fields): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([name, text]) => text !== (before[name] ?? ''))
      .map(([name, text]) => [name, text === '' ? null : text]),
  );
}

/** The text of a field for what the service holds. */
export function textOf(value: string | number | boolean | readonly string[] | null | undefined): string {
  if (value === null || value === undefined || value === false) return '';
  if (value === true) return 'yes';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** The lines of a field that holds one thing a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
