import { newWord } from './support/library';
import { staff } from './support/staff';
import { expect, test } from './support/test';

test('an assistant has no way to supervision', async ({ page }) => {
  await page.goto('/desk/audit');
  await expect(page.getByRole('textbox', { name: 'Scan a card or an item' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Areas' }).getByRole('link')).toHaveText([
    'Circulate',
    'Patrons',
    'Catalogue',
    'Pull list',
    'Hold shelf',
    'Lists',
  ]);
});

test.describe('signed in as a supervisor', () => {
  test.use({ role: 'supervisor' });

  test('somebody new on the staff signs in, until they are switched off', async ({ browser, contextOptions, page }) => {
    const word = newWord();
    const [name, username, password] = [`Jo ${word}`, `jo.${word.toLowerCase()}`, 'first-of-all-passwords'];
    await page.goto('/desk/staff');
    await page.getByRole('link', { name: 'Add a staff member' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('textbox', { name: 'Username' }).fill(username);
    await page.getByLabel('First password').fill(password);
    await page.getByRole('checkbox', { name: 'Riverside' }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Find a staff member' }).fill(word);
    await expect(page.getByRole('row', { name })).toContainText('Riverside');

    const context = await browser.newContext(contextOptions);
    const theirs = await context.newPage();
    await theirs.goto('/sign-in');
    await theirs.getByLabel('Username').fill(username);
    await theirs.getByRole('textbox', { name: 'Password' }).fill(password);
    await theirs.getByRole('button', { name: 'Sign in' }).click();
    await expect(theirs.getByRole('heading', { name: 'Where are you working?' })).toBeVisible();
    await expect(theirs.getByRole('radio', { name: 'Central' })).toBeHidden();

    await page.getByRole('link', { name }).click();
    await page.getByRole('checkbox', { name: 'May sign in' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row', { name })).toContainText('Switched off');
    await theirs.reload();
    await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await context.close();
  });

  test('a rule of one’s own applies at once, and every answer tells its rule', async ({ library, page }) => {
    const type = `Map ${newWord()}`;
    await library.post('/api/v1/item-types', { code: newWord().toUpperCase(), name: type }, 'supervisor');
    await page.goto('/desk/policies');
    await page.getByRole('button', { name: new RegExp(`^Adult, ${type}: 21 days, 2 renewals`) }).click();
    const why = page.getByRole('region', { name: `Adult · ${type} · Central` });
    const length = why.getByRole('row', { name: 'Length of a loan' });
    await expect(length).toContainText('21');
    await expect(length).toContainText('The general rule');

    await page.getByRole('tab', { name: 'Rules' }).click();
    await page.getByRole('link', { name: 'Add a rule' }).click();
    await page.getByRole('combobox', { name: 'Item type' }).selectOption(type);
    await page.getByRole('textbox', { name: 'Length of a loan' }).fill('5');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('row', { name: type })).toContainText('5');

    await page.getByRole('tab', { name: 'What applies' }).click();
    await page.getByRole('button', { name: new RegExp(`^Adult, ${type}: 5 days, 2 renewals`) }).click();
    await expect(length).toContainText(type);
    await expect(why.getByRole('row', { name: 'Renewals at most' })).toContainText('The general rule');
  });

  test('a branch gets its week, a closure and a special opening', async ({ library, page }) => {
    const word = newWord();
    const branch = { code: word.toUpperCase(), name: `Hill ${word}`, zone: 'America/Chicago' };
    await library.post('/api/v1/branches', branch, 'supervisor');
    await page.goto('/desk/calendar');
    await page.getByRole('combobox', { name: 'Branch' }).selectOption(branch.name);

    const hours = page.getByRole('region', { name: 'Weekly hours' });
    await hours.getByRole('button', { name: 'Edit hours' }).click();
    const week = page.getByRole('dialog', { name: 'Weekly hours' });
    await week.getByRole('button', { name: 'Add hours on Monday' }).click();
    await week.getByLabel('Monday opens').fill('09:00');
    await week.getByLabel('Monday closes').fill('08:00');
    await week.getByRole('button', { name: 'Save hours' }).click();
    await expect(week.getByText('Hours must end after they begin and not overlap.')).toBeVisible();
    await week.getByLabel('Monday closes').fill('17:30');
    await week.getByRole('button', { name: 'Save hours' }).click();
    await expect(week).toBeHidden();
    await expect(hours).toContainText(/Monday.*9:00.*5:30|Monday.*09:00.*17:30/);

    await page.getByRole('button', { name: 'Month after' }).click();
    // The first week that lies in the month as a whole; the row before it names the days.
    const secondWeek = page
      .getByRole('table', { name: /^Opening days in/ })
      .getByRole('row')
      .nth(2);
    const [monday, sunday] = [secondWeek.getByRole('button').first(), secondWeek.getByRole('button').last()];
    await expect(monday).not.toHaveAccessibleName(/Closed/);
    await monday.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Boiler');
    await dialog.getByRole('button', { name: 'Add closure' }).click();
    await expect(dialog).toBeHidden();
    await expect(monday).toHaveAccessibleName(/Closed, Boiler/);

    await page.getByRole('button', { name: 'Remove the closure: Boiler' }).click();
    await expect(page.getByText('No closures.')).toBeVisible();
    await expect(monday).not.toHaveAccessibleName(/Closed/);

    await sunday.click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Book sale');
    await dialog.getByRole('button', { name: 'Add opening' }).click();
    await expect(sunday).toHaveAccessibleName(/Open specially, .*Book sale/);
  });

  test('a collection is added and renamed', async ({ page }) => {
    const word = newWord();
    await page.goto('/desk/settings');
    await page.getByRole('tab', { name: 'Collections' }).click();
    await page.getByRole('button', { name: 'Add a collection' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a collection' });
    await adding.getByRole('textbox', { name: 'Name' }).fill(`Maps ${word}`);
    await adding.getByRole('button', { name: 'Save' }).click();
    await expect(adding.getByText('Needed.')).toBeVisible();
    await adding.getByRole('textbox', { name: 'Code' }).fill(word.toUpperCase());
    await adding.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('button', { name: `Maps ${word}` }).click();
    const editing = page.getByRole('dialog', { name: `Edit Maps ${word}` });
    await editing.getByRole('textbox', { name: 'Name' }).fill(`Atlases ${word}`);
    await editing.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row', { name: `Atlases ${word}` })).toContainText(word.toUpperCase());
  });

  test('the audit is narrowed to a deed and to one member of the staff', async ({ library, page }) => {
    const patron = await library.patron();
    await library.restrict(patron, 'Wet pages');
    await page.goto('/desk/audit');
    await page.getByRole('combobox', { name: 'Deed' }).selectOption('Patron restricted');
    await expect(page).toHaveURL(/deed=patron.restricted/);
    const event = page.getByRole('row').filter({ has: page.locator(`a[href="/desk/patrons/${patron.id}"]`) });
    await expect(event).toHaveCount(1);
    await expect(event).toContainText(staff.assistant.name);

    await page.getByRole('combobox', { name: 'Staff member' }).selectOption(staff.supervisor.name);
    await expect(page).toHaveURL(/staff=/);
    await expect(event).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(event).not.toHaveCount(0);
  });
});
