// 登場する人: people at the desk, each in a browser of their own, who do what they see: links, buttons and fields by their words.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PASSWORD } from './desk.mjs';

const SHOTS = process.env.MEYASU_STORY_SHOTS;

/** Somebody with a browser. */
export class Person {
  /** `scripts`: whether the browser runs scripts. */
  static async sits(browser, desk, name, scripts) {
    const context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'ja-JP', viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    return new Person({ context, page, desk, name, scripts, failures: [] }).listens();
  }

  constructor(own) {
    Object.assign(this, own);
  }

  listens() {
    this.page.on('response', (response) => {
      if (response.status() >= 500) this.failures.push(`${response.status()} ${response.url()}`);
    });
    this.page.on('pageerror', (error) => this.failures.push(`${this.name}: ${error.message}`));
    return this;
  }

  get main() {
    return this.page.locator('main');
  }

  async comes(deed) {
    const loaded = this.page.waitForEvent('load');
    loaded.catch(() => {});
    await deed();
    await loaded;
  }

  /** Opens an address that was handed over, or that a bookmark keeps. */
  async visits(address) {
    await this.page.goto(address);
  }

  async signsIn(login) {
    await this.visits(this.desk.to('/sign-in'));
    await this.writes('職員番号', login);
    await this.writes('パスワード', PASSWORD);
    await this.presses('サインイン');
  }

  /** Follows a link of the page by its words. */
  async goes(words, within = this.page) {
    await this.comes(() => within.getByRole('link', { name: words }).first().click());
  }

  /** Follows a link of the menu. */
  async turnsTo(words) {
    await this.goes(words, this.page.getByRole('navigation', { name: 'おもな画面' }));
  }

  /** The menu, as words. */
  async menu() {
    return this.page.getByRole('navigation', { name: 'おもな画面' }).getByRole('link').allTextContents();
  }

  async presses(words, within = this.main) {
    await this.comes(() => within.getByRole('button', { name: words }).first().click());
  }

  /** Opens what is folded, where it is not open yet. */
  async unfolds(words, within = this.main) {
    const folded = within.locator('details', { has: this.page.locator('summary', { hasText: words }) }).last();
    if ((await folded.getAttribute('open')) === null) await folded.locator('summary').first().click();
    return folded;
  }

  async writes(label, text, within = this.main) {
    await within.getByLabel(label).first().fill(text);
  }

  async chooses(label, words, within = this.main) {
    await within.getByLabel(label).first().selectOption({ label: words });
  }

  async ticks(label, within = this.main) {
    await within.getByLabel(label).first().check();
  }

  /** What the page says, or a part of it, with what stands in its fields. */
  async reads(within = this.main) {
    const fields = (part) => [...part.querySelectorAll('textarea, input:not([type=hidden])')].map((it) => it.value);
    const [text, typed] = [await within.innerText(), await within.evaluate(fields)];
    return [text, ...typed].join(' ').replace(/\s+/g, ' ');
  }

  async sees(wanted, within = this.main) {
    const text = await this.reads(within);
    const is = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    assert.ok(is, `${this.name} does not see ${wanted} on ${this.page.url()}:\n${text.slice(0, 3000)}`);
  }

  async seesNot(unwanted, within = this.main) {
    const text = await this.reads(within);
    assert.ok(!text.includes(unwanted), `${this.name} sees ${unwanted} on ${this.page.url()}`);
  }

  /** The part of a page that has this heading. */
  part(words) {
    return this.page.locator('main section', { has: this.page.getByRole('heading', { name: words }) }).last();
  }

  /** The page as pictures for a person's eyes, where they are asked for. */
  async isSeen(name) {
    if (!SHOTS || !this.scripts) return;
    for (const width of [1280, 375]) {
      await this.page.setViewportSize({ width, height: 900 });
      await this.page.screenshot({ path: path.join(SHOTS, `${name}-${width}.png`), fullPage: true });
    }
    await this.page.setViewportSize({ width: 1280, height: 900 });
  }

  /** A download that a link starts, as bytes. */
  async receives(words, within = this.main) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), within.getByRole('link', { name: words }).first().click()]);
    return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
  }

  async leaves() {
    await this.context.close();
  }
}
