/**
 * What this browser remembers for the desk: language, desk, folded navigation, sound. Never anything about a patron.
 * A browser that refuses storage (private windows, policy) simply remembers nothing.
 */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`carrel.${key}`, JSON.stringify(value));
  } catch {
    return;
  }
}

/** The remembered value, or null where there is none, it is unreadable or `isValid` refuses it. */
export function recall<T>(key: string, isValid: (value: unknown) => value is T): T | null {
  try {
    const text = localStorage.getItem(`carrel.${key}`);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : null;
  } catch {
    return null;
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
