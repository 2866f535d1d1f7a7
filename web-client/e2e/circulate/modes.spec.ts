import { expect, test } from '../support/test';

test('the book drop is in sight on every screen while it is on', async ({ circulate, library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.lend(patron, item);

  await circulate.choose('Book drop');
  const dialog = page.getByRole('dialog', { name: 'When was the book drop emptied?' });
  await expect(dialog.getByRole('radio', { name: 'At the last closing' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Now' }).check();
  await dialog.getByRole('button', { name: 'Use this time' }).click();
  await expect(page.getByText('The next item counts as returned now')).toBeVisible();
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked in');

  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Patrons' }).click();
  await expect(page.getByRole('heading', { name: 'Patrons', level: 1 })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Book drop');

  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Circulate' }).click();
  await circulate.choose('Automatic');
  await expect(page.getByRole('banner')).not.toContainText('Book drop');
});

test('while an amnesty is on a late return costs nothing', async ({ circulate, page }) => {
  // The demo library's only loan that is long overdue at the other branch.
  const late = { barcode: '3000000022', title: 'Moby-Dick' };

  await circulate.choose('Amnesty');
  const dialog = page.getByRole('dialog', { name: 'Why are fines forgiven?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Centenary week');
  await page.keyboard.press('Enter');
  await expect(page.getByText('its fine forgiven: Centenary week')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Amnesty');

  await circulate.scan(late.barcode);
  const row = circulate.row(late.title);
  await expect(row).toContainText('Checked in');
  await expect(row).toContainText('Send to Riverside');
  await expect(row).toContainText('The fine was forgiven.');
  await expect(row).not.toContainText('$');
});
