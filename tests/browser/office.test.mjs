// 職員の画面: every page of the staff's side, for those who see, hear or only use keys, on a wide and on a narrow screen.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { open as openBrowser } from './chromium.mjs';
import { Desk } from './desk.mjs';

const SHEET = '/sheets/cal-2027-draft/kikaku';
const PAGES = [
  '/', '/account', '/account/calendar', '/phrases', '/board/2027/findings', '/account/password', '/account/second', '/people', '/people/new',
  '/board', '/board/2027', '/board/2027/reminders', '/open/2028', '/drafts/', '/drafts/opening-2028', '/publish',
  '/forms', '/forms/form-2027-goals', '/forms/form-2027-goals/preview',
  SHEET, `${SHEET}/submit`, `${SHEET}/review`, `${SHEET}/history`, `${SHEET}/merge`, `${SHEET}/evidence`, '/history/', '{opening}', '{opening}/undo', '/reorganisations/', '/people/handover', '/manual/', '/manual/writing', '/manual/all', '/no-such-page',
];

let browser;
let desk;
let context;
/** Where the decision is that opened the year. */
let opening;
/** The address of a page of the list. */
const at = (path) => desk.to(path.replace('{opening}', opening));

before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), Desk.start()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await desk.begin(page);
  await desk.openYear(page);
  await page.goto(desk.to('/open/2028'));
  await page.click('button:has-text("この内容で起案する")');
  await page.waitForURL(/drafts/);
  await page.goto(desk.to('/history/'));
  const address = await page.locator('a', { hasText: '令和9年度を開く' }).first().getAttribute('href');
  opening = address.slice(address.indexOf('/history/'));
  await page.close();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

for (const path of PAGES) {
  test(`${path} has no barrier, fits 320 pixels, and its scripts fail nowhere`, async () => {
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 404/.test(message.text())) problems.push(message.text());
    });
    await page.goto(at(path));
    const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    assert.deepEqual(found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`), []);
    assert.equal(await page.locator('h1').count(), 1, 'one heading of the first order');
    await page.setViewportSize({ width: 320, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} pixels wide on a screen of 320`);
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test('the titles of the pages differ', async () => {
  const page = await context.newPage();
  const titles = new Map();
  for (const path of PAGES.filter((it) => it !== '/board')) {
    await page.goto(at(path));
    const title = await page.title();
    assert.ok(!titles.has(title), `${path} and ${titles.get(title)} are both called ${title}`);
    titles.set(title, path);
  }
  await page.close();
});

test('a sheet is filled in and handed in with keys alone', async () => {
  const page = await context.newPage();
  await page.goto(desk.to(SHEET));
  const reach = async (wanted, most = 120) => {
    for (let step = 0; step < most; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((text) => document.activeElement?.matches(text), wanted)) return;
    }
    assert.fail(`${wanted} is not reached by the tab key`);
  };
  await reach('textarea[name$="#vision"]');
  await page.keyboard.type('keys alone');
  await reach('.save-bar button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=saved/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'done', 'the focus is at what it came to');
  await reach('a.button[href$="/submit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/submit/);
  assert.match(await page.textContent('h1'), /提出の確認/);
  await page.close();
});
