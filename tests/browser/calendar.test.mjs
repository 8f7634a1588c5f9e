// 予定表: what a calendar program reads, read by a parser that is not ours.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import ICAL from 'ical.js';
import { open as openBrowser } from './chromium.mjs';
import { Desk } from './desk.mjs';

let browser;
let desk;
let page;

before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), Desk.start()]);
  page = await (await browser.newContext()).newPage();
  await desk.begin(page);
  await desk.openYear(page);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Makes the address of one kind, and gives it. */
async function address(of) {
  await page.goto(desk.to('/account/calendar'));
  await page.click(`form[action$="/account/calendar"] button[value="${of}"]`);
  return page.locator('.key').innerText();
}

/** Every line of a file is short, ends as it must, and breaks no character. */
function lines(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const all = text.split('\r\n');
  assert.equal(all.pop(), '', 'the last line is ended too');
  for (const line of all) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!/[\r\n]/.test(line));
  }
  return text;
}

test('the year is a calendar of whole days that another parser understands', async () => {
  const response = await fetch(await address('town'));
  assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8');
  const calendar = new ICAL.Component(ICAL.parse(lines(new Uint8Array(await response.arrayBuffer()))));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH');
  const events = calendar.getAllSubcomponents('vevent').map((it) => new ICAL.Event(it));
  assert.ok(events.length > 3, `${events.length} deadlines`);
  assert.equal(new Set(events.map((it) => it.uid)).size, events.length, 'each has a name of its own');
  for (const it of events) {
    assert.ok(it.startDate.isDate && it.endDate.isDate, it.summary);
    assert.equal(it.endDate.subtractDate(it.startDate).toSeconds(), 86400, 'the end is the next day');
    assert.match(it.summary, /^期限　/);
    assert.equal(it.component.getFirstPropertyValue('url').startsWith(desk.site), true);
    assert.ok(it.sequence >= 0 && it.component.getFirstPropertyValue('last-modified'));
  }
});

test('what is read twice is the same, and an address that was ended opens nothing', async () => {
  const own = await address('own');
  const [first, second] = [await (await fetch(own)).text(), await (await fetch(own)).text()];
  assert.equal(first, second);
  await page.goto(desk.to('/account/calendar'));
  await page.click('form[action$="/revoke"] button[value="own"]');
  await page.waitForURL(/done=calendar-off/);
  assert.equal((await fetch(own)).status, 404);
});
