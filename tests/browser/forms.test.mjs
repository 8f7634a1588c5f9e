// 様式と根拠資料: a form is edited and files are attached in a real browser, with scripts and without, and nothing that was said to be
// kept is lost when the server dies.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import test, { after, before } from 'node:test';
import { open as openBrowser } from './chromium.mjs';
import { Desk } from './desk.mjs';

const FORM = '/forms/form-2027-goals';
const SHEET = '/sheets/cal-2027-draft/kikaku';
const PDF = { name: '区民意識調査（速報）葛󠄀飾𠮷.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 本文') };

let browser;
let desk;

before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), Desk.start()]);
  const page = await browser.newPage();
  await desk.begin(page);
  await desk.openYear(page);
  await page.close();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

async function clerk(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await desk.signIn(page);
  return page;
}

test('what is typed into a form is saved on the way, and is there after the server died', async () => {
  const page = await clerk();
  await page.goto(desk.to(FORM));
  await page.locator('#f-0-0 summary').click();
  await page.fill('#fl-0-0', '区民と目ざす姿');
  await page.locator('#form-state', { hasText: '保存済み' }).waitFor();
  await desk.restart();
  await page.goto(desk.to(FORM));
  assert.equal(await page.inputValue('#fl-0-0'), '区民と目ざす姿');
  await page.context().close();
});

test('a session that ends keeps what was typed into a form, and it is saved after signing in again', async () => {
  const page = await clerk();
  await page.goto(desk.to(FORM));
  await page.locator('#f-0-0 summary').click();
  await page.fill('#fl-0-0', 'サインアウトの前');
  await page.context().clearCookies();
  await page.locator('#form-state', { hasText: 'サインアウトしています' }).waitFor();
  await page.fill('#fl-0-0', 'サインアウトのあと');
  const other = await page.context().newPage();
  await desk.signIn(other);
  await page.locator('#form-state', { hasText: '保存済み' }).waitFor();
  await page.reload();
  assert.equal(await page.inputValue('#fl-0-0'), 'サインアウトのあと');
  await page.context().close();
});

test('a refused form in which only boxes were changed is not taken for saved, and is saved by itself', async () => {
  const page = await clerk();
  await page.goto(desk.to(FORM));
  await page.locator('#f-0-0 summary').click();
  const before = await page.isChecked('#fr-0-0');
  // More than any form of ours holds comes along with it.
  const heavy = (route) => route.continue({ postData: `${route.request().postData()}&heavy=${'x'.repeat(1500000)}` });
  await page.route((url) => url.pathname.endsWith(FORM), heavy, { times: 1 });
  await page.setChecked('#fr-0-0', !before);
  await page.locator('.save-bar button').click();
  await page.locator('.problems', { hasText: 'もとの欄に残してあります' }).waitFor();
  assert.equal(await page.isChecked('#fr-0-0'), !before);
  const asked = [];
  page.on('dialog', async (dialog) => { asked.push(dialog.type()); await dialog.dismiss(); });
  await page.mouse.click(5, 5);
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ['beforeunload'], 'leaving it is warned of');
  await page.locator('#form-state', { hasText: '保存済み' }).waitFor();
  await page.goto(desk.to(FORM));
  assert.equal(await page.isChecked('#fr-0-0'), !before);
  await page.context().close();
});

test('a form is edited by the keyboard and without scripts', async () => {
  const page = await clerk({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
  await page.goto(desk.to(FORM));
  const first = await page.locator('#part-1 .askings summary').first().innerText();
  await page.locator('#part-1 .askings > li:nth-child(2) summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('#part-1 .askings > li:nth-child(2) button', { hasText: '上へ' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=form-saved/);
  const second = await page.locator('#part-1 .askings > li:nth-child(2) summary').innerText();
  assert.equal(second, first, 'the first is the second now');
  await page.goto(desk.to(`${FORM}/preview`));
  assert.ok(await page.locator('fieldset[disabled]').count(), 'the preview cannot be written in');
  await page.context().close();
});

test('Enter while a word is composed sends no form', async () => {
  const page = await clerk();
  await page.goto(desk.to(FORM));
  await page.locator('#f-name').focus();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'もくひょう', selectionStart: 5, selectionEnd: 5 });
  await page.keyboard.press('Enter');
  await client.send('Input.insertText', { text: '目標' });
  assert.ok(page.url().endsWith(FORM), page.url());
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`files are attached ${javaScriptEnabled ? 'with' : 'without'} scripts, after what was typed is saved`, async () => {
    const page = await clerk({ javaScriptEnabled });
    await page.goto(desk.to(SHEET));
    const words = `担い手が足りない。${javaScriptEnabled}`;
    const box = page.locator('textarea[name^="f:"]').nth(javaScriptEnabled ? 0 : 1);
    await box.fill(words);
    await page.locator('button[name=evidence]').nth(javaScriptEnabled ? 0 : 1).click();
    await page.waitForURL(/evidence\?field=/);
    await page.setInputFiles('#file', [PDF, { ...PDF, name: '道具.exe' }]);
    await page.locator('section.panel button').click();
    await page.locator('.problems', { hasText: '道具.exe' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.files a').first().click()]);
    assert.equal(download.suggestedFilename(), PDF.name);
    assert.deepEqual(fs.readFileSync(await download.path()), PDF.buffer);
    await page.goto(desk.to(SHEET));
    assert.equal(await page.locator('textarea[name^="f:"]').nth(javaScriptEnabled ? 0 : 1).inputValue(), words);
    assert.ok(await page.locator('.proofs a', { hasText: PDF.name }).count());
    await page.context().close();
  });
}
