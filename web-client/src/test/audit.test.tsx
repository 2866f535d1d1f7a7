import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import type { AuditFilter } from '../api/audit';
import { acceptSignIn } from '../api/session';
import type { SignIn } from '../api/types';
import { AuditFilters } from '../features/audit/AuditFilters';
import { show } from './screen';

it('a day can be typed part by part, and the field keeps the focus', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ items: [], next_cursor: null }))));
  acceptSignIn({ access_token: 't', expires_in: 900, staff: { id: 's' }, branch: { id: 'b', zone: 'UTC' } } as SignIn);
  const filters: AuditFilter[] = [];
  function Screen() {
    const [filter, setFilter] = useState<AuditFilter>({});
    return (
      <AuditFilters
        filter={filter}
        onFilter={(next) => {
          filters.push(next);
          setFilter(next);
        }}
      />
    );
  }
  await show(<Screen />, 'audit');
  const field = (await screen.findByLabelText('Until')) as HTMLInputElement;
  field.focus();
  // A year that is being typed is a year of the first century for a moment.
  for (const value of ['0002-07-01', '0020-07-01', '2026-07-01']) fireEvent.change(field, { target: { value } });
  expect(filters).toEqual([{ to: '2026-07-02T00:00:00Z' }]);
  expect(field.value).toBe('2026-07-01');
  expect(document.activeElement).toBe(field);
});
