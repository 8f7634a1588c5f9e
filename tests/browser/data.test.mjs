// Who checks: takes the tables of all figures and verdicts home in two clicks, and finds the same on every indicator's page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { launch, tab } from './chromium.mjs';
import { follow } from './site.mjs';

const { address: home } = await follow('/');
const browser = await launch();

/** Clicks from the first page to a file, by the words that stand there; gives its text and how many clicks it took. */
async function download(page, title) {
  await page.goto(home);
  let clicks = 0;
  const click = (link) => {
    clicks += 1;
    return link.click();
  };
  await click(page.locator('main').getByRole('link', { name: 'データのダウンロード' }).first());
  await page.waitForLoadState();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader').getByRole('link', { name: title, exact: true }) });
  const [file] = await Promise.all([page.waitForEvent('download'), click(row.getByRole('link', { name: /^CSV/ }).first())]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8'), clicks };
}

/** The rows of a CSV file (RFC 4180), each by its heads. */
function rows(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  const [heads, ...all] = lines.filter((line) => line.length > 1);
  return all.map((line) => {
    assert.equal(line.length, heads.length, `a row with other cells than heads: ${line}`);
    return Object.fromEntries(heads.map((head, at) => [head, unguarded(line[at])]));
  });
}

/** Without the sign that keeps a spreadsheet from running a text. */
function unguarded(cell) {
  return /^'+[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

/** The rows of each indicator. */
function byIndicator(all) {
  const found = new Map();
  for (const row of all) found.set(row['指標ID'], [...(found.get(row['指標ID']) ?? []), row]);
  return found;
}

/** The year of a row as a page writes it: 令和6年度（2024年度）. */
function year(row) {
  return `${row['年度（和暦）']}（${row['年度（西暦）']}年度）`;
}

/** What the table of an indicator's page says, year by year, without the small print. */
function shown(page) {
  return page.locator('table.years tbody tr:not(.note)').evaluateAll((trs) => trs.map((tr) => {
    const text = (it) => {
      const copy = it.cloneNode(true);
      copy.querySelectorAll('small').forEach((small) => small.remove());
      return copy.textContent.replace(/\s+/g, ' ').trim();
    };
    // Where something was corrected, the verdict as published stands before the words 「いまの判定」, and today's behind them.
    const verdict = tr.lastElementChild;
    const today = [...verdict.querySelectorAll('p')].find((it) => it.textContent.includes('いまの判定'));
    const isToday = (it) => !today || today.contains(it) || (today.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const badges = [...verdict.querySelectorAll('.badge')];
    const [now, then] = [badges.filter(isToday), badges.filter((it) => !isToday(it))].map((all) => all.map(text));
    return { year: text(tr.children[0]), target: text(tr.children[1]), actual: text(tr.children[2]), now, then };
  }));
}

const SQUARES = { m2: '㎡', m3: '㎥', km2: '㎢' };

/** How a page writes the figure of a row: grouped digits, unit, and how sure it is. */
function written(row) {
  if (row['値'] === '') return row['状態'];
  const [whole, ...part] = row['値'].split('.');
  const number = [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...part].join('.');
  const sure = row['区分'] === '基準値' ? '（基準値）' : row['状態'] === '確定' ? '' : `（${row['状態']}）`;
  return number + (SQUARES[row['単位']] ?? row['単位']) + sure;
}

/** How a page writes a target: the words of the file with figures in narrow, grouped digits. */
function promised(row) {
  if (!row) return '―';
  const narrow = row['原文'].replace(/[０-９Ａ-Ｚａ-ｚ％．，]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfee0));
  return narrow.replace(/(?<![第A-Za-z-]|[\d,.])(\d{4,})((?:\.\d+)?)(?![\d年])/g, (_, whole, part) => whole.replace(/\B(?=(\d{3})+$)/g, ',') + part);
}

/** What a page must show for an indicator, as its rows in the files say it. */
function expected(figures) {
  const years = new Map();
  for (const row of figures) {
    years.set(year(row), { ...years.get(year(row)), [row['区分']]: row });
  }
  return new Map([...years].map(([name, its]) => {
    // A baseline has a line of its own where nothing else is known of its year.
    const actual = its['実績値'] ?? (its['目標値'] ? undefined : its['基準値']);
    return [name, { target: promised(its['目標値']), actual: actual ? written(actual) : '―' }];
  }));
}

/**
 * Whether badges say a verdict: a person's grade, else the rule's, with what the figures alone say where the grade does not tell it;
 * without a grade just what the figures say.
 */
function agrees(badges, { mark, outcome }) {
  const words = badges.map((it) => it.replace(/^[^\s]+ /, ''));
  const isMark = (it) => it === mark || it.startsWith(`${mark} `);
  return words.length > 0 && words.every((it) => it === outcome || (mark && isMark(it))) && (!mark || words.some(isMark));
}

test('two clicks from the first page lie the tables, under a telling name', async () => {
  const { page, problems, close } = await tab(browser, { javaScriptEnabled: false });
  for (const [title, head] of [['目標値と実績値', '値'], ['判定', '達成したか'], ['予算と決算', '金額（円）']]) {
    const file = await download(page, title);
    assert.ok(file.clicks <= 3, `${file.clicks} clicks`);
    assert.match(file.name, /^\d{6}-[a-z]+\.csv$/);
    assert.ok(file.text.startsWith('\uFEFF'), `${file.name} is no UTF-8 to a spreadsheet`);
    const all = rows(file.text);
    assert.ok(all.length > 50 && head in all[0], `${file.name}: ${all.length} rows with ${Object.keys(all[0])}`);
  }
  await close();
  assert.deepEqual(problems, []);
});

test('every indicator’s page shows the numbers and verdicts of the files', async () => {
  const { page, problems, close } = await tab(browser, { javaScriptEnabled: false });
  const figures = byIndicator(rows((await download(page, '目標値と実績値')).text));
  const judgements = byIndicator(rows((await download(page, '判定')).text));
  assert.ok(figures.size >= 40, `only ${figures.size} indicators`);
  let compared = 0;
  let corrected = 0;
  const wrong = [];
  for (const [id, own] of figures) {
    await page.goto(`${home}indicators/${encodeURIComponent(id)}`);
    const years = expected(own);
    const table = await shown(page);
    assert.deepEqual(table.map((it) => it.year).sort(), [...years.keys()].sort(), `${id}: other years`);
    for (const it of table) {
      const { target, actual } = years.get(it.year);
      if (it.target !== target) wrong.push(`${id} ${it.year}: target ${it.target}, in the file ${target}`);
      if (it.actual !== actual) wrong.push(`${id} ${it.year}: result ${it.actual}, in the file ${actual}`);
      compared += 2;
    }
    for (const verdict of judgements.get(id) ?? []) {
      const { now, then } = table.find((it) => it.year === year(verdict));
      const standing = { mark: verdict['人による評語'] || verdict['基準による評語'], outcome: verdict['達成したか'] };
      const today = { mark: verdict['いまの評語'], outcome: verdict['いまの達成'] };
      for (const [words, said] of then.length > 0 ? [[then, standing], [now, today]] : [[now, standing]]) {
        if (!agrees(words, said)) wrong.push(`${id} ${year(verdict)}: ${words}, in the file ${JSON.stringify(said)}`);
      }
      corrected += then.length > 0 ? 1 : 0;
      compared += now.length + then.length;
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(compared > 800, `only ${compared} cells`);
  assert.ok(corrected > 0, 'the sample corrects a verdict, and no page shows it');
  await close();
  assert.deepEqual(problems, []);
});
