import { newNumber, newWord } from './support/library';
import { expect, test } from './support/test';

test('a title is found although it was mistyped, and leads to its copies and one of them', async ({ page }) => {
  await page.goto('/desk/catalogue');
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('middelmarch');
  await page.getByRole('link', { name: 'Middlemarch' }).click();
  await expect(page.getByRole('heading', { name: 'Middlemarch', level: 1 })).toBeVisible();

  const copies = page.getByRole('table', { name: 'Copies' });
  await expect(copies.getByRole('row').filter({ hasText: '3000000019' })).toContainText('Central');
  await expect(copies.getByRole('row').filter({ hasText: '3000000020' })).toContainText('On loan, due');
  await copies.getByRole('link', { name: '3000000020' }).click();
  await expect(page.getByRole('region', { name: 'On loan' })).toContainText('Ruth Abernathy');
});

test('a facet narrows the search and stays in the address; a mistyped question is told as it was taken', async ({
  page,
}) => {
  await page.goto('/desk/catalogue');
  const rows = page.getByRole('table', { name: 'Titles found' }).getByRole('rowheader');
  const narrow = page.getByRole('complementary', { name: 'Narrow the search' });
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('pride prejudice');
  await expect(rows).not.toHaveCount(0);
  await narrow.getByRole('button', { name: 'Large print 1' }).click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/format=large_print/);
  await narrow.getByRole('checkbox', { name: 'Available now' }).check();
  await expect(page.getByText('Nothing was found')).toBeVisible();

  await page.reload();
  await expect(narrow.getByRole('button', { name: /^Large print/ })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Remove filter Available now' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/format/);
  await expect(rows).not.toHaveCount(1);

  await page.goto('/desk/catalogue?q=pryde+and+predjudice');
  const row = page.getByRole('table', { name: 'Titles found' }).getByRole('row').filter({ hasText: 'Jane Austen' });
  await expect(row.first()).toContainText(/Central: \d+ of \d+/);
  await page.getByRole('button', { name: 'pride and prejudice' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search the catalogue' })).toHaveValue('pride and prejudice');
  await expect(page.getByText('Did you mean')).toBeHidden();
});

test('a barcode scanned into the search leads to the item, a card to its patron', async ({ library, page }) => {
  const item = await library.item({ staff_note: 'Gift of the Friends' });
  const patron = await library.patron();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/desk/catalogue');
  const search = page.getByRole('searchbox', { name: 'Search the catalogue' });
  await expect(search).toBeFocused();
  await page.keyboard.type(patron.card);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: `Card of a patron: ${patron.name}` })).toBeVisible();
  // A card number never stands in an address.
  expect([page.url(), ...asked].filter((url) => url.includes(patron.card))).toEqual([]);
  await search.fill(item.barcode);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: `Item ${item.barcode}` }).click();
  await expect(page.getByRole('heading', { name: item.title, level: 1 })).toBeVisible();
  await expect(page.getByText('Gift of the Friends')).toBeVisible();
  await expect(page.getByText('Not on loan.')).toBeVisible();
});

test('a new title and its first copy, which can be lent', async ({ circulate, library, page }) => {
  const patron = await library.patron();
  const name = `A ${newWord()} Almanac`;
  const barcode = newNumber();
  await page.goto('/desk/catalogue');
  await page.getByRole('link', { name: 'Add a title' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'Format' }).selectOption('Book');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('No copy yet')).toBeVisible();

  await page.getByRole('link', { name: 'Add a copy' }).click();
  await page.getByRole('textbox', { name: 'Barcode' }).fill(barcode);
  await page.getByRole('combobox', { name: 'Item type' }).selectOption('Book');
  await page.getByRole('combobox', { name: 'Shelf' }).selectOption('Non-fiction');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('table', { name: 'Copies' }).getByRole('link', { name: barcode })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await circulate.serve(patron);
  await circulate.scan(barcode);
  await expect(circulate.row(name)).toContainText('Checked out');
});

test('an item is changed, and the price keeps its cents', async ({ library, page }) => {
  const item = await library.item();
  await page.goto(`/desk/items/${item.id}`);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Replacement price' }).fill('12.50');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('In repair');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: item.title, level: 1 })).toBeVisible();
  await expect(page.getByText('$12.50')).toBeVisible();
  await expect(page.getByText('In repair').first()).toBeVisible();
});

test('an item stands on its shelf among its neighbours, and one walks along them', async ({ library, page }) => {
  const stamp = newWord();
  const [first, second, third] = [
    await library.item({ call_number: `FIC ${stamp} v.2` }),
    await library.item({ call_number: `fic ${stamp} v.10` }),
    await library.item({ call_number: `FIC ${stamp} v.11` }),
  ];
  await page.goto(`/desk/items/${second.id}`);
  const shelf = page.getByRole('region', { name: 'On the shelf' });
  const rows = shelf.getByRole('row').filter({ hasText: new RegExp(stamp, 'i') });
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText(first.title);
  await expect(rows.nth(1)).toContainText('This item');
  await expect(rows.nth(2)).toContainText(third.title);
  await expect(rows.nth(2)).toContainText('Available');
  await expect(shelf.getByRole('link', { name: second.title })).toHaveAttribute('aria-current', 'page');

  await shelf.getByRole('link', { name: second.title }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: third.title, level: 1 })).toBeVisible();
  await expect(shelf.getByRole('row').filter({ hasText: third.title })).toContainText('This item');

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('combobox', { name: 'The call number is read as' }).selectOption('Library of Congress');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(shelf.getByText('does not read as Library of Congress')).toBeVisible();
  await expect(shelf.getByRole('row').filter({ hasText: second.title })).toHaveCount(0);
});
