import { expect, test } from '../support/test';

test('what was done stays in sight, and the focus comes back to the scan box', async ({ circulate, library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked out');

  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('heading', { name: 'Catalogue', level: 1 })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await expect(circulate.patron.getByRole('heading', { name: patron.name })).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();

  await page.getByRole('button', { name: 'On site' }).click();
  await expect(page.getByText(`lent to ${patron.name} for use on site`)).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();
  await page.getByRole('heading', { name: 'Done in this session' }).click();
  await expect(circulate.scanBox).toBeFocused();
});

test('scans that come faster than the answers are worked off in their order', async ({ circulate, library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await page.keyboard.type(patron.card);
  await page.keyboard.press('Enter');
  await page.keyboard.type(item.barcode);
  await page.keyboard.press('Enter');
  await page.keyboard.type(item.barcode);
  await page.keyboard.press('Enter');

  await expect(circulate.panel('They already have this item')).toBeVisible();
  await expect(circulate.rows).toHaveCount(3);
  await expect(circulate.rows.nth(1)).toContainText('Checked out');
  await expect(circulate.rows.nth(2)).toContainText(`At the desk: ${patron.name}`);
});

test('a scan while the service is silent waits and is done once it answers', async ({
  circulate,
  context,
  library,
  page,
}) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await circulate.serve(patron);
  await context.setOffline(true);
  await circulate.scan(item.barcode);
  await expect(page.getByRole('banner')).toContainText('No connection');
  await context.setOffline(false);
  await expect(circulate.row(item.title)).toContainText('Checked out', { timeout: 20_000 });
  await expect(page.getByRole('banner')).toContainText('Connected');
});
