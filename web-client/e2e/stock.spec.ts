import { expect, test } from './support/test';

test.use({ role: 'supervisor' });

test('copies are changed together as the preview showed, and not before it was shown', async ({ library, page }) => {
  const [first, second] = [await library.item(), await library.item()];
  await page.goto('/desk/catalogue');
  await page.getByRole('link', { name: 'Change many copies' }).click();
  await page.getByRole('textbox', { name: 'Barcodes' }).fill(`${first.barcode}\n${second.barcode}\nNOSUCH404`);
  await page.getByRole('combobox', { name: 'Lending' }).selectOption('For reference only');
  await page.getByRole('button', { name: 'Preview' }).click();

  const preview = page.getByRole('table', { name: 'What would be changed' });
  await expect(preview.getByRole('row', { name: first.barcode })).toContainText('Is lent: yes → no');
  await expect(preview.getByRole('row', { name: 'NOSUCH404' })).toContainText('No item has this barcode');
  // What is typed after a preview has been looked at by nobody.
  await page.getByRole('textbox', { name: 'Public note' }).fill('Ask at the desk');
  await expect(preview).toBeHidden();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(preview.getByRole('row', { name: second.barcode })).toContainText(
    'Public note: nothing → Ask at the desk',
  );
  await page.getByRole('button', { name: 'Change 2 copies' }).click();
  await expect(page.getByText('2 copies were changed.')).toBeVisible();
  await expect(preview).toBeHidden();

  await page.goto(`/desk/items/${first.id}`);
  await expect(page.getByRole('region', { name: 'This item' })).toContainText('For reference only');
  await page.getByRole('button', { name: 'Show the history' }).click();
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Is lent: yes → no');
});

test('of two titles that are one, the copies come together at the one that stays', async ({ library, page }) => {
  const [goes, stays] = [await library.item(), await library.item()];
  await page.goto(`/desk/titles/${goes.titleId}`);
  await page.getByRole('button', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge two titles' });
  await dialog.getByRole('searchbox', { name: 'Find the other title' }).fill(stays.title);
  await dialog.getByRole('button', { name: stays.title }).click();
  await expect(dialog.getByRole('region', { name: goes.title })).toContainText(goes.barcode);
  await expect(dialog.getByRole('region', { name: stays.title })).toContainText(stays.barcode);
  await dialog.getByRole('radio', { name: `Keep “${stays.title}”` }).check();
  await dialog.getByRole('button', { name: 'Merge for good' }).click();

  await expect(page.getByText('The two titles are one now')).toBeVisible();
  await expect(page.getByRole('heading', { name: stays.title, level: 1 })).toBeVisible();
  const copies = page.getByRole('table', { name: 'Copies' });
  for (const item of [goes, stays]) await expect(copies.getByRole('link', { name: item.barcode })).toBeVisible();
  await page.goto(`/desk/titles/${goes.titleId}`);
  await expect(page.getByText('This title was merged into another')).toBeVisible();
  await page.getByRole('link', { name: 'Open that title' }).click();
  await expect(page.getByRole('heading', { name: stays.title, level: 1 })).toBeVisible();
});
