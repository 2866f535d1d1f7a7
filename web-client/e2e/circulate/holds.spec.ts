import { expectAccessible } from '../support/axe';
import { expect, test } from '../support/test';

// A walk through five screens, each looked at twice.
test.describe.configure({ timeout: 180_000 });

test('a hold is placed, fetched, found at check-in with its slip, and picked up', async ({
  circulate,
  library,
  page,
}) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  const [patron, item] = [await library.patron(), await library.item()];

  await page.goto(`/desk/titles/${item.titleId}`);
  await page.getByRole('button', { name: 'Place a hold' }).click();
  const dialog = page.getByRole('dialog', { name: 'Place a hold' });
  await dialog.getByRole('searchbox', { name: 'Patron' }).fill(patron.card);
  await dialog.getByRole('radio', { name: patron.name }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Place the hold' }).click();
  const queue = page.getByRole('table', { name: 'Holds' }).getByRole('row', { name: patron.name });
  await expect(queue).toContainText('In the queue');

  await page.goto('/desk/pull-list');
  await expect(page.getByRole('row', { name: item.barcode })).toBeVisible();
  await expectAccessible(page);

  await circulate.open();
  await circulate.scan(item.barcode);
  const found = circulate.panel('A hold was found');
  await expect(found).toContainText(patron.name);
  await expect(found).toContainText('Hold shelf, here');
  await expectAccessible(page);
  await found.getByRole('button', { name: 'Print the slip' }).click();
  await expect(page.getByTestId('slip')).toContainText(patron.name);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

  await page.goto('/desk/hold-shelf');
  await expect(page.getByRole('row', { name: patron.name })).toContainText(item.barcode);
  await expectAccessible(page);

  await page.goto(`/desk/patrons/${patron.id}?tab=holds`);
  await expect(page.getByRole('region', { name: 'Ready to pick up' })).toContainText(item.title);
  await expectAccessible(page);

  await circulate.open();
  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await page.goto(`/desk/patrons/${patron.id}?tab=holds`);
  await expect(page.getByText('Waits for nothing.')).toBeVisible();
});
