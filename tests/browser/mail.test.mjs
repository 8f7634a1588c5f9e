// 電子メール: letters are handed to a real SMTP server, which the tests start, encrypt, break and cut.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { SMTPServer } from 'smtp-server';

const PROGRAM = process.env.MEYASU_PROGRAM;
const here = (name) => path.join(import.meta.dirname, 'certificates', name);
const [key, cert] = ['server.key', 'server.pem'].map((name) => fs.readFileSync(here(name)));
const TO = 'hanako@city.example';

let folder;
before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meyasu-mail-')); });
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A mail server: what it received, whether it was encrypted, and how to stop it. */
async function server(options = {}, port = 0) {
  const received = [];
  const it = new SMTPServer({
    key, cert, logger: false, authOptional: true, disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => (username === 'meyasu' && password === '合言葉' ? done(null, { user: username }) : done(new Error('no such user'))),
    onData: (stream, session, done) => {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const { secure, user, envelope } = session;
        received.push({ text: Buffer.concat(parts).toString('utf8'), secure, user, to: envelope.rcptTo.map(({ address }) => address) });
        done(null, 'kept');
      });
    },
    ...options,
  });
  it.on('error', () => {}); // A client that goes away is no fault of the test's.
  await new Promise((resolve) => it.listen(port, '127.0.0.1', resolve));
  return { received, port: it.server.address().port, stop: () => new Promise((resolve) => it.close(resolve)) };
}

/** A file of settings. */
function settings(port, encryption, more = '') {
  const file = path.join(folder, `mail-${port}-${encryption}.toml`);
  fs.writeFileSync(path.join(folder, 'password'), '合言葉\n');
  fs.writeFileSync(file, `server = "localhost"\nport = ${port}\nencryption = "${encryption}"\nsender = "kikaku@city.example"\nsender-name = "企画課（めやす）"\nreply-to = "toiawase@city.example"\n${more}`);
  return file;
}

const trusted = `authority = "${here('authority.pem')}"\n`;
const signedIn = 'user = "meyasu"\npassword-file = "password"\n';

/** Hands one letter over: the exit code and what was said. */
function send(file, to = TO) {
  const child = spawn(PROGRAM, ['mail', file, '--to', to, '--name', '山田　花子'], { env: { ...process.env, MEYASU_LANG: 'ja' } });
  let said = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (part) => { said += part; });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

/** The words of a header, as a mail program shows them. */
function header(text, name) {
  const line = text.replace(/\r\n[ \t]+/g, ' ').split('\r\n').find((it) => it.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim().replace(/=\?utf-8\?b\?([^?]*)\?=\s*/gi, (_, base) => Buffer.from(base, 'base64').toString('utf8'));
}

for (const [encryption, options] of [['starttls', {}], ['tls', { secure: true }]]) {
  test(`a letter goes out encrypted (${encryption}), signed in, and comes in as it was written`, async () => {
    const it = await server({ ...options, authOptional: false });
    const { code, said } = await send(settings(it.port, encryption, trusted + signedIn));
    await it.stop();
    assert.equal(code, 0, said);
    const [letter] = it.received;
    assert.equal(it.received.length, 1);
    assert.deepEqual([letter.secure, letter.user, letter.to], [true, 'meyasu', [TO]]);
    assert.equal(header(letter.text, 'subject'), '【めやす】メールの設定の確認');
    assert.match(header(letter.text, 'from'), /企画課（めやす）.*<kikaku@city\.example>/);
    assert.match(header(letter.text, 'to'), /山田　花子.*<hanako@city\.example>/);
    assert.match(header(letter.text, 'reply-to'), /toiawase@city\.example/);
    assert.equal(header(letter.text, 'auto-submitted'), 'auto-generated');
    assert.match(header(letter.text, 'message-id'), /^<[0-9a-f]{32}@city\.example>$/);
    assert.match(header(letter.text, 'content-type'), /text\/plain; charset=utf-8/i);
    const body = Buffer.from(letter.text.split('\r\n\r\n').slice(1).join(''), 'base64').toString('utf8');
    assert.match(body, /めやすのメールの設定を確かめるための手紙です/);
  });
}

test('within a closed network a letter goes out without encryption, where the settings say so', async () => {
  const it = await server({ hideSTARTTLS: true });
  const { code, said } = await send(settings(it.port, 'none'));
  await it.stop();
  assert.equal(code, 0, said);
  assert.equal(it.received[0].secure, false);
});

test('a server that offers no encryption, or whom nobody vouches for, gets nothing', async () => {
  const bare = await server({ hideSTARTTLS: true });
  const stranger = await server();
  const answers = [await send(settings(bare.port, 'starttls', trusted)), await send(settings(stranger.port, 'starttls'))];
  await Promise.all([bare.stop(), stranger.stop()]);
  assert.deepEqual(answers.map(({ code }) => code), [75, 75], JSON.stringify(answers));
  assert.equal(bare.received.length + stranger.received.length, 0);
});

test('a wrong password is told in the words of the server, and the letter may be tried again', async () => {
  const it = await server({ authOptional: false, onAuth: (_who, _session, done) => done(Object.assign(new Error('5.7.8 wrong word'), { responseCode: 535 })) });
  const { code, said } = await send(settings(it.port, 'starttls', trusted + signedIn));
  await it.stop();
  assert.equal(code, 75, said);
  assert.match(said, /wrong word/);
  assert.ok(!said.includes('合言葉'), 'the password is never told');
});

test('what is refused for now is taken later; what is refused for good is not tried again', async () => {
  let busy = true;
  const refusing = (responseCode, words) => Object.assign(new Error(words), { responseCode });
  const it = await server({ onRcptTo: ({ address }, _session, done) => {
    if (address.startsWith('nobody')) return done(refusing(550, 'no such mailbox'));
    return done(busy ? refusing(451, 'come again later') : null);
  } });
  const file = settings(it.port, 'starttls', trusted);
  const first = await send(file);
  busy = false;
  const second = await send(file);
  const never = await send(file, 'nobody@city.example');
  await it.stop();
  assert.deepEqual([first.code, second.code, never.code], [75, 0, 1], JSON.stringify([first, second, never]));
  assert.match(first.said, /come again later/);
  assert.match(never.said, /no such mailbox/);
  assert.equal(it.received.length, 1);
});

test('a server that is down is waited for', async () => {
  const gone = await server();
  await gone.stop();
  const file = settings(gone.port, 'starttls', trusted);
  const down = await send(file);
  assert.equal(down.code, 75, down.said);
  const it = await server({}, gone.port);
  const up = await send(file);
  await it.stop();
  assert.equal(up.code, 0, up.said);
});

test('a connection that is cut in the middle of a letter is no letter', async () => {
  let sockets = [];
  const it = await server({ hideSTARTTLS: true, onData: (stream) => { stream.on('data', () => {}); sockets.forEach((socket) => socket.destroy()); } });
  const cut = await new Promise((resolve) => {
    // Between program and server stands one who cuts: it lets everything pass until the letter begins.
    import('node:net').then(({ default: net }) => {
      const between = net.createServer((near) => {
        const far = net.connect(it.port, '127.0.0.1');
        sockets = [near, far];
        for (const socket of sockets) socket.on('error', () => {});
        far.on('data', (part) => (part.toString().startsWith('354') ? sockets.forEach((socket) => socket.destroy()) : near.write(part)));
        near.on('data', (part) => far.write(part));
      });
      between.listen(0, '127.0.0.1', async () => {
        const answer = await send(settings(between.address().port, 'none'));
        between.close();
        resolve(answer);
      });
    });
  });
  await it.stop();
  assert.equal(cut.code, 75, cut.said);
  assert.equal(it.received.length, 0);
});

test('an address with something behind it goes nowhere', async () => {
  const it = await server({ hideSTARTTLS: true });
  for (const odd of [`${TO}\r\nBcc: x@y.example`, `${TO}, x@y.example`, `${TO}>\r\nRCPT TO:<x@y.example`, 'x']) {
    const { code } = await send(settings(it.port, 'none'), odd);
    assert.notEqual(code, 0, odd);
  }
  await it.stop();
  assert.equal(it.received.length, 0);
});

test('settings that cannot be meant are refused in a sentence', async () => {
  const file = path.join(folder, 'bad.toml');
  fs.writeFileSync(file, 'server = "localhost"\nencryption = "tls"\nsender = "a@b.example"\nprot = 1\n');
  const { code, said } = await send(file);
  assert.equal(code, 65, said);
  assert.match(said, /prot/);
  assert.equal((await send(path.join(folder, 'none.toml'))).code, 66);
});
