import { expect, test } from './support/test';

test('a charge is paid in two keys with change shown large, printed, copied and undone; a lost item is paid, found and given back', async ({
  circulate,
  library,
  page,
}) => {
  // From a charge to a found item in one go: twenty screens and dialogs.
  test.setTimeout(180_000);
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

  const item = await library.item({ replacement_price: 2500 });
  await library.lend(patron, item);
  await page.reload();
  await page.getByRole('tab', { name: 'Loans' }).click();
  await page.getByRole('button', { name: `Declare ${item.title} lost` }).click();
  await dialog.getByRole('button', { name: 'It is lost' }).click();
  await expect(page.getByRole('row', { name: item.title })).toContainText('Lost since');
  await page.getByRole('tab', { name: 'Account' }).click();
  await page.getByRole('button', { name: `Pay: Lost item: ${item.title}` }).click();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await circulate.open();
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('$25.00 of that was paid and is credit now');
  await page.goto(`/desk/patrons/${patron.id}?tab=account`);
  await page.getByRole('button', { name: 'Pay credit out' }).click();
  await expect(dialog.getByLabel('Amount')).toHaveValue('25.00');
  await dialog.getByLabel('Why').fill('The book was found');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'All entries' })).toContainText('Payout');
  await expect(page.getByRole('button', { name: 'Pay credit out' })).toHaveCount(0);
});
