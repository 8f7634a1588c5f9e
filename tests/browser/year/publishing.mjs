// 五 公表: previewed as a resident sees it, published, seen by the resident; what is internal is nowhere.

import assert from 'node:assert/strict';
import { PASSWORD } from '../desk.mjs';
import { ELEMENT, INDICATOR, SECRET, VISION } from './cast.mjs';

/** Publishes all that is decided, as what is offered or as something else; the password is asked for where it was typed long ago. */
export async function publishes(person, note, label, offered = label) {
  await person.turnsTo('公表');
  assert.ok(await person.main.getByLabel(offered, { exact: true }).isChecked(), `${offered} is not what is offered`);
  await person.main.getByLabel(label, { exact: true }).check();
  await person.writes('読む人へのひとこと', note);
  const despite = person.main.getByLabel('指摘を残して公表する理由');
  if (await despite.count()) await despite.fill('見本のため、指摘を残して公表します。');
  await person.presses('公表する');
  if ((await person.page.getByRole('heading', { name: 'パスワードをもう一度' }).count()) > 0) {
    await person.page.getByLabel('パスワード').fill(PASSWORD);
    await person.presses('確かめる', person.page.locator('body'));
  }
  await person.sees(note);
}

/** Before: the resident sees nothing of it. The preview is the resident's page, and it has nothing internal. */
export async function previewed(town) {
  const { relations, resident } = town;
  await resident.visits(town.site());
  await resident.seesNot(VISION);
  await relations.turnsTo('公表');
  await relations.isSeen('12-publish');
  await relations.sees('まだ公表していない決裁');
  await relations.goes('住民に見える姿で確かめる');
  await relations.isSeen('13-preview');
  await toStatement(relations);
  await relations.sees(VISION);
  await relations.seesNot(SECRET);
}

/** 公表: the resident finds the statement, its target and its money, and none of the notes. */
export async function published(town) {
  const { relations, resident } = town;
  await relations.visits(town.desk.to('/'));
  await publishes(relations, '令和9年度の運営方針の素案です。', '素案');
  await resident.visits(town.site());
  await toStatement(resident);
  await resident.isSeen('14-resident');
  await resident.sees(VISION);
  await resident.goes(/話し合って動く地域づくり/, resident.main);
  await resident.sees('区民アンケートで毎年測っている');
  await resident.sees(/48[%％]以上/);
  await resident.sees(/1億200万円|102,000,000円|102百万円|102,000千円/);
  await unheard(town, resident);
}

/** From the first page to the ward's statement of the year, as a resident goes. */
export async function toStatement(person) {
  await person.goes('組織');
  await person.goes('川端区役所', person.main);
  await person.goes('令和9年度 川端区運営方針', person.main);
}

/** 庁内限り is on no page about it, in no file and in no answer of the API. */
async function unheard(town, resident) {
  const html = await resident.page.content();
  assert.ok(!html.includes(SECRET), 'a staff note is in the page');
  for (const rest of ['/data/', '/decisions/']) {
    const answer = await fetch(town.site(rest));
    assert.ok(!(await answer.text()).includes(SECRET), rest);
  }
}
