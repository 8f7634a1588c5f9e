// 一年: a year is played by the people who run it, from opening to response, chapter by chapter; with scripts, and without.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open as openBrowser } from './chromium.mjs';
import { Town } from './year/town.mjs';
import * as accounts from './year/accounts.mjs';

const CHAPTERS = [
  ['the administrator begins', accounts.begins],
  ['everybody is invited by a one-time address', accounts.invited],
  ['some hold two posts', accounts.secondPost],
];

for (const scripts of [true, false]) {
  describe(scripts ? 'a year, with scripts' : 'a year, without scripts', () => {
    let browser;
    let town;
    let broken;
    before(async () => {
      browser = await openBrowser();
      town = await Town.begins(browser, scripts);
    });
    after(async () => {
      await browser?.close();
      await town?.ends();
    });
    for (const [title, chapter] of CHAPTERS) {
      test(title, async () => {
        assert.equal(broken, undefined, 'an earlier chapter failed');
        broken = title;
        await chapter(town);
        broken = undefined;
      });
    }
    test('the ledger holds, and nothing failed in any browser', () => {
      assert.match(town.verifies(), /^990019\t\d+\t[0-9a-f]{64}$/m);
      assert.deepEqual(town.failures(), []);
    });
  });
}
