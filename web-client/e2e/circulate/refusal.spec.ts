import { expect, test } from '../support/test';
import { password, staff } from '../support/staff';

test('every reason is told at once, and the assistant lifts what an assistant may', async ({ circulate, library }) => {
  // The demo library's patron with two items overdue.
  const patron = { name: 'Samuel Brooks', card: '2000000013' };
  const item = await library.item({ status: 'missing', check_out_message: 'Loose cover' });

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  const panel = circulate.panel('Not checked out');
  const reasons = circulate.reasons(panel);
  await expect(reasons).toHaveCount(3);
  await expect(reasons.filter({ hasText: 'more overdue items than allowed' })).toContainText(
    'You may allow this, with a reason',
  );
  await expect(reasons.filter({ hasText: 'recorded as missing' })).toContainText('Go on with a key');
  await expect(reasons.filter({ hasText: 'Loose cover' })).toContainText('Go on with a key');
  await expect(panel.getByRole('button', { name: 'Ask a supervisor' })).toBeHidden();

  await panel.getByRole('button', { name: 'Check out anyway' }).click();
  await expect(panel.getByText('Say why first.')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Reason' }).fill('Brings the others back tonight');
  await circulate.page.keyboard.press('Enter');

  await expect(circulate.row(item.title)).toContainText('Checked out');
  await expect(panel).toBeHidden();
  await expect(circulate.scanBox).toBeFocused();
});

test('what nobody may lift offers no way on', async ({ circulate, library }) => {
  const [patron, item] = [await library.patron(), await library.item({ status: 'withdrawn' })];
  await library.restrict(patron, 'Talk to a supervisor');

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  const panel = circulate.panel('Not checked out');
  const reasons = circulate.reasons(panel);
  await expect(reasons.filter({ hasText: 'This item was withdrawn.' })).toContainText('Nobody may allow this');
  await expect(reasons.filter({ hasText: 'The patron is restricted.' })).toContainText('A supervisor may allow this');
  await expect(panel.getByRole('button')).toHaveText([/^Leave it/]);

  await panel.getByRole('button', { name: 'Leave it' }).click();
  await expect(panel).toBeHidden();
  await expect(circulate.row(item.title)).toContainText('Refused');
  await expect(circulate.scanBox).toBeFocused();
});

test('a supervisor allows two things at the screen of the assistant, and both names are kept', async ({
  circulate,
  library,
  page,
  pageOf,
}) => {
  const [patron, item] = [await library.patron(), await library.item({ type: 'REFERENCE' })];
  await library.restrict(patron, 'Talk to a supervisor');
  const why = `Exhibition of ${patron.name}`;

  await circulate.serve(patron);
  await circulate.scan(item.barcode);
  const panel = circulate.panel('Not checked out');
  await expect(circulate.reasons(panel)).toHaveCount(2);
  await panel.getByRole('button', { name: 'Ask a supervisor' }).click();

  const dialog = page.getByRole('dialog', { name: 'A supervisor allows this' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Allow and go on' }).click();
  await expect(dialog.getByText('All three are needed.')).toBeVisible();
  await dialog.getByLabel("Supervisor's username").fill(staff.supervisor.username);
  await dialog.getByLabel("Supervisor's password").fill(password);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(why);
  await page.keyboard.press('Enter');

  await expect(dialog).toBeHidden();
  await expect(circulate.row(item.title)).toContainText('Checked out');
  await expect(circulate.scanBox).toBeFocused();
  await expect(page.getByRole('button', { name: `${staff.assistant.name}, Assistant` })).toBeVisible();

  const supervisor = await pageOf('supervisor');
  await supervisor.goto('/desk/audit');
  const event = supervisor.getByRole('row').filter({ hasText: why }).filter({ hasText: 'loan' }).first();
  await expect(event).toContainText(`${staff.assistant.name}, allowed by ${staff.supervisor.name}`);
});

test.describe('signed in as a supervisor', () => {
  test.use({ role: 'supervisor' });

  test('a supervisor passes a restriction with a reason and no second signature, then lifts it', async ({
    circulate,
    library,
    page,
  }) => {
    const [patron, item] = [await library.patron(), await library.item()];
    await library.restrict(patron, 'Talk to a supervisor');

    await circulate.serve(patron);
    await circulate.scan(item.barcode);
    const panel = circulate.panel('Not checked out');
    await expect(panel.getByRole('button', { name: 'Ask a supervisor' })).toBeHidden();
    await panel.getByRole('textbox', { name: 'Reason' }).fill('We spoke');
    await panel.getByRole('button', { name: 'Check out anyway' }).click();
    await expect(circulate.row(item.title)).toContainText('Checked out');

    await page.goto(`/desk/patrons/${patron.id}`);
    await expect(page.getByText('The patron is restricted.')).toBeVisible();
    await page.getByRole('button', { name: 'Lift the restriction: Talk to a supervisor' }).click();
    await expect(page.getByText('Nothing stops a check-out here.')).toBeVisible();
  });
});
