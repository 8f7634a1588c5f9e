// A list on a telephone: name, target, result and verdict are seen without scrolling sideways, and it stays a table for those who
// hear it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, tab } from './chromium.mjs';
import { follow } from './site.mjs';

const { address: home } = await follow('/');
const browser = await launch();

/** Lists, and how many cells of a row a visitor sees beside its name. */
const LISTS = [
  ['indicators/?status=missed', 4],
  ['indicators/?status=missed&lang=en', 4],
  ['status/2025', 3],
  ['departments/kawabata', 4],
  ['', 4],
];

for (const [path, cells] of LISTS) {
  for (const width of [375, 320]) {
    test(`${width} px: ${home}${path}`, async () => {
      const { page, problems, close } = await tab(browser, { viewport: { width, height: 800 } });
      await page.goto(home + path);
      const rows = await page.evaluate(() => {
        const inside = (it) => {
          const box = it.getBoundingClientRect();
          return box.left >= 0 && box.right <= document.documentElement.clientWidth && box.width > 0;
        };
        const drawn = (it) => it.getBoundingClientRect().width > 0;
        return [...document.querySelectorAll('.stacked tbody tr')].filter(drawn).map((row) => ({
          name: inside(row.querySelector('th a')),
          out: [...row.cells].filter((it) => drawn(it) && !inside(it)).map((it) => it.outerHTML.slice(0, 80)),
          seen: [...row.querySelectorAll('td')].filter(inside).length,
          unsaid: [...row.querySelectorAll('td')].filter((it) => drawn(it) && !it.dataset.head).length,
        }));
      });
      assert.ok(rows.length > 0, 'no rows');
      assert.deepEqual(rows.filter((it) => !it.name || it.out.length > 0 || it.unsaid > 0 || it.seen < cells), []);
      const wide = await page.evaluate(() => [...document.querySelectorAll('.scroll:has(.stacked, .tight)')].filter((it) => it.scrollWidth > it.clientWidth).length);
      assert.equal(wide, 0, 'a list must be scrolled sideways');
      assert.deepEqual(problems, []);
      await close();
    });
  }
}

test('a list of cards is read as the table that it is', async () => {
  const { page, close } = await tab(browser, { viewport: { width: 375, height: 800 } });
  await page.goto(`${home}indicators/?status=missed`);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const of = (role) => nodes.filter((it) => !it.ignored && it.role?.value === role);
  const rows = await page.locator('.stacked tbody tr').count();
  assert.equal(of('columnheader').length, 6);
  assert.equal(of('rowheader').length, rows);
  assert.ok(of('row').length > rows, `${of('row').length} rows of ${rows} and their heads`);
  const targets = await page.locator('.stacked td[data-head="目標"]').count();
  assert.equal(targets, rows);
  const said = of('cell').map((it) => it.name?.value ?? '').filter((it) => it.startsWith('目標'));
  assert.deepEqual(said, [], 'the head is read twice');
  await close();
});
