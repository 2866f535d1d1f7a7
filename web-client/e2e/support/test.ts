import { test as base, type Page } from '@playwright/test';
import { Circulate } from './circulate';
import { Library } from './library';
import { Sessions } from './sessions';
import type { Role } from './staff';

interface OfTest {
  /** Who is signed in when the test begins; null is nobody. */
  role: Role | null;
  /** Circulate, open and ready for the first scan. */
  circulate: Circulate;
  /** Another browser, of somebody else who is signed in. */
  pageOf: (role: Role) => Promise<Page>;
}

interface OfWorker {
  sessions: Sessions;
  library: Library;
}

const baseURL = process.env.CARREL_URL ?? 'http://127.0.0.1:8080';

export const test = base.extend<OfTest, OfWorker>({
  role: ['assistant', { option: true }],

  sessions: [
    async ({ playwright }, run) => {
      const own = { baseURL, extraHTTPHeaders: { origin: baseURL } };
      await run(
        new Sessions((cookies) => playwright.request.newContext({ ...own, storageState: { cookies, origins: [] } })),
      );
    },
    { scope: 'worker' },
  ],

  library: [
    async ({ playwright, sessions }, run) => {
      const request = await playwright.request.newContext({ baseURL });
      await run(new Library(request, sessions));
      await request.dispose();
    },
    { scope: 'worker' },
  ],

  context: async ({ context, role, sessions }, run) => {
    const session = role && (await sessions.lend(role));
    if (session) await context.addCookies(session.cookies);
    await run(context);
    if (role && session) sessions.giveBack(role, session, await context.cookies());
  },

  pageOf: async ({ browser, contextOptions, sessions }, run) => {
    const ends: (() => Promise<void>)[] = [];
    await run(async (role) => {
      const context = await browser.newContext(contextOptions);
      const session = await sessions.lend(role);
      await context.addCookies(session.cookies);
      ends.push(async () => {
        sessions.giveBack(role, session, await context.cookies());
        await context.close();
      });
      return context.newPage();
    });
    for (const end of ends) await end();
  },

  circulate: async ({ page }, run) => {
    const circulate = new Circulate(page);
    await circulate.open();
    await run(circulate);
  },
});

export { expect } from '@playwright/test';
