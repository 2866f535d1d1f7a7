import { expect, test } from '../support/test';

test('a scan takes back and says where the item goes: with nobody at the desk, or in check-in mode', async ({
  circulate,
  library,
  page,
}) => {
  const [patron, item, another] = [await library.patron(), await library.item(), await library.item()];
  await library.lend(patron, item);
  await circulate.scan(item.barcode);
  const row = circulate.row(item.title);
  await expect(row).toContainText('Checked in');
  await expect(row).toContainText('To the shelf');
  await expect(row).toContainText('Fiction · FIC TES');
  await expect(row).toContainText(`From ${patron.name}`);

  await library.lend(patron, another);
  await circulate.serve(patron);
  await expect(circulate.patron.getByText(another.title)).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByRole('banner')).toContainText('Check in only');
  await circulate.scan(another.barcode);

  await expect(circulate.row(another.title)).toContainText('Checked in');
  await expect(circulate.patron.getByText(another.title)).toBeHidden();
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('banner')).not.toContainText('Check in only');
  await expect(circulate.scanBox).toBeFocused();
});
