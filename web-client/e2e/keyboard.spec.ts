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
  await expect(circulate.panel('One word before it goes out')).toBeVisible();
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

test('the first Tab of a page leads past the navigation', async ({ library, page, pageOf }) => {
  const item = await library.item();
  const signedIn = await pageOf('assistant');
  await signedIn.goto(`/desk/items/${item.id}`);
  await expect(signedIn.getByRole('heading', { name: item.title })).toBeVisible();
  await signedIn.keyboard.press('Tab');
  await expect(signedIn.getByRole('link', { name: 'Skip to the work area' })).toBeFocused();
  await signedIn.keyboard.press('Enter');
  await signedIn.keyboard.press('Tab');
  await expect(signedIn.getByRole('link', { name: 'All copies' })).toBeFocused();
  await page.close();
});
