// 操作の手引き: every numbered step of the manual is carried out on the real program, by people of the roles that it names. A step
// that cannot be done, or says what is not so, fails with its chapter, its sentence and a picture.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { open as openBrowser } from './chromium.mjs';
import { Desk, PASSWORD } from './desk.mjs';
import { carryOut, chapter, chapters, isKnown } from './manual.mjs';

/** The chapters in the order of one year's work: what one leaves behind, the next finds. */
const STORY = [
  'setup', 'people', 'begin', 'account', 'transfer', 'year', 'forms', 'work', 'writing', 'evidence', 'money', 'submitting', 'reviewing',
  'returned', 'approving', 'board', 'deciding', 'publishing', 'history', 'opinion', 'comments', 'reorganising', 'audit', 'help',
];

/** Who takes part, beside those whom the chapters themselves register. The two who share a role are told apart by name. */
const PEOPLE = {
  企画課: { role: '企画課' },
  もう一人の企画課の職員: { role: '企画課' },
  課長: { role: '課長', organisation: '環境部' },
  部長: { role: '部長', organisation: '環境部' },
  財政課: { role: '財政課' },
  行政評価委員: { role: '行政評価委員' },
  広報: { role: '広報' },
  監査: { role: '監査' },
};

let browser;
let desk;
/** Each person's screen. */
const screens = new Map();

before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), Desk.start()]);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** The screen of whoever is said to act: the one browser that they have, signed in or not. */
async function screen(who) {
  if (!screens.has(who)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    screens.set(who, { page: await context.newPage(), password: PASSWORD, to: (rest) => desk.to(rest), file: evidence() });
  }
  return screens.get(who);
}

/** A file as one has at hand. */
function evidence() {
  const file = path.join(desk.folder, '測定結果.csv');
  if (!fs.existsSync(file)) fs.writeFileSync(file, '年度,値\n令和8年度,48\n');
  return file;
}

/** Registers the others, by the same pages that the chapter on people describes. */
async function gather() {
  for (const [who, { role, organisation }] of Object.entries(PEOPLE)) {
    const admin = await screen('システム管理者');
    await admin.page.goto(desk.to('/people/new'));
    const steps = [
      `**職員番号**に「${who}」と入力します。`, `**氏名**に「${who} 一郎」と入力します。`, `**役割**で「${role}」を選びます。`,
      ...(organisation ? [`**組織**で「${organisation}」を選びます。`] : []), '**登録して設定用アドレスを出す**を押します。',
    ];
    for (const step of steps) await carryOut(step, admin);
    const theirs = await screen(who);
    theirs.address = admin.address;
    for (const step of ['設定用アドレスを開きます。', '**パスワード（12文字以上）**に、決めたパスワードを入力します。', '**パスワード（もう一度）**に、決めたパスワードを入力します。', '**設定してサインインする**を押します。']) await carryOut(step, theirs);
  }
}

/** The round of the year that is under way is opened too: its stages are due, whatever day it is. */
async function openThisYear() {
  const { page } = await screen('企画課');
  await page.goto(desk.to('/open/2026'));
  await page.click('button:has-text("この内容で起案する")');
  await page.waitForURL(/drafts/);
  const other = await screen('もう一人の企画課の職員');
  await other.page.goto(page.url());
  await other.page.fill('#reason', '令和8年度を開く');
  await other.page.click('button:has-text("決裁する")');
  await other.page.waitForURL(/done=decided/);
  await page.goto(desk.to('/'));
}

test('every numbered step is a sentence that can be carried out, and says who does it', () => {
  const bad = chapters().flatMap(({ id, steps }) => steps.filter((it) => !isKnown(it.sentence) || !it.who).map((it) => `${id} ${it.section} ${it.number}: ${it.sentence}`));
  assert.deepEqual(bad, []);
});

test('every chapter with steps has its place in the story, and every chapter of the story has steps', () => {
  const with_steps = chapters().filter((it) => it.steps.length > 0).map((it) => it.id);
  assert.deepEqual([...STORY].sort(), with_steps.sort());
});

for (const id of STORY) {
  test(`the steps of ${id} can be done as they are written`, async () => {
    if (id === 'setup') (await screen('システム管理者')).address = desk.site + desk.setup;
    if (id === 'begin') (await screen('入力者')).address = (await screen('システム管理者')).address;
    if (id === 'year') {
      await gather();
      await openThisYear();
    }
    for (const step of chapter(id).steps) await follow(id, step);
  });
}

async function follow(id, { who, section, number, sentence }) {
  const theirs = await screen(who);
  try {
    await carryOut(sentence, theirs);
  } catch (error) {
    const picture = path.join(os.tmpdir(), `meyasu-manual-${id}-${number}.png`);
    await theirs.page.screenshot({ path: picture, fullPage: true }).catch(() => {});
    assert.fail(`docs/manual/${id}.md「${section}」${number}. ${sentence}（${who}、${theirs.page.url()}）\n${error.message}\n画面の写し：${picture}`);
  }
}
