import { expect, test } from '../support/test';

test('the due slip lists what was lent, with no more of the card than its end', async ({
  circulate,
  library,
  page,
}) => {
  const [patron, item] = [await library.patron(), await library.item()];
  // The browser's own print dialog would stand in the way: what counts is that it is asked for, and for what.
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-asked-to-print', 'yes');
  });

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await circulate.patron.getByRole('button', { name: 'Due slip' }).click();

  await expect(page.locator('body')).toHaveAttribute('data-asked-to-print', 'yes');
  await page.emulateMedia({ media: 'print' });
  const slip = page.getByTestId('slip');
  await expect(slip.getByRole('heading', { name: 'Your loans' })).toBeVisible();
  await expect(slip).toContainText('Willow Bend Public Library');
  await expect(slip).toContainText('Central,');
  await expect(slip).toContainText(`Card ending ${patron.card.slice(-4)}`);
  await expect(slip).not.toContainText(patron.card);
  await expect(slip.getByRole('listitem')).toHaveCount(1);
  await expect(slip.getByRole('listitem')).toContainText(item.title);
  await expect(slip.getByRole('listitem')).toContainText('Due');
  await expect(circulate.scanBox).toBeHidden();
});
