// A walk over the site without a browser: every link leads somewhere, and every page keeps the rules of the house.

import assert from 'node:assert/strict';
import test from 'node:test';
import { anchors, SITE, walk } from './site.mjs';

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

test('no page links to another site', () => assert.deepEqual(foreign.filter((it) => !LICENCE.test(it)), []));

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

test('no two pages have the same title', () => {
  const titles = new Map();
  for (const [address, page] of html.filter(([address]) => !address.includes('asof='))) {
    const title = page.text.match(/<title>([^<]*)<\/title>/)?.[1] ?? '';
    const key = `${address.includes('lang=en') ? 'en' : 'ja'} ${title}`;
    // A redirect leads to one page, and a list that is narrowed stays the same page; its parts are pages of their own.
    const url = new URL(page.address, SITE);
    const part = url.searchParams.get('page') ?? '';
    titles.set(key, (titles.get(key) ?? new Set()).add(`${url.pathname} ${part}`));
  }
  const same = [...titles].filter(([, all]) => all.size > 1).map(([title, all]) => [title, [...all]]).map(([title, all]) => `${title}: ${all.slice(0, 3).join(' ')}`);
  assert.deepEqual(same.slice(0, 20), [], `${same.length} titles stand on several pages`);
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
