import { expect, test } from '../support/test';

test('with nobody at the desk a scan takes back and says where the item goes', async ({ circulate, library }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.lend(patron, item);

  await circulate.scan(item.barcode);
  const row = circulate.row(item.title);
  await expect(row).toContainText('Checked in');
  await expect(row).toContainText('To the shelf');
  await expect(row).toContainText('Fiction · FIC TES');
  await expect(row).toContainText(`From ${patron.name}`);
});

test('in check-in mode an item comes back although a patron is open', async ({ circulate, library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.lend(patron, item);

  await circulate.serve(patron);
  await expect(circulate.patron.getByText(item.title)).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByRole('banner')).toContainText('Check in only');
  await circulate.scan(item.barcode);

  await expect(circulate.row(item.title)).toContainText('Checked in');
  await expect(circulate.patron.getByText(item.title)).toBeHidden();
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('banner')).not.toContainText('Check in only');
  await expect(circulate.scanBox).toBeFocused();
});
