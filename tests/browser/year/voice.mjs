// 間奏 意見募集: the statement of the year is laid open, a resident writes, and what they wrote is read; their name is nowhere.

import assert from 'node:assert/strict';
import { decidesFirst, inDays } from './planning.mjs';
import { publishes } from './publishing.mjs';

const ROUND = '令和9年度川端区運営方針の素案への意見';
const NAME = '霞町の髙橋𠮷子';
const OPINION = '縁側会議を夕方にも開いてほしい。';
const ANSWER = '夕方の会議を月に一度ためします。';

/** 募集: drafted by public relations, decided by the planning section, published; then it is open. */
export async function asked(town) {
  const { relations } = town;
  await relations.turnsTo('意見募集');
  await relations.goes('意見募集を起案する');
  await relations.writes('件名', ROUND);
  await relations.writes('趣旨', '一年の目標の素案について、区民の意見を聴く。');
  const plans = relations.main.getByRole('group', { name: '対象' });
  const folded = plans.locator('details', { hasText: '令和9年度 川端区運営方針' }).first();
  if ((await folded.getAttribute('open')) === null) await folded.locator('summary').first().click();
  await plans.getByLabel(/^令和9年度 川端区運営方針/).first().check();
  await relations.writes('募集の初日', inDays(0));
  await relations.writes('募集の最終日', inDays(31));
  await relations.writes('提出できる方', '区内に住む人、働く人、学ぶ人');
  await relations.ticks('入力フォーム');
  await relations.writes('意見書の保存期限', inDays(400));
  await relations.isSeen('29-round');
  await relations.presses('起案する');
  await decidesFirst(town.decider, new RegExp(ROUND));
  await publishes(relations, '素案への意見を募集します。', '案', '確定');
}

/** 意見: a resident sends one from the public page, and gets a receipt. */
export async function heard(town) {
  const { resident } = town;
  await resident.visits(town.site());
  await resident.goes('意見募集', resident.page.locator('footer'));
  await resident.goes(ROUND, resident.main);
  await resident.isSeen('30-open-round');
  await resident.writes('ご意見（必須）', OPINION);
  await resident.writes('お名前・団体名', NAME);
  await resident.presses('意見を送る');
  await resident.sees('受付番号');
  await resident.sees(OPINION);
}

/** 考え方: read with its name by those who may, summed up without; no results before the round is over. */
export async function read(town) {
  const { relations, resident } = town;
  await relations.turnsTo('意見募集');
  await relations.goes(ROUND);
  await relations.sees('1人から');
  await relations.goes(OPINION);
  await relations.sees(NAME);
  await relations.chooses('扱い', '掲載：この意見から新しい概要を作る');
  await relations.presses('決めて、次の未確認へ');
  await relations.sees('扱いを決めました');
  await relations.turnsTo('意見募集');
  await relations.goes(ROUND);
  await relations.goes(OPINION, relations.part('意見の概要と考え方'));
  await relations.writes('意見の概要', '会議を夕方にも開いてほしい。');
  await relations.chooses('考え方の区分', '今後の参考とする');
  await relations.writes('考え方（公表されます）', ANSWER);
  await relations.presses('保存する');
  await relations.sees('概要と考え方を保存しました');
  await relations.turnsTo('意見募集');
  await relations.goes(ROUND);
  await relations.goes('結果をまとめる');
  await relations.isSeen('31-results-of-round');
  await relations.presses('結果を起案する');
  await relations.sees('募集が終わってから');
  await resident.visits(town.site('/comments/'));
  await resident.goes(ROUND, resident.main);
  const page = await resident.page.content();
  assert.ok(!page.includes(NAME) && !page.includes(ANSWER), 'something of a letter is public');
}
