import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

// Each looks at several screens twice, and looking at everything takes its time on a busy machine.
test.describe.configure({ timeout: 240_000 });

test.describe('signed out', () => {
  test.use({ role: null });

  test('signing in', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
  });
});

test('choosing a desk, circulate with nobody at it, and the dialogs there', async ({ circulate, page }) => {
  await expect(page.getByText('Ready for the first scan')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await circulate.choose('Book drop');
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'Now' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use this time' }).click();
  await circulate.choose('Amnesty');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Reason' })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/choose-desk');
  await expect(page.getByRole('radio', { name: 'Front desk' })).toBeVisible();
  await expectAccessible(page);
});

test('circulate with a patron, results of every tone, a refusal and its dialog', async ({
  circulate,
  library,
  page,
}) => {
  const [patron, lent, refused] = [
    await library.patron({ desk_note: 'Ask for the new address' }),
    await library.item(),
    await library.item({ type: 'REFERENCE', check_out_message: 'Loose cover' }),
  ];
  await circulate.serve(patron);
  await circulate.scan(lent.barcode);
  await circulate.scan('NOSUCH404');
  await circulate.scan(refused.barcode);
  await expect(circulate.panel('Not checked out')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask a supervisor' }).click();
  await expect(page.getByRole('dialog', { name: 'A supervisor allows this' })).toBeVisible();
  await expectAccessible(page);
});

test('finding and registering patrons, and every part of a record', async ({ page }) => {
  await page.goto('/desk/patrons');
  await page.getByRole('searchbox', { name: 'Find a patron' }).fill('fernandez');
  await expect(page.getByRole('link', { name: 'Mateo Fernández' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Register a patron' }).click();
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByText('Needed.')).toHaveCount(3);
  await expectAccessible(page);

  await page.goto('/desk/patrons');
  await page.getByRole('searchbox', { name: 'Find a patron' }).fill('Samuel Brooks');
  await page.getByRole('link', { name: 'Samuel Brooks' }).click();
  await expect(page.getByRole('region', { name: 'Family' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Loans' }).click();
  await expect(page.getByRole('button', { name: /^Renew / }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.getByRole('table', { name: 'All entries' })).toBeVisible();
  await expectAccessible(page);
});

test('the catalogue, a title, and an item, whose first Tab leads past the navigation', async ({ page }) => {
  await page.goto('/desk/catalogue?q=dune');
  await page.getByRole('link', { name: 'Dune', exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Dune', exact: true }).click();
  await page.getByRole('link', { name: '3000000083' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: '3000000083' }).click();
  await expect(page.getByRole('region', { name: 'On loan' })).toContainText('Daniel Okafor');
  await page.reload();
  await expect(page.getByRole('region', { name: 'On loan' })).toContainText('Daniel Okafor');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the work area' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'All copies' })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('textbox', { name: 'Barcode' })).toHaveValue('3000000083');
  await expectAccessible(page);
});

test.describe('signed in as a supervisor', () => {
  test.use({ role: 'supervisor' });

  test('staff, the audit and policies', async ({ page }) => {
    await page.goto('/desk/staff');
    await page.getByRole('link', { name: 'Ada Whitcombe' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Add a staff member' }).click();
    await expect(page.getByRole('checkbox', { name: 'Riverside' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/desk/audit');
    await expect(page.getByRole('table', { name: 'Events' }).getByRole('rowheader').first()).toBeVisible();
    await expectAccessible(page);

    await page.goto('/desk/policies');
    await page.getByRole('button', { name: /^Adult, Film:/ }).click();
    await expect(page.getByRole('region', { name: 'Adult · Film · Central' }).getByRole('row').nth(5)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'What if' }).click();
    await page.getByRole('searchbox', { name: 'Patron' }).fill('Samuel Brooks');
    await page.getByRole('radio', { name: 'Samuel Brooks' }).check();
    await page.getByRole('textbox', { name: 'Barcode of the item' }).fill('3000000103');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('list', { name: 'Reasons' }).getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Rules' }).click();
    await expect(page.getByRole('link', { name: /Film/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: /Film/ }).first().click();
    await expect(page.getByRole('heading', { name: 'Edit the rule' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    await expectAccessible(page);
  });

  test('nights, lists, the calendar and the settings', async ({ page }) => {
    await page.goto('/desk/nights');
    await expect(page.getByRole('table', { name: 'Nights' }).getByText('Central').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/desk/reports');
    await expect(page.getByRole('table', { name: 'Overdue' }).getByRole('rowheader').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Circulation' }).click();
    await expect(page.getByRole('img', { name: /^Check-outs \d/ })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/desk/calendar');
    await expect(page.getByRole('button', { name: /: Closed\. / }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add a closure' }).click();
    await expect(page.getByRole('dialog', { name: 'Add a closure' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit hours' }).click();
    await expect(page.getByRole('dialog', { name: 'Weekly hours' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/desk/settings');
    for (const [tab, shows] of [
      ['Library', page.getByRole('textbox', { name: 'Name' })],
      ['Branches', page.getByRole('table', { name: 'Desks' })],
      ['Transfers', page.getByRole('checkbox', { name: 'From Central to Riverside' })],
      ['Item types', page.getByRole('button', { name: 'Magazine' })],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(shows).toBeVisible();
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Magazine' }).click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Code' })).toBeVisible();
    await expectAccessible(page);
  });
});
