// 手引きの読み手: reads the chapters of the manual, and does what their numbered steps say, as a person at the screen would.

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/manual');
/** How long a page may take to show what a step speaks of. */
const PATIENCE = 15000;

/** Every chapter: id, and its steps with who does each. */
export function chapters() {
  return fs.readdirSync(FOLDER).filter((it) => it.endsWith('.md') && it !== 'README.md').map((file) => chapter(file.slice(0, -3)));
}

/** A chapter by its id. A numbered list goes on over what stands between; who acts is said in a line of its own. */
export function chapter(id) {
  const text = fs.readFileSync(path.join(FOLDER, `${id}.md`), 'utf8');
  let who = null;
  let section = '';
  const steps = [];
  for (const line of text.split('\n')) {
    who = line.match(/^(.+)が行います。$/)?.[1] ?? who;
    section = line.match(/^## (.+)$/)?.[1] ?? section;
    const step = line.match(/^\d+\. (.+)$/);
    if (step) steps.push({ who, section, sentence: step[1], number: Number(line.split('.')[0]) });
  }
  return { id, steps };
}

/** The sentences of which a step is made: how they read, and what is done. */
const SENTENCES = [
  [/^サインインの画面を開きます。$/, (desk) => desk.page.goto(desk.to('/sign-in'))],
  [/^設定用アドレスを開きます。$/, (desk) => desk.page.goto(desk.address)],
  [/^メニューの\*\*(.+?)\*\*を開きます。$/, (desk, name) => press(desk, name, { within: 'nav.menu' })],
  [/^\*\*(.+?)\*\*を押して、ファイルを受け取ります。$/, (desk, name) => receive(desk, name)],
  [/^\*\*(.+?)\*\*を押します。$/, (desk, name) => press(desk, name)],
  [/^「(.+?)」の\*\*(.+?)\*\*を押します。$/, (desk, about, name) => press(desk, name, { about })],
  [/^\*\*(.+?)\*\*に「(.*?)」と入力します。$/, (desk, name, words) => fill(desk, name, words)],
  [/^「(.+?)」の\*\*(.+?)\*\*に「(.*?)」と入力します。$/, (desk, about, name, words) => fill(desk, name, words, { about })],
  [/^\*\*(.+?)\*\*に、決めたパスワードを入力します。$/, (desk, name) => fill(desk, name, desk.password)],
  [/^\*\*(.+?)\*\*に、新しいパスワードを入力します。$/, (desk, name) => fill(desk, name, (desk.renewed = 'あたらしい合言葉を四つ並べた'))],
  [/^\*\*(.+?)\*\*に、認証アプリの数字を入力します。$/, async (desk, name) => fill(desk, name, await digits(desk))],
  [/^\*\*(.+?)\*\*で「(.+?)」を選びます。$/, (desk, name, words) => choose(desk, name, words)],
  [/^「(.+?)」の\*\*(.+?)\*\*で「(.+?)」を選びます。$/, (desk, about, name, words) => choose(desk, name, words, { about })],
  [/^\*\*(.+?)\*\*で、手元のファイルを選びます。$/, (desk, name) => choose(desk, name, null)],
  [/^\*\*(.+?)\*\*を選びます。$/, (desk, name) => tick(desk, name, true)],
  [/^「(.+?)」の\*\*(.+?)\*\*を選びます。$/, (desk, about, name) => tick(desk, name, true, { about })],
  [/^\*\*(.+?)\*\*のチェックを外します。$/, (desk, name) => tick(desk, name, false)],
  [/^「(.+?)」と表示されます。$/, (desk, words) => shown(desk, words)],
  [/^\*\*(.+?)\*\*に「(.+?)」と入っています。$/, (desk, name, words) => filled(desk, name, words)],
];

/** Whether a step is a sentence that can be carried out. */
export function isKnown(sentence) {
  return SENTENCES.some(([form]) => form.test(sentence));
}

/** Carries out one step. `desk`: { page, to, address, password, file }. */
export async function carryOut(sentence, desk) {
  const [form, deed] = SENTENCES.find(([it]) => it.test(sentence)) ?? [];
  if (!form) throw new Error('この文の形は、手引きの手順にない形です');
  await deed(desk, ...sentence.match(form).slice(1));
}

/** What a person finds by its name: the words themselves, else what begins with them, else what holds them. */
function search({ name, kinds, within, about }) {
  const bare = (text) => (text ?? '').replace(/\s+/gu, '');
  // What is open already nobody opens: its name is then that of the button within.
  const isSeen = (it) => it.checkVisibility({ visibilityProperty: true }) && !it.matches('button.hidden,details[open] > summary');
  // 「※必須」 and the like are marks beside a name, not a part of it.
  const words = (it) => [...it.querySelectorAll('.must,.inhouse')].reduce((text, mark) => text.replace(bare(mark.innerText), ''), bare(it.innerText));
  const named = (it) => {
    const label = it.labels?.[0] ?? (it.id ? document.querySelector(`label[for="${CSS.escape(it.id)}"]`) : null);
    return bare(it.getAttribute('aria-label')) || words(it.matches('input,select,textarea,.shut') && label ? label : it);
  };
  const all = [...(document.querySelector(within ?? 'body') ?? document.body).querySelectorAll(kinds)].filter(isSeen);
  const wanted = bare(name);
  const tiers = [(it) => named(it) === wanted, (it) => named(it).startsWith(wanted), (it) => named(it).includes(wanted)];
  const best = (list) => tiers.map((fits) => list.filter(fits)).find((found) => found.length > 0) ?? [];
  const places = (list) => {
    const of = bare(about);
    const around = [...document.querySelectorAll('section,tr,li,fieldset,details,.field,.block')];
    const heads = (it) => [...it.querySelectorAll('h1,h2,h3,legend,summary,th,strong,a,label')].some((head) => bare(head.innerText).includes(of));
    const fitting = around.filter((it) => heads(it) && list.some((one) => it.contains(one)));
    const smallest = fitting.sort((a, b) => a.innerText.length - b.innerText.length)[0];
    return smallest ? list.filter((one) => smallest.contains(one)) : [];
  };
  const found = about ? places(tiers.flatMap((fits) => all.filter(fits))).filter((it, at, list) => list.indexOf(it) === at) : best(all);
  const narrowed = best(found);
  const same = narrowed.every((it) => it.href && it.href === narrowed[0].href);
  const only = narrowed.length === 1 || (narrowed.length > 1 && same) ? narrowed[0] : null;
  return { only, count: narrowed.length, names: [...new Set(all.map(named))].slice(0, 80) };
}

/** The one thing on the page that is called so. */
async function one(desk, name, kinds, { within, about } = {}) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const handle = await desk.page.evaluateHandle(search, { name, kinds, within, about }).catch(() => null);
    const only = handle && (await handle.getProperty('only')).asElement();
    if (only) return only;
    if (Date.now() > until) {
      const { count, names } = handle ? await handle.evaluate(({ count, names }) => ({ count, names })) : { count: 0, names: [] };
      const why = count > 1 ? `「${name}」が${count}つあって、どれか分かりません` : `「${name}」が画面にありません`;
      throw new Error(`${why}。あるもの：${names.join('、')}`);
    }
    await desk.page.waitForTimeout(200);
  }
}

/** Presses what is called so; where that leads to another page, waits for it. */
async function press(desk, name, place) {
  const it = await one(desk, name, 'button,a[href],summary', place);
  const leads = await it.evaluate((el) => (el.matches('a') ? !el.target && !el.getAttribute('href').startsWith('#') : el.matches('button') && !el.dataset.into && !!el.form));
  const old = leads && (await desk.page.evaluate(() => (document.documentElement.dataset.old = 'yes')));
  await it.click();
  if (old) await desk.page.waitForFunction(() => !document.documentElement.dataset.old && document.readyState === 'complete', null, { timeout: PATIENCE });
  await remember(desk);
}

/** An address for setting a password is shown once: whoever gets it opens it later. */
async function remember(desk) {
  const shown = await desk.page.evaluate(() => document.body.innerText.match(/https?:\/\/\S+\/invitation\/[0-9a-f]{64}/)?.[0] ?? document.querySelector('#address')?.value);
  if (shown) desk.address = shown;
}

async function receive(desk, name) {
  const it = await one(desk, name, 'button,a[href]');
  const coming = desk.page.waitForEvent('download', { timeout: PATIENCE });
  await it.click();
  const file = await (await coming).path();
  if (fs.statSync(file).size === 0) throw new Error('受け取ったファイルが空です');
}

const TYPED = 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]),textarea';

async function fill(desk, name, words, place) {
  await (await one(desk, name, TYPED, place)).fill(words);
}

async function filled(desk, name, words) {
  const value = await (await one(desk, name, TYPED)).inputValue();
  if (value.replace(/\s/gu, '') !== words.replace(/\s/gu, '')) throw new Error(`「${name}」には「${value}」と入っています`);
}

/** Chooses from a list by the words of the choice, or a file. */
async function choose(desk, name, words, place) {
  if (words === null) return (await one(desk, name, 'input[type=file]')).setInputFiles(desk.file);
  const it = await one(desk, name, 'select', place);
  const value = await it.evaluate((select, wanted) => {
    const bare = (text) => text.replace(/\s+/gu, '');
    const options = [...select.options];
    return (options.find((o) => bare(o.text) === bare(wanted)) ?? options.find((o) => bare(o.text).includes(bare(wanted))))?.value;
  }, words);
  if (value === undefined) throw new Error(`「${name}」に「${words}」という選択肢がありません`);
  return it.selectOption(value);
}

async function tick(desk, name, on, place) {
  await (await one(desk, name, 'input[type=checkbox],input[type=radio]', place)).setChecked(on);
}

async function shown(desk, words) {
  const wanted = words.replace(/\s+/gu, '');
  const is = (text) => document.body.innerText.replace(/\s+/gu, '').includes(text);
  await desk.page.waitForFunction(is, wanted, { timeout: PATIENCE }).catch(async () => {
    const now = await desk.page.evaluate(() => document.querySelector('main')?.innerText ?? document.body.innerText);
    throw new Error(`「${words}」と表示されていません。画面には：${now.replace(/\s+/gu, ' ').slice(0, 600)}`);
  });
}

/** The six digits of an authenticator app that took the secret of this page (RFC 6238). */
async function digits(desk) {
  const key = await desk.page.evaluate(() => document.querySelector('code.key')?.innerText.replace(/\s/gu, ''));
  if (key) desk.secret = key;
  const bits = [...desk.secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const hash = crypto.createHmac('sha1', secret).update(moment).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}
