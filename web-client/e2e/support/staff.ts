export type Role = 'assistant' | 'supervisor';

/** Who works in the demo library. */
export const staff = {
  assistant: { username: 'ada.assistant', name: 'Ada Whitcombe' },
  supervisor: { username: 'sam.supervisor', name: 'Sam Delgado' },
} as const;

/** What both sign in with. */
export const password = 'carrel-demo';
