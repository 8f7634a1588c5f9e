// 四 確認・承認・審査: returned with a request, mended, seen again; approved alone and together; decided by the planning section.

import assert from 'node:assert/strict';
import { ELEMENT, INDICATOR, WARD } from './cast.mjs';
import { DRAFT, block, saves } from './writing.mjs';

const ASKED = '誰の割合かが分かるように、調査の名前を書いてください。';
const MENDED = '区民アンケートで測ると書き加えました。';

/** 差戻し: not without a request; the request marks the words it is about. */
export async function returned(town) {
  const { chief } = town;
  await chief.turnsTo('自分の仕事');
  await chief.goes(`${DRAFT} ${WARD}`);
  await chief.goes(/確認|承認/);
  await chief.isSeen('07-review');
  await chief.sees('決裁済みの内容から変わるところ');
  await chief.sees('「48%以上」と理解しました');
  await chief.sees('区民アンケート𠮷.csv');
  const row = chief.part(/まちの縁側会議.*令和9年度目標値/);
  await chief.unfolds('質問・修正依頼を書く', row);
  await chief.ticks('修正依頼', row);
  await chief.writes('引用', '４８％以上', row);
  await chief.writes('内容', ASKED, row);
  await chief.presses('書き込む', row);
  await chief.sees(ASKED);
  await chief.unfolds('差し戻す');
  await chief.presses('差し戻す');
  await chief.sees('差し戻しました');
}

/** 対応: the author sees what is asked, mends it, says so, and hands it in again. */
export async function mended(town) {
  const { writer } = town;
  await writer.turnsTo('自分の仕事');
  await writer.sees(/1件/, writer.part('あなたの番です'));
  await writer.goes(`${DRAFT} ${WARD}`);
  await writer.isSeen('08-returned');
  await writer.sees(ASKED);
  await writer.sees('４８％以上');
  await writer.writes('現状と課題', '会議を知る人の割合を、区民アンケートで毎年測っている。', block(writer, ELEMENT));
  await saves(writer);
  await writer.writes('対応', MENDED, writer.part('質問・修正依頼'));
  await writer.presses('対応済みにする');
  await writer.sees('対応済みにしました');
  await writer.goes('提出の確認へ進む');
  await writer.presses('提出する');
  await writer.sees('提出しました');
}

/** 再提出: the chief sees only what changed since, with the answer, and lets it go on. */
export async function passed(town) {
  const { chief } = town;
  await chief.turnsTo('自分の仕事');
  await chief.goes(`${DRAFT} ${WARD}`);
  await chief.goes(/確認|承認/);
  await chief.isSeen('09-again');
  await chief.sees('区民アンケートで毎年測っている');
  await chief.sees(MENDED);
  await chief.seesNot('葛󠄀飾の𠮷野家');
  await chief.presses('この内容で進める');
  await chief.sees('次の段階へ進めました');
  await chief.turnsTo('自分の仕事');
  await chief.goes(`${DRAFT} 環境部`);
  await chief.goes(/確認|承認/);
  await chief.presses('この内容で進める');
}

/** 一括承認: two sheets, of the two posts of one head, together; what is not ticked stays. */
export async function together(town) {
  const { head } = town;
  await head.turnsTo('自分の仕事');
  await head.presses('届いている票をすべてまとめて確かめる');
  await head.isSeen('10-together');
  await head.sees(`${DRAFT} ${WARD}`);
  await head.sees(`${DRAFT} 環境部`);
  for (const box of await head.main.getByRole('checkbox').all()) await box.check();
  await head.presses('チェックした票を承認する');
  await head.sees('承認した票 2件');
}

/** 審査と決裁: the planning section asks, is answered, and decides; the head has nothing left to do. */
export async function decided(town) {
  const { decider, writer } = town;
  await decider.turnsTo('提出状況');
  await decider.isSeen('11-board');
  await decider.goes('審査中', decider.page.getByRole('row', { name: WARD }));
  await decider.goes(/審査/);
  const all = decider.part('票の全体について');
  await decider.unfolds('質問・修正依頼を書く', all);
  await decider.ticks('質問', all);
  await decider.writes('内容', 'アンケートは何月に行いますか。', all);
  await decider.presses('書き込む', all);
  await writer.turnsTo('自分の仕事');
  await writer.goes(`${DRAFT} ${WARD}`);
  await writer.writes('対応', '十月です。', writer.part('質問・修正依頼'));
  await writer.presses('対応済みにする');
  await decides(town, DRAFT, WARD, '令和9年度川端区運営方針（素案）の決裁');
}

/** The second of the planning section decides a sheet that waits on the board. */
export async function decides({ decider }, stage, organisation, reason) {
  await decider.turnsTo('自分の仕事');
  await decider.goes(`${stage} ${organisation}`);
  await decider.goes(/審査/);
  await decider.writes('決裁の理由', reason);
  await decider.presses('決裁する');
  await decider.sees('決裁しました');
  assert.match(await decider.reads(), /決裁済み/);
}
