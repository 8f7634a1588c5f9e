// Money, reports and comparisons: found by links from the first page, and the same as what programs are told.

import assert from 'node:assert/strict';
import { launch } from './chromium.mjs';
import { choose, click, stories, told, yen } from './story.mjs';

const story = stories(await launch());

/** The texts of a row's cells. */
const cells = (row) => row.locator('td').allInnerTexts();

/** The record that a link leads to. */
const record = async (link) => decodeURIComponent(new URL(await link.getAttribute('href'), 'http://site').pathname.split('/').pop());

story('who asks what the goals cost finds the year, its goals, and the amount that was decided', async (page) => {
  await click(page, '目的ごとの予算と決算');
  const year = page.locator('main table').first().locator('tbody tr').filter({ hasText: '%' }).first();
  const name = await year.locator('th').innerText();
  const [initial, , budget, settled] = await cells(year);

  await year.locator('th a').click();
  await page.waitForLoadState();
  assert.equal(await page.locator('.sentence').innerText().then((it) => it.includes(budget) && it.includes(settled)), true, 'the year says another sum');
  assert.match(await page.locator('h1').innerText(), new RegExp(name));
  const tops = await page.locator('.goals tbody tr').filter({ has: page.locator('.deep0') }).all();
  const sums = await Promise.all(tops.map(async (row) => yen((await cells(row))[0])));
  assert.equal(sums.reduce((a, b) => a + b, 0), yen(initial), 'the goals do not add up to the plan');

  const project = page.locator('.goals tbody tr').filter({ has: page.locator('.deep2') }).first();
  const [own, , , spent] = await cells(project);
  const digits = new URL(page.url()).pathname.split('/').pop();
  const { items } = await told(`amounts?fiscal_year=${digits}&element=${await record(project.locator('th a'))}`);
  const decided = (kind) => items.find((it) => it.kind.code === kind).yen;
  assert.deepEqual([yen(own), yen(spent)], [decided('initial'), decided('settled')]);
  await project.locator('th a').click();
  await page.waitForLoadState();
  assert.ok((await page.locator('main').innerText()).includes(spent), 'the page of the work says another amount');
});

story('a year of another plan leads to the money of that plan', async (page) => {
  await choose(page, '予算と決算');
  const plan = page.locator('main section').nth(1);
  const row = plan.locator('tbody tr').first();
  const [name, [initial]] = [await plan.locator('h2').innerText(), await cells(row)];
  await row.locator('th a').click();
  await page.waitForLoadState();
  assert.ok((await page.locator('h1').innerText()).endsWith(name), `${await page.locator('h1').innerText()} is not of ${name}`);
  assert.ok((await page.locator('.sentence').innerText()).includes(initial));
});

story('who asks what is not reported yet finds each of them, and when it comes', async (page) => {
  await click(page, /報告の状況/);
  const [, all] = (await page.locator('.sentence').innerText()).match(/指標は(\d+)件/);
  const counts = page.locator('.counts a');
  const numbers = (await counts.allInnerTexts()).map((it) => Number(it.match(/(\d+)件/)[1]));
  assert.equal(numbers.reduce((a, b) => a + b, 0), Number(all), 'the counts are not the whole');

  const counting = counts.filter({ hasText: '集計中' });
  const promised = Number((await counting.innerText()).match(/(\d+)件/)[1]);
  await counting.click();
  await page.waitForLoadState();
  const rows = page.locator('main section').last().locator('tbody tr');
  assert.equal(await rows.count(), promised);
  const year = Number(new URL(page.url()).pathname.split('/').pop());
  for (const row of await rows.all()) {
    assert.match(await row.locator('.why').innerText(), /次回更新|\d/);
    const { data } = await told(`indicators/${await record(row.locator('th a'))}/series`);
    const point = data.points.find((it) => it.fiscal_year.year === year);
    assert.deepEqual([point.actual.value, point.judgement.outcome.code], [null, 'not_yet'], data.name);
  }
});

story('who compares two answers of residents ticks them and reads the same figures as programs do', async (page) => {
  await choose(page, '指標');
  const ticks = page.locator('.tick');
  const ids = [];
  for (const tick of [ticks.nth(0), ticks.nth(1)]) {
    await tick.check();
    ids.push(await tick.getAttribute('value'));
  }
  await page.getByRole('button', { name: '印を付けた指標を比べる' }).click();
  await page.waitForLoadState();
  assert.deepEqual(new URL(page.url()).searchParams.getAll('i'), ids);
  assert.match(await page.locator('main').innerText(), /値の大小は比べられません/, 'two questions are compared as if they were one');
  const all = await Promise.all(ids.map(async (id) => (await told(`indicators/${id}/series`)).data));
  const row = page.locator('table.compared').first().locator('tbody tr').first();
  const year = await row.locator('th').innerText();
  const expected = all.map((it) => it.points.find((point) => point.fiscal_year.ja === year).actual.value + it.unit);
  const found = await cells(row);
  assert.deepEqual(found.map((it, at) => it.startsWith(expected[at])), [true, true], `${found} ${expected}`);
});

story('who reads evaluations finds the year, a sheet, and what was decided next', async (page) => {
  await choose(page, '評価');
  const year = page.locator('main .links li').filter({ hasText: '外部評価' }).first();
  const said = await year.locator('small').innerText();
  await year.locator('a').click();
  await page.waitForLoadState();
  assert.ok((await page.locator('.sentence').innerText()).includes(said), 'the year counts other evaluations');
  await page.locator('main table.figures').last().locator('tbody th a').first().click();
  await page.waitForLoadState();
  assert.match(page.url(), /\/evaluations\/\d{4}\/[^/]+$/);
});
