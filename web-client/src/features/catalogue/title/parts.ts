/** The parts of a table of contents: cataloguers write two hyphens between them, others a line each. */
export const partsOf = (contents: string): string[] =>
  contents
    .split(/\n|\s--\s?/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
