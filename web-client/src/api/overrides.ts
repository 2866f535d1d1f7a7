import type { Block, Role } from './types';

/** Reasons against a deed, sorted by what the person at the screen can do about each. */
export interface Overrides {
  /** A word suffices. */
  confirm: readonly Block[];
  /** The person may lift these, and has to say why. */
  withReason: readonly Block[];
  /** A supervisor must lift these. */
  bySupervisor: readonly Block[];
  /** Nobody may. */
  never: readonly Block[];
}

/** Who may lift what. The levels are the service's; this only says which button is worth offering. */
export function overridesFor(blocks: readonly Block[], role: Role): Overrides {
  const of = (...levels: Block['level'][]) => blocks.filter(({ level }) => levels.includes(level));
  const isSupervisor = role === 'supervisor';
  return {
    confirm: of('confirm'),
    withReason: isSupervisor ? of('assistant', 'supervisor') : of('assistant'),
    bySupervisor: isSupervisor ? [] : of('supervisor'),
    never: of('nobody'),
  };
}

/** The one thing to offer for these reasons. */
export type Way = 'none' | 'confirm' | 'reason' | 'supervisor';

export function wayOut({ never, bySupervisor, withReason, confirm }: Overrides): Way {
  if (never.length > 0) return 'none';
  if (bySupervisor.length > 0) return 'supervisor';
  if (withReason.length > 0) return 'reason';
  return confirm.length > 0 ? 'confirm' : 'none';
}
