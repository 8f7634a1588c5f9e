// A picture of every kind of page, wide and narrow, for people to look at: node shots.mjs FOLDER

import path from 'node:path';
import { open, tab } from './chromium.mjs';
import { representative, walk } from './site.mjs';

const folder = process.argv[2];
const WIDTHS = [1280, 375];

const { pages } = await walk({ most: 1500, ofOneKind: 120 });
const chosen = representative(pages).filter(({ kind }) => !kind.includes('?') || /^\/\{code\}\/(plan\/\{id\})?\?/.test(kind));
const extra = ['/990019/search?q=%E9%98%B2%E7%81%BD', '/nowhere', '/990019/?asof=someday'];
const addresses = [...chosen.map(({ address }) => address), ...extra];

const browser = await open();
for (const width of WIDTHS) {
  const { page, close } = await tab(browser, { viewport: { width, height: 900 } });
  for (const address of addresses) {
    await page.goto(address);
    const name = decodeURIComponent(address).replace(/^\//, '').replace(/[^\p{L}\p{N}=-]+/gu, '_').replace(/_$/, '');
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await close();
}
// The picture of the readme: docs/site.png is a copy of it.
const { page } = await tab(browser, { viewport: { width: 1100, height: 1500 } });
await page.goto('/990019/indicators/neighborhood-rate');
await page.screenshot({ path: path.join(folder, 'site.png') });
await browser.close();
console.log(`${addresses.length * WIDTHS.length} pictures in ${folder}`);
