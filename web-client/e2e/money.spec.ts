import { expect, test } from './support/test';

test('a charge is paid in two keys with change shown large, printed, copied and undone', async ({ library, page }) => {
  // The browser's own print dialog would stand in the way: what counts is what it is asked for.
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-asked-to-print', 'yes');
  });
  const patron = await library.patron();
  await page.goto(`/desk/patrons/${patron.id}?tab=account`);
  await expect(page.getByText('Nothing owed')).toBeVisible();
  await page.getByRole('button', { name: 'Charge', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What').selectOption('Damage');
  await dialog.getByLabel('Amount').fill('13.40');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Owed $13.40')).toBeVisible();

  // Whole and exact: P, Enter. Another amount put down is typed between the two.
  await page.keyboard.press('p');
  await expect(dialog.getByLabel('Amount')).toHaveValue('13.40');
  await dialog.getByLabel('Cash handed over').fill('20');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Change$6.60');
  await expect(dialog).toContainText(/receipt [A-Z]+-\d{6}\. Nothing owed/);

  const receipt = page.getByTestId('receipt');
  await dialog.getByRole('button', { name: 'Print receipt' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-asked-to-print', 'yes');
  await expect(receipt).toContainText('Damage');
  await expect(receipt).toContainText('$6.60');
  await expect(receipt).not.toContainText('COPY');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(receipt).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Done' }).click();

  const entries = page.getByRole('table', { name: 'All entries' });
  await entries.getByRole('button', { name: /^Receipt:/ }).click();
  await expect(receipt).toContainText('COPY');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

  await entries.getByRole('button', { name: /^Void:/ }).click();
  await dialog.getByLabel('Why').fill('Entered for the wrong patron');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Owed $13.40')).toBeVisible();

  await page.getByRole('button', { name: /^Waive: Damage/ }).click();
  await dialog.getByLabel('Why').fill('Was in hospital');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('That is more than you may waive.');
  await dialog.getByLabel('Amount').fill('10');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Owed $3.40')).toBeVisible();
});
