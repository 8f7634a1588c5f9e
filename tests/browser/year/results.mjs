// 七 結果: the next year is opened, the results of this one are written, judged by the published rule, looked at from outside, answered.

import assert from 'node:assert/strict';
import { ELEMENT, INDICATOR, WARD } from './cast.mjs';
import { fillsWhatIsBlank, goesThrough, opensLater } from './autumn.mjs';
import { decidesFirst } from './planning.mjs';
import { publishes, toStatement } from './publishing.mjs';
import { decides } from './reviewing.mjs';
import { block, saves } from './writing.mjs';

const RESULTS = '令和9年度の実績と自己評価';
const EXTERNAL = '令和9年度の外部評価';
const RESPONSE = '令和9年度の評価への意見と対応';
const OPINION = '聴いた人の年代を示すこと。';
const ANSWER = '年代ごとの割合を、次の年から公表する。';

/** The next year takes over what this one has; one goes on to it from the year that is ready. */
export async function nextYear(town) {
  const { planner } = town;
  await planner.turnsTo('年度を開く');
  await planner.sees('この年度の用意は済んでいます');
  await planner.goes('令和10年度を開く');
  await planner.sees('令和9年度の様式5件を令和10年度のものとして写します');
  await planner.presses('この内容で起案する');
  await decidesFirst(town.decider, /令和10年度/);
}

/** 実績: reached, missed, and one that could not be measured, each said as it is. */
export async function measured(town) {
  const { writer, chief, head } = town;
  await opensLater(writer, RESULTS);
  for (const box of await writer.main.getByLabel('令和9年度実績値').all()) await box.fill('９１．５％');
  await writer.writes('令和9年度実績値', '５１．２％', block(writer, INDICATOR));
  await writer.writes('令和9年度実績値', '６組', block(writer, '区役所の仲立ちで新たに連携して活動した団体の組数'));
  await writer.writes('増減の説明', '年度の終わりに二つの団体が解散した。', block(writer, '区役所の仲立ちで新たに連携して活動した団体の組数'));
  await fillsWhatIsBlank(writer, '会議を知る人が増えたのは、一度やってみる場に改めたためである。');
  await saves(writer);
  await writer.isSeen('17-results');
  await goesThrough(town, RESULTS, chief, head);
  await decides(town, RESULTS, WARD, '令和9年度の実績と自己評価の決裁');
  await publishes(town.relations, '令和9年度の結果（速報）です。', '速報');
}

/** 判定: the resident sees reached and missed by the published rule; nobody typed it. */
export async function judged(town) {
  const { resident } = town;
  await resident.visits(town.site());
  await toStatement(resident);
  await resident.goes(/話し合って動く地域づくり/, resident.main);
  await resident.isSeen('18-judged');
  await resident.sees('51.2');
  await resident.goes(INDICATOR, resident.main);
  await resident.isSeen('19-indicator');
  await resident.sees(/令和9年度.*51\.2.*達成/);
  await resident.visits(town.site());
  await toStatement(resident);
  await resident.goes(/話し合って動く地域づくり/, resident.main);
  await resident.goes(/団体の組数/, resident.main);
  await resident.sees(/令和9年度.*6 ?組.*未達成/);
}

/** 外部評価: an opinion of somebody who may write nothing else. */
export async function opined(town) {
  const { evaluator } = town;
  await opensLater(evaluator, EXTERNAL);
  await evaluator.writes('令和9年度外部評価の意見', OPINION, block(evaluator, ELEMENT));
  await saves(evaluator);
  await evaluator.isSeen('20-external');
  await evaluator.sees('提出は、担当の組織か企画課が行います');
  assert.equal(await evaluator.main.getByRole('link', { name: '提出の確認へ進む' }).count(), 0, 'an evaluator hands sheets in');
  await handedIn(town);
}

/** The planning section hands in what the committee wrote; another of it decides. */
export async function handedIn(town) {
  const { planner } = town;
  await planner.turnsTo('提出状況');
  await planner.goes('令和10年度', planner.main);
  await planner.goes('作成中', planner.page.getByRole('row', { name: WARD }));
  await planner.sees(OPINION);
  await planner.goes('提出の確認へ進む');
  await planner.presses('提出する');
  await planner.sees('提出しました');
  await decides(town, EXTERNAL, WARD, '令和9年度の外部評価の決裁');
}

/** 対応: the department answers what was said from outside; it is decided and published. */
export async function answered(town) {
  const { writer, chief, head, resident } = town;
  await opensLater(writer, RESPONSE);
  await writer.sees(OPINION, block(writer, /外部評価委員/));
  await writer.isSeen('21-response');
  await writer.sees('「対応済」「対応中」「検討中」「対応しない」のどれか');
  await writer.writes('対応状況', '対応中');
  await writer.writes('対応の内容', ANSWER);
  await saves(writer);
  await goesThrough(town, RESPONSE, chief, head);
  await decides(town, RESPONSE, WARD, '令和9年度の評価への対応の決裁');
  await publishes(town.relations, '外部評価の意見に、考え方をお答えします。', '対応');
  await resident.visits(town.site());
  await resident.goes('意見と対応');
  await resident.sees(OPINION);
  await resident.sees(ANSWER);
  await resident.isSeen('22-answered');
}
