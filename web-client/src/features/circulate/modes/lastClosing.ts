import { instantOf } from '../../../lib/zone';

interface Day {
  on: string;
  hours: readonly { closes_at: string }[];
}

/** The last instant at which the branch closed before `now`, by its own calendar; null when it was closed all along. */
export function lastClosing(days: readonly Day[], zone: string, now: Date): string | null {
  const closings = days
    .flatMap(({ on, hours }) => hours.map(({ closes_at }) => instantOf(`${on}T${closes_at.slice(0, 5)}`, zone)))
    .filter((at): at is string => at !== null && Date.parse(at) < now.getTime())
    .sort();
  return closings.at(-1) ?? null;
}
