import { expect, test } from './support/test';

test('the screens speak Spanish at a choice, and this browser remembers it', async ({ library, page, pageOf }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await page.goto('/desk/circulate');
  await expect(page.getByRole('textbox', { name: 'Scan a card or an item' })).toBeFocused();
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('menuitem', { name: 'Español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.reload();

  const scanBox = page.getByRole('textbox', { name: 'Escanee' });
  await expect(scanBox).toBeFocused();
  await page.keyboard.type(patron.card);
  await page.keyboard.press('Enter');
  await page.keyboard.type(item.barcode);
  await page.keyboard.press('Enter');
  const row = page.getByRole('listitem').filter({ hasText: item.title }).first();
  await expect(row).toContainText('Prestado');

  const other = await pageOf('supervisor');
  await other.goto('/desk/circulate');
  await expect(other.getByRole('textbox', { name: 'Scan a card or an item' })).toBeFocused();
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
});
