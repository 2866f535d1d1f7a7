import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { newWord } from './support/library';
import { expect, test } from './support/test';

async function fillIn(page: Page, given: string, family: string, born: string): Promise<void> {
  await page.goto('/desk/patrons/new');
  await page.getByRole('textbox', { name: 'Given name' }).fill(given);
  await page.getByRole('textbox', { name: 'Family name' }).fill(family);
  await page.getByLabel('Date of birth').fill(born);
  await page.getByLabel('Date of birth').blur();
}

const register = (page: Page) => page.getByRole('button', { name: 'Register', exact: true }).click();

test('a family is registered: the second child finds the guardian, and nobody but a namesake is registered twice', async ({
  page,
}) => {
  const family = newWord();
  await fillIn(page, 'Ana', family, '1988-06-01');
  await expect(page.getByText(/Empty: the next number, \d{14}\./)).toBeVisible();
  await register(page);
  await expect(page.getByRole('heading', { name: `Ana ${family}`, level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cards' })).toContainText(/\d{14}/);

  for (const child of ['Bea', 'Carl']) {
    await fillIn(page, child, family, '2016-03-04');
    await expect(page.getByRole('combobox', { name: 'Category' }).getByRole('option', { selected: true })).toHaveText(
      'Child',
    );
    await page.getByRole('radio', { name: `Ana ${family}` }).check();
    await register(page);
    await expect(page.getByRole('heading', { name: `${child} ${family}`, level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Family' })).toContainText(`Ana ${family}`);
  }

  await fillIn(page, 'BEA', family.toLowerCase(), '2016-03-04');
  const known = page.getByRole('list', { name: 'Already registered?' });
  await expect(known.getByRole('listitem').filter({ hasText: 'same name and birthday' })).toContainText(
    `Bea ${family}`,
  );
  await page.getByRole('radio', { name: `Ana ${family}` }).check();
  await register(page);
  await expect(page.getByRole('alert')).toContainText('has a card already');
  await known.getByRole('link', { name: `Open Bea ${family}` }).click();
  await expect(page.getByRole('heading', { name: `Bea ${family}`, level: 1 })).toBeVisible();

  const firstAddress = page.url();
  await fillIn(page, 'Bea', family, '2016-03-04');
  await page.getByRole('searchbox', { name: 'Find the guardian' }).fill(`Ana ${family}`);
  await page.getByRole('radio', { name: `Ana ${family}` }).check();
  await register(page);
  await page.getByRole('button', { name: 'Another person: register' }).click();
  await expect(page.getByRole('heading', { name: `Bea ${family}`, level: 1 })).toBeVisible();
  expect(page.url()).not.toBe(firstAddress);
});

test('a card that ends soon is renewed, and a message for the desk is left, seen and taken down', async ({
  library,
  page,
}) => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const patron = await library.patron({ expires_on: soon });
  await page.goto(`/desk/patrons/${patron.id}`);
  await expect(page.getByText(/The card ends soon/)).toBeVisible();
  await page.getByRole('button', { name: 'Renew card' }).click();
  const dialog = page.getByRole('dialog', { name: 'Renew the card' });
  await expect(dialog.getByRole('combobox', { name: 'Category' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Renew' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/The card ends soon/)).toBeHidden();

  await page.getByRole('button', { name: 'Leave a message' }).click();
  const leaving = page.getByRole('dialog', { name: 'Leave a message' });
  await leaving.getByRole('textbox', { name: 'Message' }).fill('A blue scarf is in the drawer');
  await leaving.getByRole('button', { name: 'Leave' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByRole('listitem')).toContainText('For the desk');
  await messages.getByRole('button', { name: 'Take down: A blue scarf is in the drawer' }).click();
  await expect(messages).toContainText('No messages.');
});

test.describe('signed in as a supervisor', () => {
  test.use({ role: 'supervisor' });

  test('two records of one person are merged', async ({ library, page }) => {
    const stays = await library.patron();
    const family = stays.name.split(' ')[1] ?? '';
    const goes = await library.patron({ given_name: 'Rob', family_name: family });
    await library.lend(goes, await library.item());
    await page.goto(`/desk/patrons/${goes.id}`);
    await page.getByRole('button', { name: 'Merge' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge with another record' });
    await dialog.getByRole('searchbox', { name: 'Record that stays' }).fill(stays.card);
    await dialog.getByRole('radio', { name: stays.name }).check();
    await expect(dialog.getByRole('region', { name: 'What goes over' })).toContainText('Open loans');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Merge the records' }).click();
    await expect(page.getByRole('heading', { name: stays.name, level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Cards' })).toContainText(goes.card);

    await page.goto(`/desk/patrons/${goes.id}`);
    await page.getByText('This record was merged into another.').getByRole('link', { name: stays.name }).click();
    await expect(page).toHaveURL(new RegExp(stays.id));
  });

  test('a record is anonymised once its name was typed', async ({ library, page }) => {
    const patron = await library.patron();
    await page.goto(`/desk/patrons/${patron.id}`);
    await page.getByRole('button', { name: 'Anonymise' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anonymise this record' });
    await dialog.getByRole('textbox').fill('Somebody else');
    await dialog.getByRole('button', { name: 'Anonymise for good' }).click();
    await expect(dialog.getByText('That is not the name on this record.')).toBeVisible();
    await dialog.getByRole('textbox').fill(patron.name);
    await dialog.getByRole('button', { name: 'Anonymise for good' }).click();
    await expect(page.getByText('This record was anonymised.')).toBeVisible();
    await expect(page.getByText(patron.name)).toBeHidden();
  });
});
