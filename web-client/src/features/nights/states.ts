import type { NightState } from '../../api/nights';

/** How a night may stand, in the order offered. */
export const nightStates = ['done', 'failed', 'running'] as const satisfies readonly NightState[];

export const isNightState = (value: unknown): value is NightState => nightStates.some((state) => state === value);
