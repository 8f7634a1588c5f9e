// Every kind of page, in the browser: what a visitor can see, reach and read on it.
//
// The walk meets some 1,500 pages. A kind is a path with what its address asks, the language and the time among it; of each kind
// the largest page is taken, of a kind that asks nothing as many as show everything that occurs in it. Each is loaded once and
// asked everything: title and language, axe, width, targets, every stop of the keyboard, 320 px, wider spacing, text of 200 %,
// forced colours, less motion, paper; then once more without scripts.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { launch, tab } from './chromium.mjs';
import * as look from './look.mjs';
import { representative, walk } from './site.mjs';

/** Pages that no link leads to. */
const UNLINKED = ['/990019/search', '/990019/search?q=%E9%98%B2%E7%81%BD', '/990019/search?lang=en&q=%E9%98%B2%E7%81%BD', '/990019/search?q=%E3%81%AA%E3%81%97%E3%81%AA%E3%81%97'];

/** Pages of all municipalities, to which a site of one municipality has no links. */
const NATIONAL = ['/search', '/search?q=%E9%98%B2%E7%81%BD', '/search?q=%E9%98%B2%E7%81%BD&lang=en', '/compare', '/compare?lang=en', '/compare?q=%E5%89%B2%E5%90%88', '/prefectures/99/'];

/** Pages for addresses that lead nowhere, and their status. */
const ERRORS = [['/nowhere', 404], ['/990019/indicators/nothing', 404], ['/990019/indicators/nothing?lang=en', 404], ['/111111/', 404], ['/990019/?asof=someday', 400], ['/990019/?asof=1999-01-01', 404]];

const { pages } = await walk({ most: 1500, ofOneKind: 120 });
const chosen = representative(pages).map(({ kind, address }) => ({ kind, address, status: 200 }));
const all = [
  ...chosen,
  ...UNLINKED.map((address) => ({ kind: 'search', address, status: 200 })),
  ...NATIONAL.map((address) => ({ kind: 'national', address, status: 200 })),
  ...ERRORS.map(([address, status]) => ({ kind: 'error', address, status })),
];

const browser = await launch();

/** Two pages at a time: the tests wait for the browser, and the machine has two cores at least. */
const WORKERS = 2;

/** A worker keeps its two tabs, with and without JavaScript; a new page in them starts anew. */
const free = await Promise.all(Array.from({ length: WORKERS }, async () => ({ full: await tab(browser), plain: await tab(browser, { javaScriptEnabled: false }) })));

test('as many kinds as there are', (t) => {
  t.diagnostic(`${all.length} pages of ${new Set(all.map((it) => it.kind)).size} kinds, out of ${pages.size} that the walk met`);
  assert.ok(all.length > 180, `only ${all.length} pages`);
});

describe('every kind of page', { concurrency: WORKERS }, () => {
  for (const { kind, address, status } of all) {
    test(`${kind}: ${decodeURIComponent(address)}`, async () => {
      const tabs = free.pop();
      try {
        assert.deepEqual(await problemsOf(tabs, address, status), []);
      } finally {
        free.push(tabs);
      }
    });
  }
});

/** Everything that is asked of a page, in one visit. */
async function problemsOf({ full: { page, problems: heard }, plain }, address, status) {
  const problems = [];
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ forcedColors: null, reducedMotion: null, media: null });
  const answer = await page.goto(address);
  if (answer.status() !== status) problems.push(`answers ${answer.status()} instead of ${status}`);
  problems.push(...await look.head(page));
  problems.push(...await look.tongues(page));
  problems.push(...await look.axe(page));
  problems.push(...await look.overflow(page, 'at 1280 px'));
  problems.push(...await look.targets(page));
  problems.push(...await look.focus(page));
  problems.push(...await look.reflow(page));
  problems.push(...await look.media(page));
  problems.push(...await withoutScript(plain.page, address, await page.innerText('main')));
  problems.push(...heard.splice(0), ...plain.problems.splice(0));
  return problems;
}

/** The page says the same with JavaScript switched off. */
async function withoutScript(page, address, expected) {
  await page.goto(address);
  const said = await page.innerText('main');
  return said === expected ? [] : [`without JavaScript it says something else: ${said.slice(0, 200)}`];
}
