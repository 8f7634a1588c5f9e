// Three clicks from the first page: what a resident, a council member and an auditor each came for, without scripts.

import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, tab } from './chromium.mjs';
import { click, home, stories } from './story.mjs';

const browser = await launch();
const story = stories(browser);

story('who knows only the name of a ward finds what it missed, with the reason', async (page) => {
  const promised = Number((await page.locator('main a', { hasText: /^未達成 \d+件（川端区役所）$/ }).textContent()).match(/\d+/)[0]);

  await click(page, '川端区役所');
  assert.match(await page.locator('h1').innerText(), /川端区役所/);
  const missed = page.locator('main section').filter({ has: page.getByRole('heading', { name: /届かなかった/ }) });
  const rows = missed.locator('tbody tr');
  assert.equal(await rows.count(), promised, 'the page of the ward shows as many as the first page says');
  for (const row of await rows.all()) {
    const [name, verdict] = [await row.locator('th a').innerText(), await row.locator('.badge').first().innerText()];
    assert.match(verdict, /未達成/, `${name} stands among those that missed their target`);
    assert.ok((await row.locator('th .why').innerText()).trim().length > 5, `${name}: no reason stands beside it`);
  }

  const name = await rows.first().locator('th a').innerText();
  await rows.first().locator('th a').click();
  await page.waitForLoadState();
  assert.equal(await page.locator('h1').innerText(), name);
  assert.match(await page.locator('.sentence').innerText(), /届かず|届きません/);
});

story('the list of what a ward missed is one click away', async (page) => {
  await click(page, /未達成.*川端区役所/);
  assert.match(page.url(), /department=kawabata/);
  assert.match(page.url(), /status=missed/);
  const rows = page.locator('main table tbody tr');
  const count = Number((await page.locator('#found').innerText()).match(/条件に合う(\d+)件/)[1]);
  assert.equal(await rows.count(), count);
});

story('what changed since last year is one click away', async (page) => {
  await click(page, '昨年度から何が変わったか');
  assert.match(page.url(), /\/pdca\//);
  assert.ok((await page.locator('main').innerText()).length > 200);
});

story('who begins with a field of life reaches the story of a work', async (page) => {
  await click(page, '防災・安全');
  await page.locator('.works a').first().click();
  await page.waitForLoadState();
  assert.ok(await page.getByRole('heading', { name: '取組のあらまし' }).isVisible());
});

story('who checks reaches the data to download', async (page) => {
  await click(page, 'データのダウンロード');
  assert.match(page.url(), /\/data\//);
  assert.ok(await page.locator('main a[href*=".csv"]').count() > 0, 'no CSV to download');
});

test('the menu of a telephone opens without scripts and holds every part of the site', async () => {
  const { page, problems, close } = await tab(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  await page.goto(home);
  const menu = page.locator('.menu nav');
  assert.equal(await menu.isVisible(), false);
  await page.locator('.menu summary').click();
  assert.ok(await menu.isVisible());
  const narrow = await menu.locator('a').allInnerTexts();
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(await page.locator('.parts a').allInnerTexts(), narrow);
  await close();
  assert.deepEqual(problems, []);
});

test('the form of the list leads to an address worth keeping', async () => {
  const { page, problems, close } = await tab(browser, { javaScriptEnabled: false });
  await page.goto(`${home}indicators/?lang=en`);
  await page.locator('.sieve summary').click();
  await page.locator('#sieve-status').selectOption('missed');
  await page.locator('.sieve button').click();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).search, '?status=missed&lang=en');
  await close();
  assert.deepEqual(problems, []);
});

story('what changed most stands first, and what may be chance behind it', async (page) => {
  const named = await page.locator('.moved a').first().innerText();
  await click(page, /すべての指標を変化の大きい順に見る/);
  assert.equal(new URL(page.url()).search, '?sort=change');
  const rows = page.locator('.charted tbody tr');
  assert.equal(await rows.first().locator('a').innerText(), named, 'the list begins with another one than the first page');
  const told = await rows.locator('.by').allInnerTexts();
  const group = (it) => [/誤差を超える/, /誤差の範囲|誤差は不明|回答した人/, /増減なし/, /前の実績なし|比べられません/].findIndex((words) => words.test(it));
  const proved = told.map(group).lastIndexOf(0);
  const chance = told.map(group).findIndex((it) => it > 0);
  assert.ok(proved >= 0 && (chance < 0 || proved < chance), told.join('\n'));
});

test('the list is sorted by keyboard alone', async () => {
  const { page, problems, close } = await tab(browser, { javaScriptEnabled: false });
  await page.goto(`${home}indicators/?status=missed`);
  await page.locator('.sieve summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('#sieve-sort').focus();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=/);
  assert.equal(new URL(page.url()).search, '?status=missed&sort=change');
  assert.ok((await page.title()).includes('変化の大きい順'));
  await close();
  assert.deepEqual(problems, []);
});
