// The site under test: its address, plain requests, and a walk over its links.

import http from 'node:http';

if (!process.env.MEYASU_SITE) {
  throw new Error('MEYASU_SITE is not set. Run these tests with: cargo xtask test --only browser');
}

/** Where the sample is served, without a slash at the end. */
export const SITE = process.env.MEYASU_SITE;

/**
 * One plain request, nothing added, nothing followed, nothing unpacked.
 * @returns {Promise<{status: number, headers: object, body: Buffer, text: string}>}
 */
export function ask(address, { method = 'GET', headers = {}, body = undefined } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(SITE + address, { method, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const whole = Buffer.concat(parts);
        resolve({ status: response.statusCode, headers: response.headers, body: whole, text: whole.toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Follows redirects within the site. */
export async function follow(address) {
  for (let hops = 0; hops < 5; hops += 1) {
    const answer = await ask(address);
    if (answer.status < 300 || answer.status > 399) return { ...answer, address };
    const next = new URL(answer.headers.location, SITE + address);
    address = next.pathname + next.search;
  }
  throw new Error(`${address}: more than five redirects`);
}

/** The kind of a page: its address with codes and names replaced, and what was asked. */
export function kind(address) {
  const url = new URL(address, SITE);
  const parts = url.pathname.split('/').map((part, at) => {
    if (/^\d{6}$/.test(part)) return '{code}';
    return at > 2 && part !== '' ? '{id}' : part;
  });
  const asked = [...url.searchParams.keys()].sort().map((key) => (key === 'lang' ? `lang=${url.searchParams.get(key)}` : key));
  return parts.join('/') + (asked.length > 0 ? `?${asked.join('&')}` : '');
}

/** Links of a page, as addresses of this site. Other sites are reported as they are. */
export function links(html, base) {
  const found = [...html.matchAll(/<(?:a|link)\s[^>]*?href="([^"]*)"/g)].map((match) => unescape(match[1]));
  return found.map((href) => new URL(href, SITE + base)).map((url) => (url.origin === SITE ? url.pathname + url.search : url.href));
}

/** Anchors that a page links to within itself. */
export function anchors(html) {
  return [...html.matchAll(/<a\s[^>]*?href="#([^"]+)"/g)].map((match) => decodeURIComponent(match[1]));
}

function unescape(text) {
  return text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&#38;', '&');
}

/**
 * Walks the site from `/`, breadth first: every kind of page gets its turn before any kind gets too many.
 * @returns {Promise<{pages: Map<string, object>, broken: string[], foreign: string[]}>}
 */
export async function walk({ most = 400, ofOneKind = 25 } = {}) {
  const first = await follow('/');
  const queue = [[first.address, '/']];
  const seen = new Set([first.address]);
  const counts = new Map();
  const pages = new Map();
  const broken = [];
  const foreign = [];
  while (queue.length > 0 && pages.size < most) {
    const [address, from] = queue.shift();
    const answer = await follow(address);
    if (answer.status !== 200) {
      broken.push(`${address} (linked from ${from}) answers ${answer.status}`);
      continue;
    }
    const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html');
    pages.set(address, { ...answer, from, kind: kind(address), isPage });
    if (!isPage) continue;
    for (const link of links(answer.text, answer.address)) {
      if (!link.startsWith('/')) foreign.push(`${address} links to ${link}`);
      if (!link.startsWith('/') || seen.has(link)) continue;
      seen.add(link);
      const count = counts.get(kind(link)) ?? 0;
      counts.set(kind(link), count + 1);
      if (count < ofOneKind) queue.push([link, address]);
    }
  }
  return { pages, broken, foreign };
}

/** What a page is made of: its elements with their classes. */
function features(html) {
  return new Set([...html.matchAll(/<([a-z][a-z0-9]*)(?:\s[^>]*?class="([^"]*)")?/g)].map((match) => `${match[1]}.${match[2] ?? ''}`));
}

/**
 * For checks that take longer: of each kind the largest page, and further ones until everything that occurs
 * in pages of this kind occurs in one of them. Of past and translated pages the largest is enough.
 */
export function representative(pages) {
  const kinds = new Map();
  for (const [address, page] of pages) {
    if (page.isPage) kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), { address, ...page }]);
  }
  return [...kinds].flatMap(([kind, all]) => (kind.includes('?') ? [largest(all)] : covering(all)));
}

function largest(all) {
  return all.reduce((a, b) => (b.body.length > a.body.length ? b : a));
}

function covering(all) {
  const left = new Set(all.flatMap((page) => [...features(page.text)]));
  const chosen = [];
  while (left.size > 0) {
    const gain = (page) => [...features(page.text)].filter((it) => left.has(it)).length;
    const best = all.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best);
    for (const feature of features(best.text)) left.delete(feature);
  }
  return chosen.includes(largest(all)) ? chosen : [largest(all), ...chosen];
}
