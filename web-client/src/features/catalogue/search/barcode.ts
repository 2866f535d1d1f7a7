/** Whether the last digit of an ISBN is right: a number that is printed on the book, and nobody's card. */
function isIsbn(text: string): boolean {
  const digits = text.replace(/[- ]/g, '').toUpperCase();
  const sum = (weight: (place: number) => number) =>
    [...digits].reduce((all, digit, place) => all + weight(place) * (digit === 'X' ? 10 : Number(digit)), 0);
  if (/^97[89]\d{10}$/.test(digits)) return sum((place) => (place % 2 === 0 ? 1 : 3)) % 10 === 0;
  return /^\d{9}[\dX]$/.test(digits) && sum((place) => 10 - place) % 11 === 0;
}

/**
 * Whether a text is a number that was scanned, of an item or of a card. Such a number is looked up and never searched
 * for, because what is searched for stands in an address. A year or a title like 1984 is shorter.
 */
export const isScanned = (text: string): boolean =>
  /^[0-9A-Z./+$%-]{6,32}$/i.test(text) && /\d{4}/.test(text) && !isIsbn(text);
