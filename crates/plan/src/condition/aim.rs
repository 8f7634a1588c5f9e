//! What a target sentence wants done with its number: 増やす, まで引き上げる, を維持する, を目指す.

use crate::vocabulary::{after, before, holds};

/// The verb behind a number, less its polite and hopeful endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// Nothing but とする, を目指す, 達成 …: the number itself.
    Set,
    /// 2%増: the number is the amount of change.
    RiseBy,
    /// 60まで引き上げる: the number is the end.
    RiseTo,
    /// 17.8%減
    FallBy,
    /// 4.2まで減らす
    FallTo,
    /// 80%を維持
    Keep,
    /// 5ポイント改善: a change whose way the word does not tell.
    Change,
}

/// Endings that say nothing about direction, taken off again and again. Longer ones first.
const ENDINGS: &str = "ことを目標とする ことを目指す ことをめざす ことを目標 よう努める を目標とする を目標に を目標 \
    を目指します をめざします を目指していく を目指す をめざす を目途 を目処 を図ります を図る \
    に努める に取り組む とすること にすること となること になること であること とします にします \
    とする にする となる になる である とした にした させること されること すること させます させる \
    される します する した していく していること している こと です ます 目標 を見込む 見込み を予定 \
    予定 をキープすること ていること ていく";

const RISE: &str = "増 増加 増やす 増やし 増員 増大 増進 増量 増額 増収 引き上げる 引き上げ 引上げ 引上げる 引上 \
    高める 向上 上昇 拡大 拡充 伸ばす 伸び 延伸 延ばす 上げる アップ UP Up up 上積み 上乗せ 底上げ \
    プラス 上向き 拡張 高く 多く 伸長 成長 回復 回復する 復活 増える 上がる 増加傾向 上昇傾向";

const FALL: &str = "減 減少 減らす 減らし 削減 低下 下げる 引き下げる 引き下げ 引下げ 引下げる 抑える 抑え 抑制 縮減 \
    縮小 短縮 低減 圧縮 縮める ダウン DOWN 軽減 減量 減額 おさえる 留める とどめる 止める とどめ 低く \
    少なく マイナス 減る 下がる 半減 減少傾向 低下傾向 節減 減員";

const KEEP: &str = "維持 維持継続 継続維持 維持・継続 保つ 保持 キープ 維持確保 維持管理 堅持 継続 現状維持 \
    維持すること 保つこと 継続的に維持 引き続き維持 維持・確保";

/// Nouns and verbs of doing, which leave the number as it is.
const SET: &str = "達成 実現 確保 実施 開催 設置 整備 参加 登録 取得 策定 作成 誘致 配布 発行 発信 収集 育成 養成 \
    認定 採択 導入 公表 訪問 支援 受講 完了 締結 設立 創出 開設 供用 供用開始 利用 回答 受入 受入れ \
    受け入れ 派遣 配置 提供 更新 改修 点検 着手 完成 掲載 投稿 交付 指定 活用 来場 来館 申請 申込 加入 \
    成立 成約 販売 購入 回収 提出 普及 到達 獲得 選定 募集 協定締結 解消 根絶 目標達成 実施・達成 新設 \
    新規 植樹 植栽 建設 近づける 近付ける";

/// Adverbs between a number and its verb.
const HOW: &str = "以上 継続して 安定的に 毎年度 毎年 引き続き 常に 着実に";
const KEPT: &str = "の水準を を の で に と 水準を 水準の 程度を 台を 程度で";
const TOWARDS: &str = "までに まで に へ へと 程度に 程度まで 前後に 水準に 台に 台まで";
const DIRECT: &str = "の を ずつ ほど 程度 程度の だけ 分 分の も は で";

impl Aim {
    /// Reads the whole of what stands behind a number; `firm` allows nouns that nobody listed (10回の講座開設).
    pub(super) fn parse(key: &str, firm: bool) -> Option<Self> {
        let text = without_endings(key);
        if text.is_empty() || holds("に と を へ の で が 達成率 を達成 とし にし 目標値", text)
        {
            return Some(Self::Set);
        }
        let text = text.trim_start_matches(['、', ',', ' ']);
        let text = after(text, HOW).filter(|rest| !rest.is_empty()).unwrap_or(text);
        by_verb(text, TOWARDS, RISE, Self::RiseTo)
            .or_else(|| by_verb(text, TOWARDS, FALL, Self::FallTo))
            .or_else(|| by_verb(text, DIRECT, RISE, Self::RiseBy))
            .or_else(|| by_verb(text, DIRECT, FALL, Self::FallBy))
            .or_else(|| by_verb(text, KEPT, KEEP, Self::Keep))
            .or_else(|| by_verb(text, "の を に で", "改善 変化 転換", Self::Change))
            .or_else(|| by_verb(text, "の を が に で", SET, Self::Set))
            .or_else(|| (firm && is_doing(text)).then_some(Self::Set))
    }

    /// A verb without any number: 増加, 現状維持.
    pub(super) fn alone(key: &str) -> Option<Self> {
        let text = without_endings(key);
        match text {
            _ if holds(RISE, text) => Some(Self::RiseBy),
            _ if holds(FALL, text) => Some(Self::FallBy),
            _ if holds(KEEP, text) => Some(Self::Keep),
            _ => None,
        }
    }
}

/// A verb of the list, at once or behind one of the particles.
fn by_verb(text: &str, particles: &str, verbs: &str, aim: Aim) -> Option<Aim> {
    let is_verb = |verb: &str| holds(verbs, verb.trim_start_matches(['、', ' ']));
    let behind = particles.split_whitespace().filter_map(|particle| text.strip_prefix(particle)).any(is_verb);
    let at_once = !matches!(aim, Aim::RiseTo | Aim::FallTo) && is_verb(text);
    (at_once || behind).then_some(aim)
}

/// 減少させることを目指す → 減少.
fn without_endings(key: &str) -> &str {
    let mut text = key.trim().trim_end_matches(['。', '.', '、', ' ']);
    while let Some(shorter) = before(text, ENDINGS) {
        text = shorter.trim_end();
    }
    text
}

/// の講座開設, を一斉配布: some kanji or katakana behind a particle.
fn is_doing(text: &str) -> bool {
    let noun = ["の", "を", "で", "が", "に"]
        .iter()
        .find_map(|particle| text.strip_prefix(particle))
        .unwrap_or(text);
    let count = noun.chars().count();
    let kanji = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FF}' | '々');
    (2..=8).contains(&count)
        && noun.chars().all(kanji)
        && !noun.replace("超過", "").contains(['増', '減', '超', '未', '比', '低', '高', '以'])
        && !noun.contains("目標")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_tell_the_end_from_the_way() {
        let check = |text: &str, aim| assert_eq!(Aim::parse(text, false), aim, "{text}");
        check("まで引き上げる", Some(Aim::RiseTo));
        check("に拡大", Some(Aim::RiseTo));
        check("へ増加", Some(Aim::RiseTo));
        check("に向上させることを目指す", Some(Aim::RiseTo));
        check("増", Some(Aim::RiseBy));
        check("の増加", Some(Aim::RiseBy));
        check("増やす", Some(Aim::RiseBy));
        check("まで減らす", Some(Aim::FallTo));
        check("に抑える", Some(Aim::FallTo));
        check("減少", Some(Aim::FallBy));
        check("の削減を目指す", Some(Aim::FallBy));
        check("を維持する", Some(Aim::Keep));
        check("にする", Some(Aim::Set));
        check("とする。", Some(Aim::Set));
        check("を達成することを目標とする", Some(Aim::Set));
        check("の開催", Some(Aim::Set));
        check("ポイント改善", None);
        check("改善", Some(Aim::Change));
        check("の人が参加した様子", None);
    }
}
