/** Letters alone: without accents, in lower case. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word that is looked for stands somewhere in the texts. */
export function isFound(wanted: string, texts: readonly string[]): boolean {
  const all = plain(texts.join('\n'));
  return plain(wanted)
    .split(/\s+/)
    .every((word) => all.includes(word));
}
