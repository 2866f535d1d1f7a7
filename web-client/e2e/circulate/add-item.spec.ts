import { newNumber, newWord } from '../support/library';
import { expect, test } from '../support/test';

test('a number that nothing has becomes a copy with its title, and is lent to the patron at the desk', async ({
  circulate,
  library,
  page,
}) => {
  const [patron, barcode, title] = [await library.patron(), newNumber(), `The ${newWord()} Diaries`];

  await circulate.serve(patron);
  await circulate.scan(barcode);
  await circulate.row(barcode).getByRole('button', { name: 'Add this item' }).click();
  const panel = circulate.panel('Add this item');
  await expect(panel.getByText(`It is then lent to ${patron.name}.`)).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type(title);
  await panel.getByRole('textbox', { name: 'Author' }).fill('Anon');
  await panel.getByRole('button', { name: 'Add and check out' }).click();
  const type = panel.getByRole('combobox', { name: 'Item type' });
  await expect(type).toHaveAccessibleDescription('Needed.');
  await type.selectOption('Book');
  await panel.getByRole('combobox', { name: 'Shelf at Central' }).selectOption('Fiction');
  await panel.getByRole('button', { name: 'Add and check out' }).click();

  await expect(circulate.row(title)).toContainText('Checked out');
  await expect(circulate.patron.getByText(title)).toBeVisible();
  await expect(panel).toBeHidden();
  await expect(circulate.scanBox).toBeFocused();
  const brief = await library.get<{ items: { title: string }[] }>('/api/v1/titles/brief?limit=200');
  expect(brief.items.map((one) => one.title)).toContain(title);
});
