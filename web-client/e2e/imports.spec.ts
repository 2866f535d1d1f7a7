import { newWord } from './support/library';
import { expect, test } from './support/test';

test.use({ role: 'supervisor' });

/** A record of ISO 2709 with a title and an item. */
function record(number: string, title: string, barcode: string): string {
  const fields = [
    ['001', number],
    ['245', `10\u001fa${title}`],
    ['949', `  \u001fi${barcode}\u001ftBOOK\u001flSTACKS`],
  ] as const;
  let directory = '';
  let data = '';
  for (const [tag, value] of fields) {
    directory += tag + String(value.length + 1).padStart(4, '0') + String(data.length).padStart(5, '0');
    data += `${value}\u001e`;
  }
  const base = 24 + directory.length + 1;
  const length = String(base + data.length + 1).padStart(5, '0');
  return `${length}nam a22${String(base).padStart(5, '0')}   4500${directory}\u001e${data}\u001d`;
}

test('a file is tried, taken in and reported', async ({ page }) => {
  const word = newWord();
  const good = record(`n${word}`, `Book ${word}`, `${word.toUpperCase()}1`);
  const file = {
    name: `${word}.mrc`,
    mimeType: 'application/marc',
    buffer: Buffer.from(`${good}rubbish\u001d`, 'latin1'),
  };
  const choose = async (): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'File', exact: true }).click(),
    ]);
    await chooser.setFiles(file);
  };
  await page.goto('/desk/imports');
  await page.getByRole('link', { name: 'Import a file' }).click();
  await choose();
  await page.getByRole('checkbox', { name: 'Make missing codes' }).check();
  await page.getByRole('button', { name: 'Try it first' }).click();
  await expect(page.getByText('Nothing was changed. If this is what you expect')).toBeVisible();
  await expect(page.getByRole('row', { name: 'No record begins here' })).toContainText(String(good.length));

  await page.goto('/desk/imports/new');
  await choose();
  await page.getByRole('checkbox', { name: 'Make missing codes' }).check();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('status').getByText('Done')).toBeVisible();
  await page.goto(`/desk/catalogue?q=${word}`);
  await expect(page.getByRole('link', { name: `Book ${word}` })).toBeVisible();
});

test('a table of patrons is tried, taken in and reported', async ({ page }) => {
  const word = newWord();
  const table = `external_id,family_name,given_name,category,birth_on\r\n${word},${word},Ann,ADULT,1990-04-02\r\n${word}2,${word},Bob,ADULT,2.4.1990\r\n`;
  const file = { name: `${word}.csv`, mimeType: 'text/csv', buffer: Buffer.from(table) };
  const choose = async (): Promise<void> => {
    await page.goto('/desk/imports/new');
    await page.getByLabel('What is in the file').selectOption({ label: 'Patrons' });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'File', exact: true }).click(),
    ]);
    await chooser.setFiles(file);
  };
  await choose();
  await expect(page.getByText('external_id, family_name, given_name, category')).toBeVisible();
  await page.getByRole('button', { name: 'Try it first' }).click();
  await expect(page.getByText('Nothing was changed. If this is what you expect')).toBeVisible();
  const refused = page.getByRole('row', { name: 'Not a date' });
  await expect(refused).toContainText('3');
  await expect(refused).toContainText('birth_on');

  await choose();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('status').getByText('Done')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the report' }).click();
  expect((await saved).suggestedFilename()).toBe(`${word}.csv-report.csv`);
});
