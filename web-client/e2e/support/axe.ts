import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What axe has against the page as it stands, in a shape that reads well in a report. */
async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  // The plain way of running it: there are no frames, and the other way opens a page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}, at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** The page in these colours, once it has been painted in them. */
async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

/** Nothing on the page stands in anybody's way, in daylight and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way to another would be measured in between.
  await wear(page, 'light');
  expect(await violations(page), 'in the light').toEqual([]);
  // Only the colours are others.
  await wear(page, 'dark');
  expect(await violations(page, ['color-contrast']), 'in the dark').toEqual([]);
}
