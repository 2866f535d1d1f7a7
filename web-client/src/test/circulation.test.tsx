import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { CirculationCount } from '../api/reports';
import { acceptSignIn } from '../api/session';
import type { SignIn } from '../api/types';
import { CirculationPanel } from '../features/reports/circulation/CirculationPanel';
import { show } from './screen';

const count = (more: Partial<CirculationCount>): CirculationCount => ({
  on: null,
  hour: null,
  branch: null,
  check_outs: 0,
  renewals: 0,
  check_ins: 0,
  in_house_uses: 0,
  ...more,
});

async function shown(rows: readonly CirculationCount[], by: 'day' | 'hour') {
  vi.stubGlobal('fetch', (request: Request) =>
    Promise.resolve(
      new Response(JSON.stringify(request.url.includes('/statistics') ? { rows } : { items: [], next_cursor: null })),
    ),
  );
  acceptSignIn({ access_token: 't', expires_in: 900, staff: { id: 's' }, branch: { id: 'b', zone: 'UTC' } } as SignIn);
  const filter = { from: '2026-03-10', to: '2026-03-11', by } as const;
  await show(<CirculationPanel filter={filter} onFilter={() => {}} />, 'reports');
}

it('the chart says the sums, the table each figure', async () => {
  await shown(
    [count({ on: '2026-03-10', check_outs: 3 }), count({ on: '2026-03-11', check_outs: 2, check_ins: 1, renewals: 4 })],
    'day',
  );
  expect(await screen.findByLabelText(/^Check-outs 5, renewals 4, check-ins 1/)).toBeTruthy();
  const figures = [...document.querySelectorAll('tbody tr:last-child td')].map(({ textContent }) => textContent);
  expect(figures).toEqual(['2', '4', '1', '0']);
});

it('days without a deed are no chart but a word', async () => {
  await shown([count({ hour: 9 })], 'hour');
  expect(await screen.findByText('Nothing was lent or taken back')).toBeTruthy();
  expect(document.querySelector('svg[role=img]')).toBeNull();
});
