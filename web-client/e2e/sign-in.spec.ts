import type { Page } from '@playwright/test';
import { Circulate } from './support/circulate';
import { password, staff } from './support/staff';
import { expect, test } from './support/test';

test.use({ role: null });

const { username, name } = staff.assistant;

async function signIn(page: Page, secret = password): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function startWork(page: Page, branch = 'Central', desk = 'Front desk'): Promise<void> {
  await page.getByRole('radio', { name: branch }).click();
  await page.getByRole('radio', { name: desk, exact: true }).click();
  await page.getByRole('button', { name: 'Start work' }).click();
}

test('an assistant signs in, says where they work, lends an item and is offered its renewal', async ({
  library,
  page,
}) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await page.goto('/');
  await signIn(page);
  await startWork(page, 'Riverside', 'Desk');
  await expect(page.getByRole('link', { name: 'Riverside, Desk. Change desk' })).toBeVisible();

  const circulate = new Circulate(page);
  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await circulate.scan(item.barcode);
  await circulate.panel('They already have this item').getByRole('button', { name: 'Renew it' }).click();
  await expect(circulate.row(item.title)).toContainText('Renewed');
  await expect(circulate.patron.getByText('1 of 2 renewals')).toBeVisible();
  await expect(circulate.scanBox).toBeFocused();
});

test('a wrong password is refused; the right one shows the page asked for, and this browser keeps its desk', async ({
  page,
}) => {
  await page.goto('/desk/patrons');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter your username and your password.');
  await signIn(page, 'not-the-password');
  await expect(page.getByRole('alert')).toHaveText('That username and password do not match.');
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
  await signIn(page);
  await startWork(page);
  await expect(page.getByRole('heading', { name: 'Patrons', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: `${name}, Assistant` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/desk/circulate');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await signIn(page);
  await expect(page.getByRole('link', { name: 'Central, Front desk. Change desk' })).toBeVisible();
});

test('signing out in one tab ends the others', async ({ context, page }) => {
  await page.goto('/');
  await signIn(page);
  await startWork(page);
  await expect(new Circulate(page).scanBox).toBeFocused();
  const other = await context.newPage();
  await other.goto('/desk/patrons');
  await expect(other.getByRole('heading', { name: 'Patrons', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: `${name}, Assistant` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other.getByText('Your session ended.')).toBeVisible();
  await expect(other).toHaveURL('/sign-in?next=%2Fdesk%2Fpatrons');
});

test('a session that ended asks to sign in again and goes on where it was', async ({ context, page }) => {
  await page.clock.install();
  await page.goto('/desk/catalogue');
  await signIn(page);
  await startWork(page);
  await expect(page.getByRole('heading', { name: 'Catalogue', level: 1 })).toBeVisible();

  await context.clearCookies();
  await page.clock.fastForward('16:00');
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('dune');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your session ended. Sign in again to go on where you were.')).toBeVisible();
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Catalogue', level: 1 })).toBeVisible();
});
