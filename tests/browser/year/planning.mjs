// 二 年度を開く: one of the planning section opens the year, another decides it; then a form is looked at and its help is changed.

import assert from 'node:assert/strict';

const HELP = '目標値には、根拠とした調査の名前を添えてください。';

/** 年度を開く: drafted by one; the same person cannot decide it; another decides. */
export async function opened(town) {
  const { planner } = town;
  await planner.turnsTo('年度を開く');
  await planner.sees('令和9年度を開く前の確認');
  await planner.sees('標準の様式5件');
  await planner.ticks('前年度の文から');
  await planner.writes('令和9年度運営方針の作成（素案） 期限', inDays(5));
  await planner.presses('選び直した内容で見直す');
  assert.ok(await planner.main.getByLabel('前年度の文から').isChecked());
  await planner.isSeen('02-opening');
  await planner.presses('この内容で起案する');
  await planner.sees('起案しました');
  await planner.sees('決裁できる人：企画 二葉', planner.part('決裁する'));
  assert.equal(await planner.part('決裁する').getByRole('button', { name: '決裁する' }).count(), 0);
  await decidesFirst(town.decider, /令和9年度/);
}

/** A day soon, as an office writes it: 「R8.11.27」. */
export function inDays(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return `R${day.getFullYear() - 2018}.${day.getMonth() + 1}.${day.getDate()}`;
}

/** The second person of the planning section decides the draft of this title. */
export async function decidesFirst(decider, title) {
  await decider.turnsTo('決裁を待つ起案');
  await decider.goes(title);
  await decider.presses('決裁する');
  await decider.sees('決裁しました');
}

/** 様式: a help text is changed, previewed, proposed by one and decided by another. */
export async function formChanged(town) {
  const { planner, decider } = town;
  await planner.turnsTo('様式');
  await planner.goes('令和9年度 目標の設定');
  const part = planner.part('アウトカム指標');
  const field = await planner.unfolds('令和9年度目標値', part.locator('li').filter({ hasText: '令和9年度目標値' }).first());
  await planner.writes('記入要領', HELP, field);
  await planner.isSeen('03-form');
  await planner.presses('保存する');
  await planner.sees('様式の下書きを保存しました');
  await planner.goes('書く人の画面で下見する');
  await planner.chooses('組織', '川端区役所');
  await planner.presses('この組織で見る');
  await planner.sees(HELP);
  await planner.goes('様式の編集に戻る');
  await planner.presses('この様式で起案する');
  await planner.sees('起案しました');
  await town.writer.turnsTo('自分の仕事');
  await town.writer.goes(/令和9年度運営方針の作成（素案） 川端区役所/);
  await town.writer.seesNot(HELP);
  await decidesFirst(decider, /目標の設定/);
  await town.writer.page.reload();
  await town.writer.sees(HELP);
}
