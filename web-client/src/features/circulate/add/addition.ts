import type { NewItem } from '../../../api/catalogue';

/** What the form of a copy says: of a title of the catalogue, or of a new one. */
export interface AddFields {
  title: string;
  author: string;
  format: string;
  typeId: string;
  locationId: string;
}

/** What stands for a title that the catalogue does not have, among those it has. */
export const newTitle = 'new';

/** Which titles to choose from; without a choice, nothing is sent where there is one. */
export function chosenTitle(choice: string, found: readonly { id: string }[]): string | null {
  if (choice !== '' && (choice === newTitle || found.some(({ id }) => id === choice))) return choice;
  return found.length === 0 ? newTitle : null;
}

/** The copy, in the shape the service takes. */
export function additionOf(barcode: string, branchId: string, titleId: string, fields: AddFields): NewItem {
  const item = {
    barcode,
    item_type_id: fields.typeId,
    home_branch_id: branchId,
    location_id: fields.locationId,
  };
  if (titleId !== newTitle) return { ...item, title_id: titleId };
  const author = fields.author.trim();
  const title = { title: fields.title.trim(), format: fields.format, ...(author && { author }) };
  return { ...item, title: title as NonNullable<NewItem['title']> };
}
