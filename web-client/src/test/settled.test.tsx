import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { NewStaffPage } from '../features/staff/StaffFormPage';
import { Table } from '../ui/Table';
import { show } from './screen';

const library = { default_language: 'es', languages: ['en', 'es'], currency: 'EUR', currency_exponent: 2 };
const list = { items: [], next_cursor: null };

it('a form waits for the settings of the library instead of guessing them', async () => {
  let come = (): void => undefined;
  vi.stubGlobal('fetch', ({ url }: Request) =>
    url.endsWith('/library')
      ? new Promise((resolve) => (come = () => resolve(new Response(JSON.stringify(library)))))
      : Promise.resolve(new Response(JSON.stringify(list))),
  );
  await show(<NewStaffPage onDone={() => undefined} />, 'staff');
  expect(await screen.findByRole('heading', { name: 'Add a staff member' })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  come();
  expect(await screen.findByRole('combobox', { name: 'Language' })).toHaveProperty('value', 'es');
});

it('a column of actions has a name of its own', async () => {
  const columns = [
    { key: 'name', header: 'Name', render: () => 'Ada' },
    { key: 'do', header: '', render: () => 'Renew' },
  ];
  await show(<Table caption="Staff" columns={columns} rows={[1]} rowKey={String} />);
  expect(screen.getByRole('columnheader', { name: 'Actions' })).toBeTruthy();
});
