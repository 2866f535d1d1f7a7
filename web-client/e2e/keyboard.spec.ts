import { Circulate } from './support/circulate';
import { password, staff } from './support/staff';
import { expect, test } from './support/test';

test.use({ role: null });

test('from signing in to a renewal without touching the mouse', async ({ library, page }) => {
  const [patron, item] = [await library.patron(), await library.item({ check_out_message: 'Count the maps' })];
  const { keyboard } = page;
  await page.goto('/');
  await expect(page.getByLabel('Username')).toBeFocused();
  await keyboard.type(staff.assistant.username);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');

  const start = page.getByRole('button', { name: 'Start work' });
  // The desks are fetched while the button has the focus already.
  await expect(page.getByRole('radio', { name: 'Front desk' })).toBeVisible();
  await expect(start).toBeFocused();
  await keyboard.press('Shift+Tab');
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Front desk' })).toBeChecked();
  await keyboard.press('Tab');
  await expect(start).toBeFocused();
  await keyboard.press('Enter');

  const circulate = new Circulate(page);
  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  await expect(circulate.panel('One word before it goes out').getByText('Count the maps')).toBeVisible();
  await keyboard.press('Control+Enter');
  await expect(circulate.row(item.title)).toContainText('Checked out');

  await expect(circulate.patron.getByText(item.title)).toBeVisible();
  await keyboard.press('Alt+l');
  await expect(circulate.patron.getByRole('listitem').filter({ hasText: item.title })).toBeFocused();
  await keyboard.press('r');
  await expect(circulate.row(item.title)).toContainText('Renewed');
  await keyboard.press('Escape');
  await expect(circulate.patron.getByText('Nobody at the desk')).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();
});
