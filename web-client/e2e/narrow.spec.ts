import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

// What 400 % zoom leaves of a usual screen.
test.use({ viewport: { width: 320, height: 640 } });

/** Nothing is wider than the screen, nor than the dialog that lies over it. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('[role="dialog"]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} in ${clientWidth}`),
  );
  expect(wide, page.url()).toEqual([]);
}

test('lending on a narrow screen, the patron in a sheet', async ({ circulate, library, page }) => {
  const [patron, item] = [
    await library.patron({ family_name: 'von Hohenstein-Oettingen zu Wallerfeld-Rosenthal' }),
    await library.item(),
  ];
  await circulate.scan(patron.card);
  await page.getByRole('button', { name: `Show ${patron.name}` }).waitFor();
  await circulate.scan(item.barcode);
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await circulate.scan(item.barcode);
  await expect(circulate.panel('They already have this item')).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: `Show ${patron.name}` }).click();
  const sheet = page.getByRole('dialog', { name: 'Patron at the desk' });
  await expect(sheet.getByText(item.title)).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('records and lists on a narrow screen', async ({ library, page }) => {
  const [patron, item] = [await library.patron(), await library.item()];
  await library.lend(patron, item);
  const screens = [
    { path: '/choose-desk', shows: page.getByRole('radio', { name: 'Front desk' }) },
    { path: '/desk/patrons/new', shows: page.getByRole('textbox', { name: 'Family name' }) },
    { path: '/desk/patrons/outgrown', shows: page.getByRole('heading', { name: 'Outgrown categories' }) },
    { path: `/desk/patrons/${patron.id}`, shows: page.getByRole('region', { name: 'Family' }) },
    { path: `/desk/patrons/${patron.id}?tab=loans`, shows: page.getByRole('button', { name: `Renew ${item.title}` }) },
    { path: `/desk/patrons/${patron.id}?tab=holds`, shows: page.getByRole('button', { name: 'Place a hold' }) },
    { path: '/desk/pull-list', shows: page.getByRole('heading', { name: 'Pull list' }) },
    { path: '/desk/hold-shelf', shows: page.getByRole('heading', { name: 'Hold shelf' }) },
    { path: '/desk/catalogue?q=pride', shows: page.getByRole('link', { name: 'Pride and Prejudice' }).first() },
    { path: `/desk/titles/${item.titleId}`, shows: page.getByRole('link', { name: item.barcode }) },
    {
      path: `/desk/items/${item.id}`,
      shows: page.getByRole('region', { name: 'On the shelf' }).getByText('This item'),
    },
  ];
  for (const { path, shows } of screens) {
    await page.goto(path);
    await expect(shows).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test('in Spanish, whose words are longer', async ({ library, page }) => {
  const [patron, item] = [await library.patron(), await library.item({ type: 'REFERENCE' })];
  await library.restrict(patron, 'Talk to a supervisor');
  await page.addInitScript(() => localStorage.setItem('carrel.language', '"es"'));
  await page.goto('/desk/circulate');
  const scanBox = page.getByRole('textbox', { name: 'Escanee' });
  for (const code of [patron.card, item.barcode]) {
    await expect(scanBox).toBeFocused();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('region', { name: 'No se ha prestado' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Pedir autorización' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  for (const { path, shows } of [
    { path: `/desk/patrons/${patron.id}`, shows: page.getByRole('region', { name: 'Familia' }) },
    { path: '/desk/patrons/new', shows: page.getByRole('textbox', { name: 'Apellidos' }) },
    { path: '/desk/catalogue?q=pride', shows: page.getByRole('link', { name: 'Pride and Prejudice' }).first() },
    { path: `/desk/items/${item.id}`, shows: page.getByRole('heading', { name: item.title }) },
  ]) {
    await page.goto(path);
    await expect(shows).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test.describe('signed in as a supervisor', () => {
  test.use({ role: 'supervisor' });

  test('supervision on a narrow screen, behind More', async ({ page }) => {
    await page.goto('/desk/circulate');
    for (const { name, shows } of [
      { name: 'Staff', shows: page.getByRole('link', { name: 'Ada Whitcombe' }) },
      { name: 'Policies', shows: page.getByRole('button', { name: /^Adult, Film:/ }) },
      { name: 'Audit', shows: page.getByRole('table', { name: 'Events' }) },
      { name: 'Nights', shows: page.getByRole('table', { name: 'Nights' }).getByText('Central').first() },
      { name: 'Lists', shows: page.getByRole('table', { name: 'Overdue' }).getByRole('rowheader').first() },
      { name: 'Settings', shows: page.getByRole('textbox', { name: 'Name' }) },
      { name: 'Calendar', shows: page.getByRole('region', { name: 'Weekly hours' }).getByText('Monday') },
    ]) {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('dialog', { name: 'More' }).getByRole('link', { name }).click();
      await expect(shows).toBeVisible();
      await expectNoSidewaysScroll(page);
    }

    await page.getByRole('button', { name: 'Edit hours' }).click();
    await expect(page.getByRole('dialog', { name: 'Weekly hours' }).getByLabel('Monday opens').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add an opening' }).click();
    await expect(page.getByRole('dialog').getByRole('radiogroup', { name: 'A closure or an opening' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.goto('/desk/settings');
    for (const [tab, shows] of [
      ['Branches', page.getByRole('table', { name: 'Desks' })],
      ['Transfers', page.getByRole('checkbox', { name: 'From Central to Riverside' })],
      ['Item types', page.getByRole('button', { name: 'Magazine' })],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(shows).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
    await page.getByRole('button', { name: 'Magazine' }).click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Code' })).toBeVisible();
    await expectNoSidewaysScroll(page);

    await page.goto('/desk/policies');
    await page.getByRole('button', { name: /^Adult, Film:/ }).click();
    const why = page.getByRole('region', { name: 'Adult · Film · Central' });
    await expect(why.getByRole('row').nth(5)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.goto('/desk/policies/new');
    await expect(page.getByRole('textbox', { name: 'Length of a loan' })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
