import { recall, remember } from '../../lib/browserStorage';

/** Where this browser stood the last time: most browsers of a library are a fixed machine at one desk. */
export interface Place {
  branchId: string;
  deskId: string | null;
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' &&
  value !== null &&
  'branchId' in value &&
  typeof value.branchId === 'string' &&
  'deskId' in value &&
  (value.deskId === null || typeof value.deskId === 'string');

export const rememberPlace = (place: Place): void => remember('place', place);
export const rememberedPlace = (): Place | null => recall('place', isPlace);

/** The remembered place, when the person who signed in works at that branch at all. */
export function placeFor(branches: readonly { id: string }[]): Place | null {
  const place = rememberedPlace();
  return place && branches.some(({ id }) => id === place.branchId) ? place : null;
}
