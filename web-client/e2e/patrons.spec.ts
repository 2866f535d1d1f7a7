import { newNumber, newWord } from './support/library';
import { password, staff } from './support/staff';
import { expect, test } from './support/test';

test('a patron is found by name and by card, and served at the desk', async ({ library, page }) => {
  const patron = await library.patron();
  await page.goto('/desk/patrons');
  const search = page.getByRole('searchbox', { name: 'Find a patron' });
  await expect(page.getByText('Who are you looking for?')).toBeVisible();
  await search.fill(newWord());
  await expect(page.getByText('Nobody was found')).toBeVisible();
  await search.fill(patron.name);
  const found = page.getByRole('table', { name: 'Patrons found' }).getByRole('rowheader', { name: patron.name });
  await expect(found).toBeVisible();
  await search.fill(patron.card);
  await expect(page.getByRole('table', { name: 'Patrons found' }).getByRole('rowheader')).toHaveCount(1);
  await search.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: patron.name, level: 1 })).toBeVisible();
  // A card number never stands in an address.
  expect(page.url()).not.toContain(patron.card);
  await page.getByRole('button', { name: 'Serve at the desk' }).click();
  await expect(page.getByText(`The next item is lent to ${patron.name}`)).toBeVisible();
});

test('an assistant registers a patron, who can borrow at once; their card number is nobody else’s', async ({
  page,
}) => {
  const family = newWord();
  const card = newNumber();
  await page.goto('/desk/patrons');
  await page.getByRole('link', { name: 'Register a patron' }).click();
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByText('Needed.')).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: 'Given name' })).toBeFocused();

  await page.getByRole('textbox', { name: 'Given name' }).fill('Morgan');
  await page.getByRole('textbox', { name: 'Family name' }).fill(family);
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByRole('textbox', { name: 'Card number' }).fill(card);
  await page.getByRole('combobox', { name: 'Category' }).selectOption('Adult');
  await expect(page.getByRole('combobox', { name: 'Home branch' })).toHaveValue(/.+/);
  await page.getByRole('button', { name: 'Register' }).click();

  await expect(page.getByRole('heading', { name: `Morgan ${family}`, level: 1 })).toBeVisible();
  await expect(page.getByText('Nothing stops a check-out here.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cards' })).toContainText(card);

  // The same number again is refused at its field, and what was typed stays.
  await page.goto('/desk/patrons/new');
  await page.getByRole('textbox', { name: 'Given name' }).fill('Morgan');
  await page.getByRole('textbox', { name: 'Family name' }).fill(newWord());
  await page.getByRole('textbox', { name: 'Card number' }).fill(card);
  await page.getByRole('combobox', { name: 'Category' }).selectOption('Adult');
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Card number' })).toHaveValue(card);
  await expect(page.getByRole('textbox', { name: 'Card number' })).toHaveAccessibleDescription(/^Already in use\./);
});

test('a lost card is replaced, and the new one is served', async ({ circulate, library, page }) => {
  const patron = await library.patron();
  const number = newNumber();
  await page.goto(`/desk/patrons/${patron.id}`);
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New card' });
  await dialog.getByRole('textbox', { name: 'New card number' }).fill(number);
  await dialog.getByRole('radio', { name: 'Lost or stolen' }).check();
  await dialog.getByRole('button', { name: 'Give this card' }).click();
  await expect(dialog).toBeHidden();
  const cards = page.getByRole('region', { name: 'Cards' }).getByRole('listitem');
  await expect(cards.filter({ hasText: number })).toContainText('In use');
  await expect(cards.filter({ hasText: patron.card })).toContainText('Lost');

  await page.keyboard.press('Alt+1');
  await circulate.serve({ card: number, name: patron.name });
});

test('loans of a patron, their due dates, and what is owed and how it came to that', async ({ library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.lend(patron, item);
  await page.goto(`/desk/patrons/${patron.id}`);
  await page.getByRole('tab', { name: 'Loans' }).click();
  await expect(page.getByRole('table', { name: 'Out now' }).getByRole('rowheader', { name: item.title })).toBeVisible();
  await page.getByRole('button', { name: `Renew ${item.title}` }).click();
  await expect(page.getByText(`${item.title} is now due`)).toBeVisible();
  await expect(page.getByRole('cell', { name: '1 / 2' })).toBeVisible();

  await page.getByRole('button', { name: `Move the due date of ${item.title}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the due date' });
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Due on').fill(soon);
  await dialog.getByRole('button', { name: 'Move it', exact: true }).click();
  await expect(dialog.getByText('The due date is earlier than the policy gives.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wanted for the exhibition');
  await dialog.getByRole('button', { name: 'Move it anyway' }).click();
  await expect(dialog).toBeHidden();
  const loans = await library.get<{ items: { due_on: string }[] }>(`/api/v1/loans?patron_id=${patron.id}&state=open`);
  expect(loans.items.map(({ due_on }) => due_on)).toEqual([soon]);

  await page.getByRole('button', { name: `Move the due date of ${item.title}` }).click();
  const late = new Date(Date.now() + 90 * 86_400_000);
  await dialog.getByLabel('Due on').fill(late.toISOString().slice(0, 10));
  await dialog.getByRole('button', { name: 'Move it', exact: true }).click();
  await dialog.getByRole('button', { name: 'Ask a supervisor' }).click();
  const grant = page.getByRole('dialog', { name: 'A supervisor allows this' });
  await grant.getByLabel("Supervisor's username").fill(staff.supervisor.username);
  await grant.getByLabel("Supervisor's password").fill(password);
  await grant.getByRole('textbox', { name: 'Reason' }).fill('Abroad until spring');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('row', { name: item.title })).toContainText(
    late.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  );

  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.getByText('Nothing owed')).toBeVisible();

  await page.goto('/desk/patrons');
  await page.getByRole('searchbox', { name: 'Find a patron' }).fill('Victor Reyes');
  await page.getByRole('link', { name: 'Victor Reyes' }).click();
  await expect(page.getByText('The patron owes more than the limit allows.')).toBeVisible();
  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.getByText(/^Owed \$\d\d\.\d\d$/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Open charges' }).getByRole('rowheader')).toHaveCount(3);
});
