// 三 記入: the departments write, the finance section its amounts, and what was typed is understood and said back.

import assert from 'node:assert/strict';
import { ELEMENT, INDICATOR, SECRET, VISION, WARD } from './cast.mjs';

export const DRAFT = '令和9年度運営方針の作成（素案）';

/** Saves what was typed as this browser can: by itself, or by the button. */
export async function saves(person) {
  if (person.scripts) {
    await person.page.keyboard.press('Tab');
    await person.page.waitForFunction(() => /保存済み/.test(document.getElementById('state').textContent));
  } else {
    await person.presses('下書き保存');
    await person.sees('下書きを保存しました');
  }
}

/** A part of the sheet: an element, an indicator. */
export const block = (person, title) => person.main.getByRole('region', { name: title, exact: true });

/** 入力者: goal, text, targets as people write them. */
export async function written(town) {
  const { writer } = town;
  await writer.turnsTo('自分の仕事');
  await writer.goes(`${DRAFT} ${WARD}`);
  const whole = block(writer, '令和9年度 川端区運営方針');
  await writer.writes('目標', VISION, whole);
  const element = block(writer, ELEMENT);
  await writer.writes('庁内メモ', SECRET, element);
  assert.equal(await element.getByRole('textbox', { name: '令和9年度当初予算' }).getAttribute('aria-readonly'), 'true', 'a writer may write amounts');
  await writer.sees('財政課が記入します', element);
  const targets = writer.main.getByLabel('令和9年度目標値 ※必須');
  const count = await targets.count();
  assert.equal(count, 11);
  for (let at = 0; at < count; at += 1) await targets.nth(at).fill('９０％以上');
  const told = block(writer, INDICATOR);
  await writer.writes('令和9年度目標値 ※必須', '４８％以上', told);
  await writer.writes('令和9年度目標値 ※必須', '８組以上', block(writer, '区役所の仲立ちで新たに連携して活動した団体の組数'));
  await saves(writer);
  await writer.page.reload();
  await writer.sees('「48%以上」と理解しました', block(writer, INDICATOR));
  assert.equal(await block(writer, INDICATOR).getByLabel('令和9年度目標値 ※必須').inputValue(), '４８％以上', 'what was typed is changed');
  assert.equal(await block(writer, '令和9年度 川端区運営方針').getByLabel('目標').first().inputValue(), VISION, 'a character is lost');
  await writer.isSeen('04-sheet');
}

/** 財政課: the amounts, full-width, with ▲ where they fall; and nothing else. */
export async function costed(town) {
  const { finance } = town;
  await finance.turnsTo('提出状況');
  await finance.isSeen('05-board-finance');
  await finance.goes('作成中');
  const element = block(finance, ELEMENT);
  await finance.writes('令和7年度決算', '８８，５００千円', element);
  await finance.writes('令和8年度当初予算', '95百万円', element);
  await finance.writes('令和9年度当初予算', '１億２００万円', element);
  await saves(finance);
  await finance.page.reload();
  await finance.sees(/102,000,000円|1億200万円/, block(finance, ELEMENT));
  assert.equal(await element.getByRole('textbox', { name: '主な戦略' }).getAttribute('aria-readonly'), 'true', 'the finance section writes texts');
}

/** 根拠資料: a file beside the target; the writer sees the amounts of the finance section. */
export async function proved(town) {
  const { writer } = town;
  await writer.page.reload();
  await writer.sees(/１億２００万円|102,000,000円/, block(writer, ELEMENT));
  await writer.presses(/根拠資料を添付….*：令和9年度目標値$/, block(writer, INDICATOR));
  await writer.sees('令和9年度目標値');
  await writer.page.getByLabel('ファイル（いくつでも選べます）').setInputFiles({ name: '区民アンケート𠮷.csv', mimeType: 'text/csv', buffer: Buffer.from('回答,人\nはい,48\n') });
  await writer.presses('添付する');
  await writer.sees('区民アンケート𠮷.csv');
  await writer.goes('票の欄に戻る');
  await writer.sees('区民アンケート𠮷.csv', block(writer, INDICATOR));
}

/** 提出: what is missing is said, and then it goes to the chief. */
export async function submitted(town) {
  const { writer, chief } = town;
  await writer.goes('提出の確認へ進む');
  await writer.isSeen('06-submit');
  await writer.presses('提出する');
  await writer.sees('提出しました');
  await writer.sees('課長の確認');
  await chief.turnsTo('自分の仕事');
  await chief.sees(`${DRAFT} ${WARD}`, chief.part('あなたの番です'));
}

/** The other department: one blank that is required keeps it from being submitted, and is named. */
export async function second(town) {
  const { ecologist } = town;
  await ecologist.turnsTo('自分の仕事');
  await ecologist.seesNot(WARD);
  await ecologist.goes(`${DRAFT} 環境部`);
  const element = block(ecologist, '1 減った理由まで説明できる環境行政にする');
  await ecologist.goes('提出の確認へ進む');
  await ecologist.sees('このままでは提出できません');
  await ecologist.goes(/現状と課題/);
  await ecologist.writes('現状と課題', '事業系のごみの４８％が、分ければ資源になる。', element);
  await saves(ecologist);
  await ecologist.goes('提出の確認へ進む');
  await ecologist.presses('提出する');
  await ecologist.sees('提出しました');
}
