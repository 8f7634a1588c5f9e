// What visitors do: by keyboard alone, in either language, at another time, and with things that nobody should type.

import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, restyle, tab } from './chromium.mjs';
import { axe } from './look.mjs';
import { follow } from './site.mjs';

const { address: home } = await follow('/');
const browser = await launch();

/** Runs a story in a page of its own; nothing may go wrong in the page meanwhile. */
function story(name, run, options) {
  test(name, async () => {
    const { page, problems, close } = await tab(browser, options);
    await run(page);
    await close();
    assert.deepEqual(problems, []);
  });
}

for (const part of ['', 'plan/', 'plan/basic-plan', 'plan/kawabata-2025', 'indicators/', 'indicators/feel-safety', 'departments/', 'decisions/17', 'search?q=%E9%98%B2%E7%81%BD', 'about/', '?lang=en']) {
  story(`by keyboard: ${home}${part}`, async (page) => {
    await page.goto(home + part);

    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => ({ is: document.activeElement.matches('a[href="#main"]'), box: document.activeElement.getBoundingClientRect().toJSON() }));
    assert.ok(skip.is, 'the first stop is not the link to the content');
    assert.ok(skip.box.left >= 0 && skip.box.top >= 0 && skip.box.width > 0, 'the link to the content cannot be seen when it has the focus');

    const stops = await walkStops(page);
    assert.deepEqual(stops.flatMap((stop) => stop.problems), []);
    assert.ok(stops.length > 5, `only ${stops.length} stops`);
    assert.deepEqual(stops.map((stop) => stop.order), stops.map((stop) => stop.order).sort((a, b) => a - b), 'stops are not in the order of the page');

    await page.goto(home + part);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement.id === 'main'), 'the link to the content does not lead there');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.compareDocumentPosition(document.querySelector('main')) & Node.DOCUMENT_POSITION_CONTAINS
      || document.activeElement.closest('footer')), 'after the link to the content, the next stop is before it');
  });
}

/** Presses Tab up to 60 times and tells, of each stop, where it is and what is wrong with it. */
async function walkStops(page) {
  const stops = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const it = document.activeElement;
      if (!it || it === document.body) return null;
      const [box] = it.getClientRects();
      const style = getComputedStyle(it);
      const what = it.outerHTML.slice(0, 100);
      const problems = [];
      if (!box || box.width === 0 || box.height === 0) problems.push(`a stop that cannot be seen: ${what}`);
      else {
        // WCAG 2.4.11: at least a part of it shows, and nothing lies over it.
        const [x, y] = [Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
        const top = document.elementFromPoint(Math.min(x, innerWidth - 1), y);
        if (!top || !(it.contains(top) || top.contains(it))) problems.push(`a stop under something else: ${what}`);
      }
      const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
      if (!marked) problems.push(`a stop without a visible focus: ${what}`);
      return { order: [...document.querySelectorAll('*')].indexOf(it), problems };
    });
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

for (const javaScriptEnabled of [true, false]) {
  story(`two characters and Enter find pages, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async (page) => {
    await page.goto(home);
    await page.locator('input[type=search]').focus();
    await page.keyboard.type('防災');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?/);
    assert.equal(new URL(page.url()).searchParams.get('q'), '防災');
    assert.match(await page.innerText('[role=status]'), /「防災」は\d+件/);
    assert.ok(await page.locator('mark').count() > 0, 'what was found is not marked');
    assert.equal(await page.locator('mark').first().innerText(), '防災');
    await page.locator('.hits a').first().click();
    assert.ok((await page.innerText('main')).includes('防災'), 'the page that was found does not have the words');
  }, { javaScriptEnabled });
}

story('letters of any width find the same', async (page) => {
  const said = [];
  for (const words of ['ＡＩ', 'AI', 'ai']) {
    await page.goto(`${home}search?q=${encodeURIComponent(words)}`);
    said.push((await page.innerText('[role=status]')).match(/\d+件|見つかり/)?.[0]);
  }
  assert.equal(new Set(said).size, 1, said.join(' '));
});

story('nothing found is said, and what to do', async (page) => {
  await page.goto(`${home}search?q=${encodeURIComponent('ぬるぽがっ')}`);
  assert.match(await page.innerText('[role=status]'), /見つかりませんでした。.+お試しください/);
});

story('an input method may use Enter for itself', async (page) => {
  await page.goto(home);
  await page.locator('input[type=search]').focus();
  const keys = await page.context().newCDPSession(page);
  await keys.send('Input.imeSetComposition', { text: 'ぼうさい', selectionStart: 4, selectionEnd: 4 });
  // While something is composed, the system sends the key to the input method: code 229.
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await keys.send('Input.insertText', { text: '防災' });
  assert.equal(await page.inputValue('input[type=search]'), '防災');
  assert.ok(!page.url().includes('/search'), 'the form was sent in the middle of a word');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?/);
});

story('the other language, and back', async (page) => {
  for (const part of ['', 'plan/basic-plan', 'indicators/feel-safety', 'search?q=%E9%98%B2%E7%81%BD', 'indicators/?asof=12']) {
    await page.goto(home + part);
    const japanese = page.url();
    await page.locator('a[hreflang=en]').click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en', part);
    assert.equal(new URL(page.url()).searchParams.get('lang'), 'en');
    await page.locator('nav a:visible').first().click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en', 'the language is lost on the next page');
    await page.goBack();
    await page.locator('a[hreflang=ja]').click();
    assert.equal(page.url(), japanese);
    assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  }
});

story('a page as of a day', async (page) => {
  await page.goto(`${home}indicators/feel-safety`);
  assert.equal(await page.locator('.past').count(), 0);
  await page.locator('#asof').fill('令和６年６月10日');
  await page.locator('#asof').press('Enter');
  await page.waitForURL(/asof=/);
  assert.match(await page.innerText('.past'), /2024|令和6年/);
  await page.locator('nav.parts a').first().click();
  assert.ok(await page.locator('.past').count() > 0, 'the day is lost on the next page');
  await page.goBack();
  await page.locator('.past a').click();
  assert.equal(await page.locator('.past').count(), 0);
});

story('a day that is none, and a day before everything', async (page) => {
  for (const [asof, words] of [['someday', /someday/], ['<b>x</b>', /<b>x<\/b>/], ['1999-01-01', /公表/]]) {
    await page.goto(home);
    await page.locator('#asof').fill(asof);
    await page.locator('#asof').press('Enter');
    await page.waitForURL(/asof=/);
    assert.match(await page.innerText('main'), words);
    assert.deepEqual(await axe(page), []);
    await page.locator('main a').first().click();
    assert.equal(await page.locator('h1').count(), 1);
  }
});

story('what a visitor types is text, never a part of the page', async (page) => {
  const payloads = [
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", '</title><script>alert(1)</script>',
    '{{7*7}}', '${7*7}', 'javascript:alert(1)', '<a href="https://evil.example/">x</a>', '&lt;b&gt;', '\u202e逆', '<!--', ']]>',
  ];
  for (const payload of payloads) {
    for (const address of [`${home}search?q=`, `${home}search?lang=en&q=`, `${home}?asof=`, `${home}plan/?asof=`, '/?lang=']) {
      await page.goto(address + encodeURIComponent(payload));
      const found = await page.evaluate(() => ({
        foreign: document.querySelectorAll('script, img, iframe, main svg[onload], a[href^="https:"], a[href^="javascript:"]').length,
        h1: document.querySelectorAll('h1').length,
      }));
      assert.deepEqual(found, { foreign: 0, h1: 1 }, `${address}${payload}`);
    }
    await page.goto(`${home}search?q=${encodeURIComponent(payload)}`);
    assert.ok((await page.innerText('h1')).includes(payload.trim()), `shown otherwise: ${payload}`);
  }
});

story('details open by keyboard', async (page) => {
  await page.goto(`${home}plan/basic-plan`);
  const closed = page.locator('details:not([open]) > summary:visible').first();
  if (await closed.count() === 0) return;
  await closed.focus();
  const handle = await closed.elementHandle();
  await page.keyboard.press('Enter');
  assert.ok(await handle.evaluate((it) => it.parentElement.open));
});

story('tables that are wider than the window scroll by keyboard', async (page) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto(`${home}budget/2025`); // Lists of indicators are cards on such a window; money stays a wide table.
  const table = page.locator('.scroll').first();
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.scroll').scrollLeft > 0, null, { timeout: 5000 });
});

story('a verdict is more than a colour', async (page) => {
  await page.goto(`${home}indicators/`);
  await restyle(page, '* { color: #000 !important; background: #fff !important }');
  const badges = await page.locator('.badge').allInnerTexts();
  assert.ok(badges.length > 10);
  for (const words of badges) assert.match(words, /[^\s●◆▲■―×○◎△A-D]/, `only a mark: ${words}`);
});
