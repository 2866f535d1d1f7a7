import { expect, test } from '../support/test';

test('a card and then items: each scan lends with nothing to click', async ({ circulate, library }) => {
  const patron = await library.patron();
  const [first, second] = [await library.item(), await library.item()];

  await circulate.serve(patron);
  await expect(circulate.page.getByText(`The next item is lent to ${patron.name}`)).toBeVisible();
  await circulate.scan(first.barcode);
  await circulate.scan(second.barcode);

  for (const item of [first, second]) {
    await expect(circulate.row(item.title)).toContainText('Checked out');
    await expect(circulate.row(item.title)).toContainText('Due');
  }
  await expect(circulate.rows.first()).toContainText(second.title);
  await expect(circulate.patron.getByText(second.title)).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();
});

test('an item on loan to somebody else is taken over after a word', async ({ circulate, library }) => {
  const [before, patron, item] = [await library.patron(), await library.patron(), await library.item()];
  await library.lend(before, item);

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  const panel = circulate.panel('One word before it goes out');
  await expect(panel.getByText('on loan to another patron')).toBeVisible();
  await panel.getByRole('button', { name: 'Check out anyway' }).click();

  await expect(circulate.row(item.title)).toContainText('Checked out');
  await expect(circulate.patron.getByText(item.title)).toBeVisible();
  const loans = await library.get<{ items: unknown[] }>(`/api/v1/loans?patron_id=${before.id}&state=open`);
  expect(loans.items).toHaveLength(0);
});

test('a lost card and an unknown number open nobody and say why', async ({ circulate, library }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.loseCard(patron);

  await circulate.scan(patron.card);
  await expect(circulate.row(patron.name)).toContainText('Card not valid');
  await expect(circulate.row(patron.name)).toContainText('This card was reported lost');
  await circulate.scan('NOSUCH404');
  await expect(circulate.row('NOSUCH404')).toContainText('No card and no item has this number');
  await expect(circulate.patron.getByText('Nobody at the desk')).toBeVisible();

  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Used in the building');
});

test('Escape closes the reasons first and then the patron, and nothing behind a menu or a dialog', async ({
  circulate,
  library,
  page,
}) => {
  const patron = await library.patron();
  const item = await library.item({ check_out_message: 'Count the maps' });

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  const panel = circulate.panel('One word before it goes out');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(circulate.patron.getByRole('heading', { name: patron.name })).toBeVisible();

  // What lies over the page has its own Escape.
  await page.getByRole('button', { name: 'Language: English' }).click();
  await expect(page.getByRole('menuitem', { name: 'English' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.getByRole('button', { name: 'Due date' }).click();
  await expect(page.getByLabel('Due on')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(circulate.patron.getByRole('heading', { name: patron.name })).toBeVisible();

  await expect(circulate.scanBox).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(circulate.patron.getByText('Nobody at the desk')).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();
});
