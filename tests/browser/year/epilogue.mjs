// 八 そのあと: an error that was published is put right in the open, history is read, and nothing is restored in silence.

import assert from 'node:assert/strict';
import { INDICATOR, SECRET, WARD } from './cast.mjs';
import { goesThrough } from './autumn.mjs';
import { publishes, toStatement } from './publishing.mjs';
import { block, saves } from './writing.mjs';

const RESULTS = '令和9年度の実績と自己評価';
const ERRATUM = '転記を誤ったため、51.2％を45.2％に訂正する。';

/** 訂正: opened again, written right, decided with what was wrong. */
export async function corrected(town) {
  const { decider, writer, chief, head } = town;
  await decider.turnsTo('提出状況');
  await decider.goes('令和10年度', decider.main);
  const column = await decider.page.getByRole('row', { name: WARD }).getByRole('link').allTextContents();
  assert.ok(column.length > 2, column.join(' '));
  await decider.turnsTo('自分の仕事');
  await decider.goes(`${RESULTS} ${WARD}`);
  const again = await decider.unfolds('訂正のために開き直す');
  await decider.writes('理由', '転記の誤り', again);
  await decider.presses('開き直す', again);
  await decider.sees('訂正のために開き直しました');
  await writer.turnsTo('自分の仕事');
  await writer.goes(`${RESULTS} ${WARD}`);
  await writer.sees('「48％（訂正）」のように書きます', block(writer, INDICATOR));
  await writer.writes('令和9年度実績値', '４５．２％（訂正）', block(writer, INDICATOR));
  await writer.writes('増減の説明', '設問を変えた年の回答を除いた。', block(writer, INDICATOR));
  await saves(writer);
  await goesThrough(town, RESULTS, chief, head);
  await decider.turnsTo('自分の仕事');
  await decider.goes(`${RESULTS} ${WARD}`);
  await decider.goes(/審査/);
  await decider.seesNot('状態が「訂正」ではありません');
  await decider.writes('決裁の理由', '実績の訂正');
  await decider.writes('何が誤りで', ERRATUM, await decider.unfolds('公表済みの内容の誤りを直すとき'));
  await decider.isSeen('23-correction');
  await decider.presses('決裁する');
  await decider.sees('決裁しました');
}

/** 正誤: the resident sees what it said and what it says, and the verdict has turned. */
export async function erratum(town) {
  const { relations, resident } = town;
  await publishes(relations, '令和9年度の実績を一つ訂正しました。', '訂正');
  await resident.visits(town.site());
  await toStatement(resident);
  await resident.goes(/話し合って動く地域づくり/, resident.main);
  await resident.goes(INDICATOR, resident.main);
  await resident.isSeen('24-erratum');
  await resident.sees(ERRATUM);
  await resident.sees('51.2');
  await resident.sees(/45\.2.*未達成/);
  assert.ok(!(await resident.page.content()).includes(SECRET));
}

/** 監査: reads everything, before and after, who and why; changes nothing; takes the export with them. */
export async function audited(town) {
  const { auditor } = town;
  await auditor.turnsTo('履歴');
  await auditor.sees('実績の訂正');
  await auditor.isSeen('25-history');
  await auditor.writes('記録の履歴をさがす', 'まちの縁側会議');
  await auditor.presses('さがす');
  await auditor.goes(/まちの縁側会議.*令和9年度.*実績/);
  await auditor.isSeen('26-record');
  await auditor.sees('51.2');
  await auditor.sees('45.2');
  await auditor.sees(ERRATUM);
  await auditor.sees('企画 二葉');
  assert.equal(await auditor.main.getByRole('link', { name: 'この版に戻す' }).count(), 0, 'an auditor restores');
  await auditor.turnsTo('監査用の書き出し');
  await auditor.isSeen('27-audit');
  const { name, bytes } = await auditor.receives('ZIPファイルを受け取る');
  assert.match(name, /\.zip$/);
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  assert.ok(bytes.includes('README.txt'), 'the export explains itself');
  await auditor.turnsTo('提出状況');
  await auditor.goes('決裁済み');
  assert.equal(await auditor.main.getByRole('button', { name: /保存|提出|決裁|差し戻す/ }).count(), 0, 'an auditor may change a sheet');
}

/** 戻す: an earlier version is brought back as a draft only, and withdrawn: nothing has changed. */
export async function restored(town) {
  const { planner, decider, resident } = town;
  await planner.turnsTo('履歴');
  await planner.writes('記録の履歴をさがす', 'まちの縁側会議');
  await planner.presses('さがす');
  await planner.goes(/まちの縁側会議.*令和9年度.*実績/);
  const links = planner.main.getByRole('link', { name: 'この版に戻す' });
  assert.ok((await links.count()) > 0, 'no earlier version can be brought back');
  await planner.goes('この版に戻す');
  await planner.sees('45.2');
  await planner.isSeen('28-restore');
  await planner.presses('戻す起案を作る');
  await decider.turnsTo('決裁を待つ起案');
  await decider.goes(/まちの縁側会議/);
  await decider.sees('51.2');
  const folded = await decider.unfolds('取り下げる');
  await decider.presses('取り下げる', folded);
  await decider.sees('取り下げました');
  await decider.turnsTo('決裁を待つ起案');
  await decider.sees('決裁を待つ起案はありません');
  await resident.page.reload();
  await resident.sees(/45\.2.*未達成/);
}

