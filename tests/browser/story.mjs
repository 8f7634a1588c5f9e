// Stories: what a person does from the first page on, without scripts, on a desk and on a telephone.

import assert from 'node:assert/strict';
import test from 'node:test';
import { tab } from './chromium.mjs';
import { ask, follow } from './site.mjs';

/** The first page of the municipality. */
export const { address: home } = await follow('/');

/** Gives a function that runs a story, wide and narrow; nothing may go wrong in the page meanwhile. */
export function stories(browser) {
  return (name, run) => {
    for (const width of [1280, 375]) {
      test(`${name}, at ${width} px`, async () => {
        const { page, problems, close } = await tab(browser, { javaScriptEnabled: false, viewport: { width, height: 800 } });
        await page.goto(home);
        await run(page);
        await close();
        assert.deepEqual(problems, []);
      });
    }
  };
}

/** Clicks what a visitor sees, once, and waits for the page. */
export async function click(page, name, within = 'main') {
  await page.locator(within).getByRole('link', { name, exact: typeof name === 'string' }).first().click();
  await page.waitForLoadState();
}

/** Chooses a part of the site: from the row of links, or from the menu of a telephone. */
export async function choose(page, name) {
  const menu = page.locator('.menu summary');
  if (await menu.isVisible()) await menu.click();
  await click(page, name, 'header');
}

/** What programs are told, to hold against what people read. */
export async function told(path) {
  const answer = await ask(`${home}api/v1/${path}`);
  assert.equal(answer.status, 200, path);
  return JSON.parse(answer.text);
}

/** 「166億3,396万8,000円」 → 16633968000. */
export function yen(words) {
  const plain = words.replaceAll(',', '').replace('−', '-').trim();
  const [, sign, oku, man, rest] = plain.match(/^([-＋]?)(?:(\d+)億)?(?:(\d+)万)?(\d+)?円$/) ?? assert.fail(`no amount: ${words}`);
  const size = Number(oku ?? 0) * 1e8 + Number(man ?? 0) * 1e4 + Number(rest ?? 0);
  return sign === '-' ? -size : size;
}
