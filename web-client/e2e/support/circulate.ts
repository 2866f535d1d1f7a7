import { expect, type Locator, type Page } from '@playwright/test';

/** The screen of lending and taking back, as the person in front of it sees it. */
export class Circulate {
  readonly scanBox: Locator;
  /** What was done, newest first. */
  readonly rows: Locator;
  readonly patron: Locator;

  constructor(readonly page: Page) {
    this.scanBox = page.getByRole('textbox', { name: 'Scan a card or an item' });
    this.rows = page.getByRole('list', { name: 'Done in this session' }).getByRole('listitem');
    this.patron = page.getByRole('complementary', { name: 'Patron at the desk' });
  }

  async open(): Promise<void> {
    await this.page.goto('/desk/circulate');
    await expect(this.scanBox).toBeFocused();
  }

  /** What a scanner does: it types where the focus is, and ends with Enter. */
  async scan(code: string): Promise<void> {
    await expect(this.scanBox).toBeFocused();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
  }

  /** Scans a card and waits until its patron stands at the desk. */
  async serve({ card, name }: { card: string; name: string }): Promise<void> {
    await this.scan(card);
    await expect(this.patron.getByRole('heading', { name })).toBeVisible();
  }

  /** Chooses what a scan does. */
  async choose(mode: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'What a scan does' }).getByText(mode).click();
  }

  /** The row of what happened last to the thing of this name. */
  row(name: string): Locator {
    return this.rows.filter({ hasText: name }).first();
  }

  /** The panel that lays out why something needs a word or was refused. */
  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  reasons(panel: Locator): Locator {
    return panel.getByRole('list', { name: 'Reasons' }).getByRole('listitem');
  }
}
