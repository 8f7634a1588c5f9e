// 一年: a year is played by the people who run it, from opening to response, chapter by chapter; with scripts, and without.
//
// Each chapter goes on from the one before, and every step is what somebody sees: words of links, buttons and fields.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open as openBrowser } from './chromium.mjs';
import { Town } from './year/town.mjs';
import * as accounts from './year/accounts.mjs';
import * as planning from './year/planning.mjs';
import * as writing from './year/writing.mjs';
import * as reviewing from './year/reviewing.mjs';
import * as publishing from './year/publishing.mjs';
import * as voice from './year/voice.mjs';
import * as autumn from './year/autumn.mjs';
import * as results from './year/results.mjs';
import * as epilogue from './year/epilogue.mjs';

const CHAPTERS = [
  ['the administrator begins, and sees nothing of the plans', accounts.begins],
  ['ten people are invited, each by an address that is good once', accounts.invited],
  ['two of them hold a second post', accounts.secondPost],
  ['one of the planning section opens the year, and another decides it', planning.opened],
  ['the help of a form is changed, and reaches its authors with its decision', planning.formChanged],
  ['an author writes goal and targets as people write them', writing.written],
  ['the finance section writes the amounts, and nothing else', writing.costed],
  ['a file proves a target', writing.proved],
  ['the sheet is handed in to the chief', writing.submitted],
  ['a blank that must be filled keeps another sheet back', writing.second],
  ['the chief returns it with a request that marks its words', reviewing.returned],
  ['the author mends it, answers, and hands it in again', reviewing.mended],
  ['the chief sees what changed since, and lets it go on', reviewing.passed],
  ['the head approves two sheets together', reviewing.together],
  ['the planning section asks, is answered, and decides', reviewing.decided],
  ['public relations sees it as residents will', publishing.previewed],
  ['it is published, and a resident finds it without its notes', publishing.published],
  ['residents are asked for their opinions', voice.asked],
  ['a resident sends one', voice.heard],
  ['it is read and answered, and its name stays inside', voice.read],
  ['a deadline is put off with a reason, and reminders are ready', autumn.extended],
  ['the middle of the year is looked back on', autumn.lookedBack],
  ['the next year is opened from this one', results.nextYear],
  ['the results are written and decided', results.measured],
  ['a resident sees the verdicts of the published rule', results.judged],
  ['the external evaluator writes an opinion', results.opined],
  ['the department answers it, in public', results.answered],
  ['an error that was published is corrected', epilogue.corrected],
  ['a resident sees the erratum and the verdict that turned', epilogue.erratum],
  ['the auditor reads who, when, why, before and after, and takes the export', epilogue.audited],
  ['an earlier version comes back as a draft only, and is withdrawn', epilogue.restored],
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
    test('the ledger holds, and no page failed in any browser', () => {
      assert.match(town.verifies(), /^990019\t\d+\t[0-9a-f]{64}$/m);
      assert.deepEqual(town.failures(), []);
    });
  });
}
