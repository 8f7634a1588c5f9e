// 六 秋: a deadline is put off with a reason, reminders are ready, and the middle of the year is looked back on.

import { ELEMENT, WARD } from './cast.mjs';
import { decides } from './reviewing.mjs';
import { block, saves } from './writing.mjs';

const MIDTERM = '令和9年度運営方針の中間振り返り';
const WHY = '台風の対応のため';

/** Fills every field that a sheet must have and that has nothing yet. */
export async function fillsWhatIsBlank(person, text) {
  const boxes = person.main.getByRole('textbox', { name: /必須/ });
  for (const box of await boxes.all()) {
    if ((await box.getAttribute('aria-readonly')) !== 'true' && (await box.inputValue()) === '') await box.fill(text);
  }
}

/** Hands a sheet in, and lets it go through the hands of its route. */
export async function goesThrough(town, stage, ...hands) {
  const { writer } = town;
  await writer.goes('提出の確認へ進む');
  await writer.presses('提出する');
  await writer.sees('提出しました');
  for (const person of hands) {
    await person.turnsTo('自分の仕事');
    await person.goes(`${stage} ${WARD}`);
    await person.goes(/確認|承認/);
    await person.presses('この内容で進める');
    await person.sees('次の段階へ進めました');
  }
}

/** What begins only later is not hidden from those who will write it. */
export async function opensLater(person, stage) {
  await person.turnsTo('自分の仕事');
  const later = person.main.locator('details', { hasText: 'もっと先に始まるもの' });
  if ((await later.count()) && (await later.innerText()).length < 40) await person.unfolds('もっと先に始まるもの');
  await person.goes(`${stage} ${WARD}`);
}

/** 延長: with a reason; the board and the writer see the new day. */
export async function extended(town) {
  const { planner, writer } = town;
  await planner.turnsTo('提出状況');
  await planner.goes('督促の一覧と文案');
  await planner.isSeen('15-reminders');
  await planner.sees(/こども部 .*担当する職員が登録されていません/);
  await planner.goes('提出状況へ');
  const row = planner.page.getByRole('row', { name: WARD });
  await planner.goes('未着手', row);
  await planner.unfolds('期限を延ばす');
  await planner.writes('新しい期限', 'Ｒ９．２．２６');
  await planner.writes('理由', WHY, await planner.unfolds('期限を延ばす'));
  await planner.presses('期限を延ばす');
  await planner.sees('期限を延ばしました');
  await planner.turnsTo('提出状況');
  await planner.sees(/延長/);
  await planner.isSeen('16-board-extended');
  await writer.turnsTo('自分の仕事');
}

/** 中間振り返り: written, approved by the head alone, decided. */
export async function lookedBack(town) {
  const { writer, head } = town;
  await opensLater(writer, MIDTERM);
  await writer.writes('令和9年度中間評価', '上半期は、縁側会議を月に二回開いた。', block(writer, ELEMENT));
  await fillsWhatIsBlank(writer, '予定どおり進んでいる。');
  await saves(writer);
  await goesThrough(town, MIDTERM, head);
  await decides(town, MIDTERM, WARD, '令和9年度の中間振り返りの決裁');
}
