import { expect, test } from '../support/test';

const scans = 12;

// Measured and told, not asserted: how fast it is depends on the machine and on what else it does.
test('the time from a scan to its painted answer', async ({ circulate, library, page }, testInfo) => {
  const patron = await library.patron();
  const items = await Promise.all(Array.from({ length: scans }, () => library.item()));
  await circulate.serve(patron);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    document.addEventListener('keydown', ({ key, timeStamp }) => {
      if (key !== 'Enter') return;
      const settled = () => document.querySelectorAll('li[data-tone]:not([data-tone="pending"])').length;
      const before = settled();
      new MutationObserver((_, observer) => {
        if (settled() === before) return;
        observer.disconnect();
        // The frame after the next one begins when this one is on the screen.
        requestAnimationFrame(() => requestAnimationFrame((now) => times.push(now - timeStamp)));
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  });

  for (const item of items) {
    await circulate.scan(item.barcode);
    await expect(circulate.row(item.title)).toContainText('Checked out');
  }

  await expect.poll(() => page.evaluate('window.times.length')).toBe(scans);
  const times = ((await page.evaluate('window.times')) as number[]).map(Math.round).sort((a, b) => a - b);
  const description = `median ${times[scans / 2]} ms, worst ${times.at(-1)} ms of ${scans} scans`;
  testInfo.annotations.push({ type: 'scan to painted answer', description });
  process.stdout.write(`     scan to painted answer: ${description}\n`);
});
