// 一 登録: the administrator begins, and invites everybody by one-time addresses.

import assert from 'node:assert/strict';
import { PASSWORD, TOWN } from '../desk.mjs';
import { CAST } from './cast.mjs';

/** The first account is the administrator's, who has nothing to do with the plans. */
export async function begins(town) {
  const { administrator, desk } = town;
  await administrator.visits(desk.site + desk.setup);
  await administrator.writes('団体コード', TOWN);
  await administrator.writes('職員番号', 'kanri');
  await administrator.writes('氏名', administrator.name);
  await administrator.writes('パスワード（12文字以上）', PASSWORD);
  await administrator.writes('パスワード（もう一度）', PASSWORD);
  await administrator.presses('始める');
  await administrator.sees('最初のアカウントを作りました');
  const menu = await administrator.menu();
  assert.ok(menu.includes('職員') && !menu.includes('年度を開く') && !menu.includes('公表'), menu.join(' '));
  desk.begun = true;
}

/** Everybody gets an account, a post, an address that is good once, and the menu of their post. */
export async function invited(town) {
  for (const word of Object.keys(CAST)) {
    const { person, address } = await town.invites(word);
    await person.sees('自分の仕事');
    if (word !== 'planner') continue;
    await town.resident.visits(address);
    await town.resident.sees('使えないアドレスです', town.resident.page.locator('body'));
  }
  const { administrator } = town;
  await administrator.turnsTo('職員');
  await administrator.isSeen('01-people');
  for (const [, name, role] of Object.values(CAST)) {
    await administrator.sees(name);
    await administrator.sees(role);
  }
  await menus(town);
}

/** What is not of somebody's post is not in their menu. */
async function menus(town) {
  const has = async (person, words) => (await person.menu()).map((it) => it.trim()).includes(words);
  assert.ok(await has(town.planner, '年度を開く'));
  assert.ok(!(await has(town.writer, '提出状況')), 'a writer has the board');
  assert.ok(await has(town.relations, '公表'));
  assert.ok(await has(town.auditor, '監査用の書き出し'));
  assert.ok(!(await has(town.evaluator, '履歴')), 'an evaluator reads the internal history');
}

/** One person, two posts: the head of the ward stands in for the head of another department (兼務). */
export async function secondPost(town) {
  const { administrator } = town;
  await administrator.turnsTo('職員');
  await administrator.goes(new RegExp(CAST.head[1]));
  const give = await administrator.unfolds('職を登録する');
  await administrator.chooses('役割', '部長', give);
  await give.getByLabel('組織').selectOption({ label: await town.named('環境部') });
  await administrator.presses('登録する', give);
  await administrator.sees('職を登録しました');
  await administrator.sees(/部長 環境部/);
  // The chief of the ward is the chief there too: the route asks for one.
  await administrator.turnsTo('職員');
  await administrator.goes(new RegExp(CAST.chief[1]));
  const also = await administrator.unfolds('職を登録する');
  await administrator.chooses('役割', '課長', also);
  await also.getByLabel('組織').selectOption({ label: await town.named('環境部') });
  await administrator.presses('登録する', also);
  await administrator.sees(/課長 環境部/);
}
