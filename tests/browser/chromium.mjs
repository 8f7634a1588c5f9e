// The browser: the machine's own Chromium, without anything that calls home.

import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { SITE } from './site.mjs';

/** Starts the browser for one test file, and ends it after its tests. */
export async function launch() {
  const browser = await open();
  after(() => browser.close());
  return browser;
}

/** Starts the browser. */
export function open() {
  return chromium.launch({
    executablePath: process.env.MEYASU_CHROMIUM ?? '/usr/bin/chromium',
    // Root may not use the sandbox, and test machines often are root. Only our own pages are visited.
    chromiumSandbox: false,
    args: [
      '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/**
 * A page that remembers what went wrong in it.
 * @returns {Promise<{page: import('playwright-core').Page, problems: string[]}>}
 */
export async function tab(browser, options = {}) {
  const context = await browser.newContext({ baseURL: SITE, locale: 'ja-JP', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => {
    // The browser reports the status of the page itself; the tests check that by themselves.
    const isStatus = /the server responded with a status of/.test(message.text()) && message.location().url === page.url();
    if (['error', 'warning'].includes(message.type()) && !isStatus) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== SITE) problems.push(`request elsewhere: ${request.url()}`);
  });
  return { page, problems, close: () => context.close() };
}

/** Adds rules as a visitor's own style sheet would, past the page's policy. */
export function restyle(page, css) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}
