// A walk over the site without a browser: every link leads somewhere, and every page keeps the rules of the house.

import assert from 'node:assert/strict';
import test from 'node:test';
import { anchors, follow, SITE, walk } from './site.mjs';

const { pages, broken, foreign } = await walk({ most: 2500, ofOneKind: 200 });
const html = [...pages].filter(([, page]) => page.isPage);

/** Asserts that a question to each page is answered with nothing. */
function none(question) {
  const problems = html.flatMap(([address, page]) => [question(page.text, page, address)].flat().filter(Boolean).map((it) => `${address}: ${it}`));
  assert.deepEqual(problems.slice(0, 20), [], `${problems.length} problems`);
}

test('the walk meets every kind of page', () => {
  const kinds = new Set(html.map(([, page]) => page.kind));
  for (const part of ['', 'plan/', 'plan/{id}', 'departments/', 'departments/{id}', 'indicators/', 'indicators/{id}', 'priority/', 'decisions/', 'decisions/{id}', 'records/{id}', 'about/']) {
    assert.ok(kinds.has(`/{code}/${part}`), `no page of the kind /{code}/${part}`);
  }
  assert.ok(html.length > 300, `only ${html.length} pages`);
});

test('every link leads to a page', () => assert.deepEqual(broken, []));

/** The licence of the data is a text of its own, elsewhere; a link asks nothing of it until somebody follows it. */
const LICENCE = / links to https:\/\/creativecommons\.org\/licenses\//;
/** 資料 of a round, on the city's own site: the round names them. */
const MATERIAL = /\/comments\/[^ ]+ links to https:\/\/meyasu\.example\.jp\//;

test('no page links to another site', () => assert.deepEqual(foreign.filter((it) => !LICENCE.test(it) && !MATERIAL.test(it)), []));

test('every link within a page has its place', () => {
  none((text) => anchors(text).filter((id) => !text.includes(`id="${id}"`)).map((id) => `#${id} leads nowhere`));
});

test('no page is larger than 100 KB', () => {
  none((_, page) => page.body.length > 100 * 1024 && `${Math.ceil(page.body.length / 1024)} KB`);
});

test('nothing is styled or run within a page', () => {
  none((text) => text.match(/<style|<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)|\sstyle="|\son[a-z]+="|javascript:/gi));
});

test('nothing is loaded from elsewhere', () => {
  none((text) => text.match(/\s(?:src|srcset|action|data)="(?:https?:)?\/\/[^"]*"/gi));
});

test('every page has one h1 and the language of its address', () => {
  none((text, _, address) => [
    text.match(/<h1[\s>]/g)?.length !== 1 && 'not one h1',
    !text.includes(`<html lang="${address.includes('lang=en') ? 'en' : 'ja'}"`) && 'another language',
  ]);
});

test('no id stands twice in a page', () => {
  none((text) => {
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`);
  });
});

/** A page is the one that it says it is the same as. */
function itself(page) {
  const canonical = page.text.match(/<link rel="canonical" href="([^"]*)"/)?.[1];
  return new URL(canonical?.replaceAll('&#38;', '&').replaceAll('&amp;', '&') ?? page.address, SITE).href;
}

test('no two pages have the same title', () => {
  const titles = new Map();
  for (const [address, page] of html) {
    const title = `${address.includes('lang=en') ? 'en' : 'ja'} ${page.text.match(/<title[^>]*>([^<]*)<\/title>/)?.[1] ?? ''}`;
    titles.set(title, (titles.get(title) ?? new Set()).add(itself(page)));
  }
  const same = [...titles].filter(([, all]) => all.size > 1).map(([title, all]) => `${title}: ${[...all].slice(0, 3).join(' ')}`);
  assert.deepEqual(same.slice(0, 20), [], `${same.length} titles stand on several pages`);
});

test('what a page says it is the same as is a page of the same title', async () => {
  const titles = new Map(html.map(([, page]) => [page.address, page.text.match(/<title[^>]*>([^<]*)</)?.[1]]));
  for (const [address, page] of html) {
    const { pathname, search } = new URL(itself(page), SITE);
    if (pathname + search === page.address) continue;
    const there = titles.get(pathname + search) ?? (await follow(pathname + search)).text.match(/<title[^>]*>([^<]*)</)?.[1];
    assert.equal(there, titles.get(page.address), `${address} says that it is ${pathname + search}`);
  }
});

/** Elements that hold nothing and have no end. */
const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'col', 'wbr', 'img']);

test('Japanese in an English page says that it is Japanese', () => {
  const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
  none((text, _, address) => {
    if (!address.includes('lang=en')) return [];
    const open = [];
    const unsaid = [];
    for (const [part] of text.replace(/<script.*?<\/script>/gs, '').matchAll(/<(?:"[^"]*"|[^">])*>|[^<]+/g)) {
      const [, close, name] = part.match(/^<(\/?)([a-z][a-z0-9]*)/i) ?? [];
      if (!name) {
        if (!part.startsWith('<') && japanese.test(part) && open.findLast((lang) => lang) !== 'ja') unsaid.push(part.trim().slice(0, 60));
      } else if (close) open.pop();
      else if (!VOID.has(name) && !part.endsWith('/>')) open.push(part.match(/\slang="([^"]*)"/)?.[1] ?? '');
    }
    return open.length > 0 ? ['elements do not end'] : unsaid;
  });
});

test('links say where they lead', () => {
  const vague = /^(こちら|ここ|詳細|詳しく|もっと見る|click here|here|more|pdf)$/i;
  none((text) => [...text.matchAll(/<a\s[^>]*>(.*?)<\/a>/gs)].map((match) => match[1].replace(/<[^>]*>/g, '').trim())
    .filter((words) => words === '' || vague.test(words)).map((words) => `link "${words}"`));
});

test('no value of the program shows through', () => {
  // The page for programmers speaks of null.
  none((text, _, address) => !address.includes('/data/api') && text.replace(/<script type="application\/ld\+json">.*?<\/script>/gs, ' ').replace(/<[^>]*>/g, ' ').match(/\b(?:NaN|undefined|Some\(|None\b|null\b|Ok\(|Err\()|\{\{|\}\}/g));
});
