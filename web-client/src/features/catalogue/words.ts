import type { Item } from '../../api/types';
import type { Tone } from '../../ui/Notice';

/** The formats and audiences a title may have, in the order they are offered. */
export const formats = [
  'book',
  'large_print',
  'audiobook',
  'music',
  'film',
  'magazine',
  'game',
  'map',
  'kit',
  'other',
] as const;
export const audiences = ['general', 'adult', 'teen', 'child'] as const;

/** The statuses staff set by hand; the others come about by deeds. */
export const statusesByHand = [
  'available',
  'missing',
  'lost',
  'in_processing',
  'in_repair',
  'on_order',
  'withdrawn',
] as const;

/** How a call number may be read, in the order it is offered. */
export const schemes = ['dewey', 'lcc', 'fiction', 'own'] as const;

/** Every status an item may have. */
const statuses = [
  ...statusesByHand,
  'on_loan',
  'on_hold_shelf',
  'in_transit',
  'recently_returned',
  'claimed_returned',
] as const;

export type Format = (typeof formats)[number];

export const isFormat = (value: unknown): value is Format => formats.some((format) => format === value);

export const isAudience = (value: unknown): value is (typeof audiences)[number] =>
  audiences.some((audience) => audience === value);

export const isStatus = (value: unknown): value is Item['status'] => statuses.some((status) => status === value);

export const isScheme = (value: unknown): value is (typeof schemes)[number] =>
  schemes.some((scheme) => scheme === value);

/** How a status is shown: what can be had is good, what is gone is refused, the rest is on its way somewhere. */
export function statusTone(status: Item['status']): Tone | 'quiet' {
  switch (status) {
    case 'available':
    case 'recently_returned':
      return 'good';
    case 'lost':
    case 'missing':
    case 'claimed_returned':
      return 'refused';
    case 'on_loan':
    case 'withdrawn':
      return 'quiet';
    case 'on_hold_shelf':
    case 'in_transit':
    case 'in_processing':
    case 'in_repair':
    case 'on_order':
      return 'info';
  }
}
