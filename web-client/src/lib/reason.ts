/** A scanner types a barcode wherever the focus is: one word with a digit in it. */
const isScan = (text: string): boolean => /^\S*\d\S*$/.test(text);

/** Whether a text gives a reason: words of somebody, not a number that a scanner typed into the field. */
export function isReason(text: string): boolean {
  const said = text.trim();
  return /\p{L}.*\p{L}/u.test(said) && !isScan(said);
}
