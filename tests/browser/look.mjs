// Questions to a page that is open in the browser. Each gives a list of problems, empty where all is well.

import { AxeBuilder } from '@axe-core/playwright';
import { restyle } from './chromium.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe finds. */
export async function axe(page) {
  // Our pages hold no frames, so axe runs in the page itself; its other way opens a second page to gather what frames said.
  // Every rule is asked of every element; only of violations it is written down where they are, which takes as long as asking.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES).setLegacyMode(true);
  const { violations } = await builder.analyze();
  return violations.map((it) => `axe ${it.id}: ${it.nodes.length} × ${it.help}, first at ${it.nodes[0].target.join(' ')}: ${it.nodes[0].html.slice(0, 120)}`);
}

/** One h1, a title, a language. */
export async function head(page) {
  const found = await page.evaluate(() => ({
    h1: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    lang: document.documentElement.lang,
  }));
  const problems = [];
  if (found.h1 !== 1) problems.push(`${found.h1} h1`);
  if (found.title === '') problems.push('no title');
  const expected = new URL(page.url()).searchParams.get('lang') === 'en' ? 'en' : 'ja';
  if (found.lang !== expected) problems.push(`html lang is "${found.lang}", not "${expected}"`);
  return problems;
}

/** In an English page everything written in Japanese says so (WCAG 3.1.2): headings, cells, sentences, the words in pictures, and
 * the names that only machines see. */
export async function tongues(page) {
  const found = await page.evaluate(() => {
    if (document.documentElement.lang !== 'en') return [];
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const unsaid = [];
    while (texts.nextNode()) {
      const { data, parentElement: it } = texts.currentNode;
      if (japanese.test(data) && !it.closest('script') && it.closest('[lang]').getAttribute('lang') !== 'ja') unsaid.push(it.outerHTML.slice(0, 100));
    }
    const named = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label'];
    for (const it of document.querySelectorAll(named.map((name) => `[${name}]`).join(','))) {
      const isJapanese = named.some((name) => japanese.test(it.getAttribute(name) ?? ''));
      if (isJapanese && it.closest('[lang]').getAttribute('lang') !== 'ja') unsaid.push(it.outerHTML.slice(0, 200));
    }
    for (const it of document.querySelectorAll('[aria-labelledby]')) {
      for (const id of it.getAttribute('aria-labelledby').split(' ')) if (!document.getElementById(id)?.textContent.trim()) unsaid.push(`named by nothing: ${it.outerHTML.slice(0, 100)}`);
    }
    return unsaid;
  });
  return found.length > 0 ? [`Japanese that is not said to be: ${found.length} ×, first ${found[0]}`] : [];
}

/** Whether the page as a whole must be scrolled sideways, and what sticks out. */
export async function overflow(page, when) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const scrolls = (node) => node && node !== document.body && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
    const out = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(it.parentElement));
    return `${root.scrollWidth} > ${root.clientWidth}: ${out.slice(-3).map((it) => it.outerHTML.slice(0, 100)).join(' | ')}`;
  });
  return wide ? [`sideways scrolling ${when}: ${wide}`] : [];
}

/** Text that is cut off because its box does not grow. */
export async function clipped(page, when) {
  const cut = await page.evaluate(() => [...document.body.querySelectorAll('*')]
    .filter((it) => !it.closest('svg') && !it.matches('.hidden') && it.textContent.trim() !== '' && ['hidden', 'clip'].includes(getComputedStyle(it).overflowY))
    .filter((it) => it.scrollHeight > it.clientHeight + 1)
    .map((it) => it.outerHTML.slice(0, 100)));
  return cut.map((it) => `text is cut off ${when}: ${it}`);
}

/** Links within sentences may be as small as their line (WCAG 2.5.8); everything else is at least 24 px each way. */
export async function targets(page) {
  return page.evaluate(() => {
    const inSentence = (it) => {
      const block = it.closest('p, dd, dt, li, td, th, caption, figcaption, summary');
      if (!block || getComputedStyle(it).display !== 'inline') return false;
      const around = [...block.childNodes].filter((node) => !node.contains(it)).map((node) => node.textContent).join('');
      return around.trim() !== '';
    };
    const small = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter((it) => {
      if (it.matches('.skip') || it.getClientRects().length === 0 || inSentence(it)) return false;
      const box = it.getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    });
    return small.map((it) => {
      const box = it.getBoundingClientRect();
      return `target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${it.outerHTML.slice(0, 120)}`;
    });
  });
}

/**
 * Every stop of the keyboard can be seen: the element that has the focus looks different from when it has not, lies in
 * the window and is not covered (WCAG 2.4.7, 2.4.11). Long pages are followed for as many stops as differ in kind.
 */
export async function focus(page, { most = 60 } = {}) {
  const problems = [];
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  const seen = new Set();
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.down('Tab'); // Held down, it goes on from stop to stop.
    const found = await page.evaluate((known) => {
      const it = document.activeElement;
      if (!it || it === document.body) return null;
      const kind = `${it.tagName}.${it.className}`;
      if (known.includes(kind)) return { kind };
      const looks = () => { const { outline, boxShadow, backgroundColor, color, borderColor, textDecoration } = getComputedStyle(it); return [outline, boxShadow, backgroundColor, color, borderColor, textDecoration].join(';'); };
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
      const line = it.getClientRects()[0];
      const at = line && document.elementFromPoint(Math.min(Math.max(line.left + line.width / 2, 0), window.innerWidth - 1), Math.min(Math.max(line.top + line.height / 2, 0), window.innerHeight - 1));
      const covered = inside && at && !it.contains(at) && !at.contains(it);
      const focused = looks();
      it.blur();
      const differs = focused !== looks();
      it.focus({ preventScroll: true });
      return { name: it.outerHTML.slice(0, 100), kind, outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, differs, inside, covered };
    }, [...seen]);
    if (!found) break;
    if (seen.has(found.kind)) continue;
    seen.add(found.kind);
    if (!found.differs || !found.outlined) problems.push(`focus cannot be seen: ${found.name}`);
    if (!found.inside) problems.push(`focus lies outside the window: ${found.name}`);
    if (found.covered) problems.push(`focus is covered: ${found.name}`);
  }
  await page.keyboard.up('Tab');
  return problems;
}

/** A narrow window, larger text, wider spacing: nothing is lost and nothing sticks out. */
export async function reflow(page) {
  const problems = [];
  await page.setViewportSize({ width: 320, height: 800 });
  problems.push(...await overflow(page, 'at 320 px'));
  await restyle(page, '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  problems.push(...await overflow(page, 'at 320 px with wider spacing'), ...await clipped(page, 'with wider spacing'));
  await restyle(page, 'html { font-size: 200% !important }');
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const when = `at ${width} px with text of 200 %`;
    problems.push(...await overflow(page, when), ...await clipped(page, when));
  }
  await restyle(page, '');
  return problems;
}

/** Forced colours, less motion, paper. */
export async function media(page) {
  const problems = [];
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  problems.push(...await overflow(page, 'with forced colours'));
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((it) => {
    const style = getComputedStyle(it);
    return style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0);
  }).map((it) => it.outerHTML.slice(0, 80)));
  if (moving.length > 0) problems.push(`moves although less motion was asked for: ${moving.length}, first ${moving[0]}`);
  await page.emulateMedia({ forcedColors: null, reducedMotion: null, media: null });
  const paper = await page.pdf({ preferCSSPageSize: true });
  const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (sheets < 1) problems.push('prints no page');
  return problems;
}
