// Every page as markup: the Nu HTML checker, the one behind validator.w3.org, reads all of them in one call.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { ask, walk } from './site.mjs';

const JAR = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), 'node_modules/vnu-jar/build/dist/vnu.jar');

/** Pages that no link leads to. */
const UNLINKED = ['/nowhere', '/search', '/search?q=%E9%98%B2%E7%81%BD&lang=en', '/compare', '/compare?lang=en', '/prefectures/99/', '/990019/indicators/nothing?lang=en', '/990019/?asof=someday', '/990019/search?q=%E9%98%B2%E7%81%BD', '/990019/search?q=%3Cscript%3E'];

/** What the checker says that is no fault, and why. */
const KNOWN = [];

/** Runs the checker over a folder of pages. It ends with 1 where it found anything. */
function check(folder) {
  return new Promise((resolve, reject) => {
    const words = ['-Xss8m', '-jar', JAR, '--stdout', '--format', 'json', folder];
    execFile('java', words, { maxBuffer: 64 << 20 }, (error, said) => {
      if (error && error.code !== 1) reject(new Error(`the checker failed: ${error.message}`));
      else resolve(JSON.parse(said).messages);
    });
  });
}

test('no page has a fault that the Nu HTML checker finds', async () => {
  const { pages } = await walk({ most: 1500, ofOneKind: 40 });
  const all = [...pages].filter(([, page]) => page.isPage).map(([address, { text }]) => ({ address, text }));
  for (const address of UNLINKED) all.push({ address, text: (await ask(address)).text });
  assert.ok(all.length > 100, `only ${all.length} pages were found`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meyasu-html-'));
  try {
    const name = (at) => `${String(at).padStart(5, '0')}.html`;
    await Promise.all(all.map(({ text }, at) => writeFile(path.join(folder, name(at)), text)));
    const messages = await check(folder);
    const faults = new Map(); // One line a kind of fault: a template's fault stands on many pages.
    for (const { type, url, lastLine, message, extract } of messages.filter(({ message: it }) => !KNOWN.some((known) => known.test(it)))) {
      const page = decodeURIComponent(all[Number(path.basename(url, '.html'))].address);
      const [count, first] = faults.get(message) ?? [0, `${page}:${lastLine}: ${type}: ${message} ${(extract ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)}`];
      faults.set(message, [count + 1, first]);
    }
    assert.deepEqual([...faults.values()].map(([count, first]) => `${count} × ${first}`), [], `on ${all.length} pages`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
