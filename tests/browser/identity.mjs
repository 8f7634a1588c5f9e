// 庁内アカウントのサーバー: a certified OpenID Connect provider on a port of its own, and one that tells lies.

import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import Provider from 'oidc-provider';

const CLIENT = 'meyasu';
const SECRET = 'tanuki-no-shippo-ga-yonhon';

/** The file with which the program is told of a provider. */
export function settings(issuer, staff, more = '') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meyasu-openid-'));
  fs.writeFileSync(path.join(folder, 'secret'), `${SECRET}\n`);
  const file = path.join(folder, 'openid.toml');
  fs.writeFileSync(file, `[[provider]]
municipality = "990019"
issuer = "${issuer}"
client = "${CLIENT}"
secret-file = "secret"
address = "${staff}"
${more}`);
  return file;
}

function listen(handler) {
  return new Promise((resolve) => {
    const server = http.createServer((request, response) => handler.answer(request, response));
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** The real provider. Whoever signs in there under a name is that person: `preferred_username` is the name. */
export async function honest(staff) {
  const handler = {};
  const server = await listen(handler);
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const subjects = new Map();
  const provider = new Provider(issuer, {
    clients: [{
      client_id: CLIENT, client_secret: SECRET, grant_types: ['authorization_code'], response_types: ['code'],
      redirect_uris: [`${staff}/990019/sign-in/openid/back`],
    }],
    claims: { profile: ['preferred_username'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: subjects.get(id) ?? id }) }),
    cookies: { keys: [crypto.randomBytes(16).toString('hex')] },
  });
  handler.answer = provider.callback();
  const stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  /** The provider's page: who one is, and that we may know it. */
  const show = async (page, name) => {
    await page.waitForURL(`${issuer}/**`);
    await page.fill('input[name=login]', name);
    await page.fill('input[name=password]', 'any');
    await page.click('button[type=submit]');
    const consent = page.locator('button:has-text("Continue")');
    await Promise.race([consent.waitFor(), page.waitForURL(`${staff}/**`)]);
    if (await consent.count()) await consent.click();
    await page.waitForURL(`${staff}/**`);
  };
  return { issuer, stop, show, rename: (id, name) => subjects.set(id, name) };
}

/** A provider that lies as it is told to: `lie(claims, keys)` gives the token. */
export async function lying() {
  const handler = {};
  const server = await listen(handler);
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const liar = { issuer, privateKey, stranger, lie: null, back: (query) => query, stop: () => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  }) };
  let nonce;
  const json = (response, value, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
  handler.answer = (request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(response, {
        issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (url.pathname === '/keys') return json(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'a', use: 'sig', alg: 'RS256' }] });
    if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce');
      const query = new URLSearchParams({ code: 'one', state: url.searchParams.get('state') });
      response.writeHead(303, { location: `${url.searchParams.get('redirect_uri')}?${liar.back(query)}` });
      return response.end();
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: CLIENT, sub: 'kanri', preferred_username: 'kanri', nonce, iat: now, exp: now + 300, auth_time: now };
    return json(response, liar.answer ? liar.answer(claims) : { access_token: 'a', token_type: 'Bearer', id_token: liar.lie(claims) });
  };
  return liar;
}

/** A token of these claims. */
export function token(claims, key, head = { alg: 'RS256', kid: 'a' }) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part(head)}.${part(claims)}`;
  if (head.alg === 'none') return `${body}.`;
  if (head.alg === 'HS256') return `${body}.${crypto.createHmac('sha256', key).update(body).digest('base64url')}`;
  return `${body}.${crypto.sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

export { SECRET };
