import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ApiProblem } from '../api/problem';
import type { Keeper } from '../api/settings';
import { EntryDialog } from '../features/settings/entry/EntryDialog';
import { show } from './screen';

it('an entry is changed in the version that was opened, and the newer one is offered', async () => {
  const versions = [
    { value: { id: 'e', name: 'Maps' }, etag: '"v1"' },
    { value: { id: 'e', name: 'Atlases' }, etag: '"v2"' },
  ];
  const stale = new ApiProblem({ code: 'stale' }, { status: 412, headers: new Headers() });
  const keeper = {
    add: vi.fn(),
    read: vi.fn(() => Promise.resolve(versions.shift()!)),
    change: vi.fn().mockRejectedValueOnce(stale).mockResolvedValueOnce({}),
  };
  const onClose = vi.fn();
  await show(
    <EntryDialog
      entry={{ id: 'e', name: 'An older name' }}
      title="Edit"
      specs={[{ name: 'name', label: 'Name' }]}
      keeper={keeper as unknown as Keeper}
      shownIn={['collections']}
      onClose={onClose}
    />,
    'settings',
  );
  const field = await screen.findByRole('textbox', { name: 'Name' });
  expect(field).toHaveProperty('value', 'Maps');
  await userEvent.type(field, '!');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(keeper.change).toHaveBeenLastCalledWith(expect.objectContaining({ etag: '"v1"' }), { name: 'Maps!' });

  await userEvent.click(await screen.findByRole('button', { name: 'Show the newer version' }));
  expect(await screen.findByDisplayValue('Atlases')).toBeTruthy();
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), '!');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(keeper.change).toHaveBeenLastCalledWith(expect.objectContaining({ etag: '"v2"' }), { name: 'Atlases!' });
  expect(onClose).toHaveBeenCalled();
});
