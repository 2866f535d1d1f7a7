import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '../api/problem';
import { sessionState, watchSession } from '../api/session';

/** Reads are shared and kept for a moment; a refusal is an answer and is not asked for again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 3 && isPassing(error),
      // The transport knows better than the network card whether the service answers.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

// What one person read is not the next one's to see.
let reader = sessionState().session?.staff.id;
let place = sessionState().session?.branch.id;
watchSession(() => {
  const { session } = sessionState();
  if (!session) return;
  if (session.staff.id !== reader && reader !== undefined) queryClient.clear();
  // What may be lent to whom is another matter at another branch.
  else if (session.branch.id !== place && place !== undefined) void queryClient.invalidateQueries();
  reader = session.staff.id;
  place = session.branch.id;
});
