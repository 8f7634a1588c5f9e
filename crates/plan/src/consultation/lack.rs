//! 結果に足りないもの: why the results of a consultation cannot be drafted yet, in both languages.

/// What is missing. `order` is the number of a summary on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Opinions that nobody has read.
    Unread(u32),
    /// Opinions put into a summary that is there no more.
    NoSummary(u32),
    /// A summary without words.
    NoWords(u32),
    /// A summary to which no opinion belongs.
    NoOpinion(u32),
    /// Nobody said what became of it.
    NoAnswer(u32),
    /// The municipality's thinking is not there.
    NoThinking(u32),
    /// The draft was changed, and it is not said where.
    NoPlace(u32),
    /// The name, address or telephone of somebody who wrote stands in what would be public.
    Personal(u32, String),
}

impl Lack {
    /// Whether staff may go on all the same, having looked: a word may be somebody's name and a place.
    pub fn may_be_overlooked(&self) -> bool {
        matches!(self, Self::Personal(..))
    }

    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::Unread(count) => format!("未確認の意見が{count}件あります"),
            Self::NoSummary(count) => format!("概要が決まっていない意見が{count}件あります"),
            Self::NoWords(order) => format!("概要{order}：意見の概要を書いてください"),
            Self::NoOpinion(order) => {
                format!("概要{order}：まとめた意見がありません（概要を消すか、意見を入れてください）")
            }
            Self::NoAnswer(order) => format!("概要{order}：考え方の区分を選んでください"),
            Self::NoThinking(order) => format!("概要{order}：考え方を書いてください"),
            Self::NoPlace(order) => format!("概要{order}：反映した先（計画の要素など）を選んでください"),
            Self::Personal(order, words) => {
                let place = if *order == 0 { "まとめの文".to_owned() } else { format!("概要{order}") };
                format!("{place}：提出者の氏名・住所・連絡先と同じ言葉「{words}」があります")
            }
        }
    }

    /// The same in English.
    pub fn en(&self) -> String {
        match self {
            Self::Unread(count) => format!("{count} opinions are not read yet"),
            Self::NoSummary(count) => format!("{count} opinions belong to no summary"),
            Self::NoWords(order) => format!("summary {order} has no words"),
            Self::NoOpinion(order) => format!("no opinion belongs to summary {order}"),
            Self::NoAnswer(order) => format!("summary {order}: choose the kind of answer"),
            Self::NoThinking(order) => format!("summary {order}: write the answer"),
            Self::NoPlace(order) => format!("summary {order}: say where the draft was changed"),
            Self::Personal(order, words) => {
                format!("summary {order}: “{words}” is also a sender’s name, address or contact")
            }
        }
    }
}
