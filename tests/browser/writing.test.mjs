// 記入: what is typed is saved as it is typed, and nothing is lost: with and without scripts, while a word is composed, when the
// server dies, when two write at once.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { open as openBrowser } from './chromium.mjs';
import { Desk, TOWN } from './desk.mjs';

const SHEET = `/sheets/cal-2027-draft/kikaku`;
let browser;
let desk;
let context;

before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), Desk.start()]);
  context = await browser.newContext();
  const page = await context.newPage();
  await desk.begin(page);
  await desk.openYear(page);
  await page.close();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const boxes = 'textarea[name$="#vision"]';
const saved = (page) => page.waitForFunction(() => /保存済み/.test(document.getElementById('state').textContent), null, { timeout: 15000 });

async function open(options) {
  const own = options ? await browser.newContext({ ...options, storageState: await context.storageState() }) : context;
  const page = await own.newPage();
  await page.goto(desk.to(SHEET));
  return page;
}

test('what is typed is saved without a button, and said to be only then', async () => {
  const page = await open();
  await page.fill(boxes, '葛󠄀飾の𠮷野家と、髙﨑市');
  assert.match(await page.textContent('#state'), /保存していない/);
  await saved(page);
  await page.reload();
  assert.equal(await page.inputValue(boxes), '葛󠄀飾の𠮷野家と、髙﨑市');
  await page.close();
});

test('while a word is composed nothing is saved, and Enter sends nothing', async () => {
  const page = await open();
  const protocol = await page.context().newCDPSession(page);
  const posts = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  const line = 'input[name^="f:"][name$="#title"]';
  await page.fill(line, '');
  await page.focus(line);
  await page.waitForTimeout(300);
  posts.length = 0;
  await protocol.send('Input.imeSetComposition', { text: 'ぼうさい', selectionStart: 4, selectionEnd: 4 });
  await protocol.send('Input.imeSetComposition', { text: '防災', selectionStart: 2, selectionEnd: 2 });
  await page.waitForTimeout(3000);
  assert.deepEqual(posts, [], 'saved in the middle of a word');
  await protocol.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await protocol.send('Input.insertText', { text: '防災' });
  await protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
  await page.keyboard.press('Enter');
  await saved(page);
  assert.equal(page.url(), desk.to(SHEET), 'the form was sent');
  assert.ok(posts.every((url) => url.endsWith('/field')), posts.join(' '));
  await page.reload();
  assert.equal(await page.inputValue(line), '防災');
  await page.close();
});

test('without scripts the button saves, and Enter in a line is harmless', async () => {
  const page = await open({ javaScriptEnabled: false });
  await page.fill(boxes, '一行目\n二行目');
  await page.click('.save-bar button');
  assert.match(page.url(), /done=saved/);
  assert.equal(await page.inputValue(boxes), '一行目\n二行目');
  await page.fill('input[name^="f:"][name$="#number"]', '一');
  await page.press('input[name^="f:"][name$="#number"]', 'Enter');
  await page.waitForURL(/done=saved/);
  assert.equal(await page.inputValue('input[name^="f:"][name$="#number"]'), '一');
  await page.context().close();
});

test('when the server is gone it says so, and saves when it is back', async () => {
  const page = await open();
  await page.fill(boxes, '停電の前');
  await saved(page);
  await desk.kill();
  await page.fill(boxes, '停電の間に書いた');
  await page.waitForFunction(() => /保存できていません/.test(document.getElementById('state').textContent), null, { timeout: 15000 });
  await desk.run();
  await saved(page);
  await page.reload();
  assert.equal(await page.inputValue(boxes), '停電の間に書いた');
  await page.close();
});

test('a text that is too long stays on the page, says by how much, and is not sent again and again', async () => {
  const page = await open({});
  const sent = [];
  page.on('request', (request) => request.url().endsWith('/field') && sent.push(request.url()));
  for (const [length, excess] of [[67000, 334], [400000, 333334]]) {
    await page.fill(boxes, '字'.repeat(length));
    await page.locator(boxes).blur();
    await page.waitForSelector(`text=あと${excess}字減らしてください`, { timeout: 15000 });
    await page.waitForFunction(() => /保存できていません（1項目）/.test(document.getElementById('state').textContent));
    assert.equal(await page.evaluate((it) => document.querySelector(it).value.length, boxes), length);
  }
  assert.deepEqual(sent, []);
  await page.fill(boxes, '短くした文');
  await saved(page);
  assert.equal(sent.length, 1);
  // With the button it comes back with what was typed, and says why.
  await page.fill(boxes, '字'.repeat(67000));
  await page.click('.save-bar button');
  await page.waitForSelector('.problems >> text=あと334字減らしてください', { timeout: 15000 });
  assert.equal(await page.evaluate((it) => document.querySelector(it).value.length, boxes), 67000);
  await page.fill(boxes, 'やはり短い文');
  await saved(page);
  await page.goto(desk.to(SHEET));
  assert.equal(await page.inputValue(boxes), 'やはり短い文');
  await page.context().close();
});

test('two tabs in one field: neither text is lost, and one page makes one of them', async () => {
  const [one, two] = [await open(), await open()];
  await one.fill(boxes, '一つめの文。二つめの文。');
  await saved(one);
  await two.reload();
  await one.fill(boxes, '一つめを直した。二つめの文。');
  await saved(one);
  await two.fill(boxes, '一つめの文。二つめも直した。');
  await two.waitForSelector('text=見比べて一つにする', { timeout: 15000 });
  await two.click('text=見比べて一つにする');
  await two.waitForURL(/merge/);
  assert.equal(await two.inputValue('textarea[name^="m:"]'), '一つめを直した。二つめも直した。');
  await two.click('button:has-text("統合案を保存する")');
  await two.waitForURL(/done=merged/);
  assert.equal(await two.inputValue(boxes), '一つめを直した。二つめも直した。');
  await Promise.all([one.close(), two.close()]);
});

test('a session that ends keeps what was typed, and goes on after signing in', async () => {
  const page = await open({});
  await page.fill(boxes, 'サインアウトの前に書いた');
  await page.context().clearCookies();
  await page.waitForFunction(() => /サインアウトしています/.test(document.getElementById('state').textContent), null, { timeout: 15000 });
  const other = await page.context().newPage();
  await desk.signIn(other);
  // The page is of the earlier session, whose token is not good any more: it goes on under the new one by itself.
  await page.waitForFunction(() => /保存済み/.test(document.getElementById('state').textContent), null, { timeout: 90000 });
  await page.fill(boxes, 'サインインし直したあとに書いた');
  await saved(page);
  await page.reload();
  assert.equal(await page.inputValue(boxes), 'サインインし直したあとに書いた');
  await page.context().close();
});

test('an answer that was lost, a retry that is refused, and typing on: nobody crosses with themselves', async () => {
  const page = await open({});
  let arrived;
  const lost = new Promise((resolve) => { arrived = resolve; });
  await page.route('**/field', async (route) => {
    await route.fetch();
    await route.abort();
    await page.context().clearCookies();
    arrived();
  }, { times: 1 });
  await page.fill(boxes, '届いたが、返事が来なかった');
  await lost;
  await page.waitForFunction(() => /サインアウトしています/.test(document.getElementById('state').textContent), null, { timeout: 30000 });
  await page.fill(boxes, '届いたが、返事が来なかったので、書き足した');
  const other = await page.context().newPage();
  await desk.signIn(other);
  await page.waitForFunction(() => /保存済み/.test(document.getElementById('state').textContent), null, { timeout: 90000 });
  assert.equal(await page.locator('text=見比べて一つにする').count(), 0, 'crossed with its own author');
  await page.reload();
  assert.equal(await page.inputValue(boxes), '届いたが、返事が来なかったので、書き足した');
  await page.context().close();
});
