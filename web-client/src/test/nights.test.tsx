import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Night } from '../api/nights';
import { acceptSignIn } from '../api/session';
import type { SignIn } from '../api/types';
import { NightsPage } from '../features/nights/NightsPage';
import { show } from './screen';

const branch = { id: 'b', code: 'CEN', name: 'Central' };
const night = (more: Partial<Night>): Night => ({
  id: 'n',
  branch,
  business_on: '2026-03-10',
  state: 'done',
  started_at: '2026-03-10T01:00:00Z',
  finished_at: '2026-03-10T01:00:09Z',
  works: [],
  failed_at: null,
  ...more,
});

function answerWith(nights: readonly Night[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request.url);
    const items = request.url.includes('/nights') ? nights : [branch];
    return Promise.resolve(new Response(JSON.stringify({ items, next_cursor: null })));
  });
  acceptSignIn({ access_token: 't', expires_in: 900, staff: { id: 's' }, branch: { id: 'b', zone: 'UTC' } } as SignIn);
  return asked;
}

it('each night tells what it did, and a failed one at which work it stopped', async () => {
  answerWith([
    night({ id: '1', works: [{ name: 'auto_renewals', done: 3, left: 2 }] }),
    night({ id: '2', works: [{ name: 'auto_renewals', done: 0, left: 0 }] }),
    night({ id: '3', state: 'failed', failed_at: 'card_expiries', works: [{ name: 'of_tomorrow', done: 1, left: 0 }] }),
  ]);
  await show(<NightsPage filter={{}} onFilter={() => {}} />, 'nights');
  expect(await screen.findByText(/Loans that renewed themselves: 3/)).toBeTruthy();
  expect(screen.getByText(/2 left as they are/)).toBeTruthy();
  expect(screen.getByText('Nothing was due')).toBeTruthy();
  expect(screen.getByText('at: Cards that ran out')).toBeTruthy();
  // The service may be newer than this client.
  expect(screen.getByText(/of_tomorrow: 1/)).toBeTruthy();
});

it('filters go to the service, and nothing found says what to do', async () => {
  const asked = answerWith([]);
  const filters: unknown[] = [];
  await show(
    <NightsPage filter={{ state: 'failed', from: '2026-03-01' }} onFilter={(next) => filters.push(next)} />,
    'nights',
  );
  expect(await screen.findByText('No night was found')).toBeTruthy();
  expect(asked.some((url) => url.includes('state=failed') && url.includes('from=2026-03-01'))).toBe(true);
  fireEvent.change(screen.getByLabelText('Ended'), { target: { value: '' } });
  expect(filters).toEqual([{ state: undefined, from: '2026-03-01' }]);
});
