// 庁内アカウント: signing in with the organisation's own accounts, at a certified provider; and what is refused when a provider lies.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { open as openBrowser } from './chromium.mjs';
import { Desk, PASSWORD } from './desk.mjs';
import { SECRET, honest, lying, settings, token } from './identity.mjs';

let browser;
let desk;
let provider;

/** A desk with a provider, and its first account 「kanri」. */
async function open(kind, more) {
  let provider;
  const desk = await Desk.start(async ({ site }) => {
    provider = await kind(site);
    return ['--openid', settings(provider.issuer, site, more)];
  });
  const context = await browser.newContext();
  await desk.begin(await context.newPage());
  await context.close();
  return { desk, provider };
}

before(async () => {
  browser = await openBrowser();
  ({ desk, provider } = await open(honest));
});

after(async () => {
  await desk?.stop();
  await provider?.stop();
  await browser?.close();
});

async function visitor() {
  const context = await browser.newContext();
  return { context, page: await context.newPage() };
}

test('whoever the provider vouches for is signed in, and comes to where they wanted to be', async () => {
  const { context, page } = await visitor();
  await page.goto(desk.to('/people'));
  await page.click('a:has-text("庁内アカウントでサインイン")');
  await provider.show(page, 'kanri');
  assert.equal(page.url(), desk.to('/people'));
  await page.click('main a:has-text("目安 管理")');
  assert.match(await page.textContent('main'), /結び付き済み/);
  const cookies = await context.cookies();
  assert.ok(!cookies.some((it) => it.name === 'meyasu-openid'), 'the try is over');
  await context.close();
});

test('somebody who has no account here is told so, and comes nowhere', async () => {
  const { context, page } = await visitor();
  await page.goto(desk.to('/sign-in'));
  await page.click('a:has-text("庁内アカウントでサインイン")');
  await provider.show(page, 'dareka');
  assert.match(await page.textContent('[role=alert]'), /職員として登録されていません/);
  await page.goto(desk.to('/'));
  assert.match(page.url(), /sign-in/);
  await context.close();
});

test('a number that passes to another person does not take the old account with it', async () => {
  const { context, page } = await visitor();
  provider.rename('newcomer', 'kanri');
  await page.goto(desk.to('/sign-in'));
  await page.click('a:has-text("庁内アカウントでサインイン")');
  await provider.show(page, 'newcomer');
  assert.match(await page.textContent('[role=alert]'), /別の庁内アカウントに結び付いています/);
  await context.close();
});

test('an answer that was made for another browser opens nothing', async () => {
  const [mine, theirs] = [await visitor(), await visitor()];
  let back;
  theirs.page.on('request', (request) => {
    if (request.url().includes('/sign-in/openid/back')) back = request.url();
  });
  await theirs.page.goto(desk.to('/sign-in'));
  await theirs.page.click('a:has-text("庁内アカウントでサインイン")');
  await provider.show(theirs.page, 'kanri');
  assert.ok(back?.includes('code='), 'the provider answered');
  const answered = await mine.page.goto(back);
  assert.equal(answered.status(), 400);
  assert.match(await mine.page.textContent('[role=alert]'), /確かめられませんでした/);
  await mine.page.goto(desk.to('/sign-in/openid'));
  const crossed = await mine.page.goto(back);
  assert.equal(crossed.status(), 400, 'nor in a browser with a try of its own');
  await Promise.all([mine.context.close(), theirs.context.close()]);
});

test('one can show anew at the provider who one is, and nobody can in one’s place', async () => {
  const { context, page } = await visitor();
  await page.goto(desk.to('/sign-in'));
  await page.click('a:has-text("庁内アカウントでサインイン")');
  await provider.show(page, 'kanri');
  await page.goto(desk.to('/prove/openid'));
  await provider.show(page, 'kanri');
  assert.match(await page.textContent('h1'), /ご本人であることを確かめました/);
  const found = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(found.violations.map((it) => it.id), []);
  await page.goto(desk.to('/prove/openid'));
  await provider.show(page, 'dareka');
  assert.match(await page.textContent('[role=alert]'), /別の庁内アカウント/, 'somebody else proves nothing');
  await context.close();
});

test('the sign-in page with the organisation’s accounts has no barrier and fits 320 pixels', async () => {
  const { context, page } = await visitor();
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(desk.to('/sign-in'));
  const found = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(found.violations.map((it) => it.id), []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await context.close();
});

test('a provider that is down is told as such, and the password goes on', async () => {
  const { context, page } = await visitor();
  const down = await Desk.start(async ({ site }) => ['--openid', settings('http://127.0.0.1:9', site)]);
  await down.begin(page);
  await context.clearCookies();
  const answered = await page.goto(down.to('/sign-in/openid'));
  assert.equal(answered.status(), 502);
  assert.match(await page.textContent('[role=alert]'), /問い合わせできません/);
  await down.signIn(page, 'kanri', PASSWORD);
  await down.stop();
  await context.close();
});

const LIES = {
  'signed by a stranger': (claims, it) => token(claims, it.stranger),
  'not signed at all': (claims) => token(claims, null, { alg: 'none' }),
  'signed with the word that both know': (claims) => token(claims, SECRET, { alg: 'HS256' }),
  'for another client': (claims, it) => token({ ...claims, aud: 'somebody' }, it.privateKey),
  'of another provider': (claims, it) => token({ ...claims, iss: 'https://id.example' }, it.privateKey),
  'for another try': (claims, it) => token({ ...claims, nonce: 'x' }, it.privateKey),
  'without a word of the try': ({ nonce, ...claims }, it) => token(claims, it.privateKey),
  'out of date': (claims, it) => token({ ...claims, exp: claims.iat - 600, iat: claims.iat - 900 }, it.privateKey),
  'made in the future': (claims, it) => token({ ...claims, iat: claims.iat + 600 }, it.privateKey),
  'changed on the way': (claims, it) => {
    const [head, , mark] = token({ ...claims, sub: 'x' }, it.privateKey).split('.');
    return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${mark}`;
  },
  'no token': () => undefined,
};

test('what a provider says is believed only where it can be trusted', async (t) => {
  const { desk, provider: liar } = await open(lying);
  const { context, page } = await visitor();
  const come = async () => {
    await context.clearCookies();
    const answered = await page.goto(desk.to('/sign-in/openid'));
    return { status: answered.status(), url: page.url(), said: await page.textContent('main') };
  };
  for (const [name, lie] of Object.entries(LIES)) {
    await t.test(`a token ${name}`, async () => {
      liar.lie = (claims) => lie(claims, liar);
      const came = await come();
      assert.match(came.said, /応答を確かめられませんでした|問い合わせできません/, name);
      assert.ok(came.status >= 400, `${came.status}`);
    });
  }
  liar.lie = (claims) => token(claims, liar.privateKey);
  for (const [name, back] of [
    ['with another state', (query) => ((query.set('state', 'x')), query)],
    ['of another provider, as it says itself', (query) => ((query.set('iss', 'https://id.example')), query)],
    ['that is a refusal', () => { const q = new URLSearchParams({ error: 'access_denied' }); return q; }],
  ]) {
    await t.test(`an answer ${name}`, async () => {
      liar.back = back;
      assert.ok((await come()).status >= 400);
    });
  }
  liar.back = (query) => query;
  for (const [name, answer] of [
    ['no JSON', () => '<html>'], ['an endless name', () => JSON.stringify({ error: 'x'.repeat(2_000_000) })], ['nothing', () => ''],
  ]) {
    await t.test(`an answer that is ${name}`, async () => {
      liar.answer = answer;
      const came = await come();
      assert.equal(came.status, 502);
      assert.match(came.said, /問い合わせできません/);
    });
  }
  liar.answer = null;
  await t.test('and the truth is believed', async () => {
    const came = await come();
    assert.equal(came.url, desk.to('/'));
  });
  await context.close();
  await desk.stop();
  await liar.stop();
});
