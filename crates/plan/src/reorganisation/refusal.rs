//! Why a reorganisation cannot be, in both languages; each names the organisation that it is about.

use super::Reorganisation;
use super::rebuilding::Rebuilt;
use crate::edition::Edition;
use crate::organisation::Organisation;
use crate::record::RecordId;

/// 組織改正できない理由. `Display` is English with ids; [`Refusal::ja`] and [`Refusal::en`] say names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// No step at all.
    #[error("nothing happens: add a step first")]
    NothingHappens,
    /// A merger of nobody.
    #[error("choose which organisations are merged")]
    NobodyNamed,
    /// It is not there on the day, or never was.
    #[error("“{0}” is not there on that day")]
    NotThere(RecordId),
    /// Two steps about the same.
    #[error("two steps change the same of “{0}”")]
    Twice(RecordId),
    /// A name that is none.
    #[error("“{0}” needs a name of up to 100 characters")]
    NoName(RecordId),
    /// It is called so already.
    #[error("“{0}” is called so already")]
    SameName(RecordId),
    /// It stands there already.
    #[error("“{0}” stands there already")]
    SamePlace(RecordId),
    /// Something on that day or later is decided already.
    #[error("another change of “{0}” on that day or later is decided already")]
    LaterChange(RecordId),
    /// A split into one.
    #[error("“{0}” is split into one only: choose two or more")]
    TooFew(RecordId),
    /// The heir ends on the same day.
    #[error("“{0}” is to take work over and ends itself")]
    HeirEnds(RecordId),
    /// It is changed and ends on the same day.
    #[error("“{0}” is changed and ends on the same day")]
    EndsItself(RecordId),
    /// Where it is put ends on the same day.
    #[error("“{0}” is put under what is not there from that day on: choose another place")]
    PlaceEnds(RecordId),
    /// 堂々巡り.
    #[error("the departments of “{0}” lead in a circle")]
    Circle(RecordId),
    /// There is another record of this id.
    #[error("the id “{0}” is taken")]
    IdTaken(RecordId),
    /// 廃止 of what still has work: these records.
    #[error("“{0}” still has {n} records that nobody takes over", n = .1.len())]
    Left(RecordId, Vec<RecordId>),
}

impl Refusal {
    /// Which organisation it is about.
    pub fn about(&self) -> Option<&RecordId> {
        match self {
            Self::NothingHappens | Self::NobodyNamed => None,
            Self::NotThere(id)
            | Self::Twice(id)
            | Self::NoName(id)
            | Self::SameName(id)
            | Self::SamePlace(id)
            | Self::LaterChange(id)
            | Self::TooFew(id)
            | Self::HeirEnds(id)
            | Self::EndsItself(id)
            | Self::PlaceEnds(id)
            | Self::Circle(id)
            | Self::IdTaken(id)
            | Self::Left(id, _) => Some(id),
        }
    }

    /// 職員に見せる文; `name`: what the organisation is called.
    pub fn ja(&self, name: &str) -> String {
        match self {
            Self::NothingHappens => "改正の内容を1件以上追加してください".to_owned(),
            Self::NobodyNamed => "統合する組織を選んでください".to_owned(),
            Self::NotThere(_) => format!("「{name}」は施行日にはありません"),
            Self::Twice(_) => format!("「{name}」の同じことを2件で変えようとしています。1件にしてください"),
            Self::NoName(_) => "組織名を100字までで入力してください".to_owned(),
            Self::SameName(_) => format!("「{name}」はもうその名称です"),
            Self::SamePlace(_) => format!("「{name}」はもうそこに所属しています"),
            Self::LaterChange(_) => {
                format!("「{name}」には、施行日以後の別の改正がもう決裁されているか、自分自身を指しています")
            }
            Self::TooFew(_) => format!("「{name}」の分割先を2つ以上選んでください"),
            Self::HeirEnds(_) => {
                format!("「{name}」は業務を引き継ぐことになっていますが、同じ日に廃止されます")
            }
            Self::EndsItself(_) => {
                format!(
                    "「{name}」は同じ日に廃止されるので、改称や所属替えはできません。どちらかの件を取り消してください"
                )
            }
            Self::PlaceEnds(_) => {
                format!("「{name}」の新しい所属先は施行日にはありません。所属先を選び直してください")
            }
            Self::Circle(_) => format!("「{name}」の上位組織をたどると自分に戻ります"),
            Self::IdTaken(_) => format!("「{name}」の記録IDはもう使われています。追加し直してください"),
            Self::Left(_, left) => {
                let count = left.len();
                format!("「{name}」には引継先のない記録が{count}件あります。統合か分割を選んでください")
            }
        }
    }

    /// 引継先のない記録, to be named beside the sentence.
    pub fn left(&self) -> &[RecordId] {
        match self {
            Self::Left(_, left) => left,
            _ => &[],
        }
    }

    /// The same in English.
    pub fn en(&self, name: &str) -> String {
        match self.about() {
            Some(id) => self.to_string().replace(&format!("“{id}”"), &format!("“{name}”")),
            None => self.to_string(),
        }
    }
}

/// What ends without an heir although something is its own.
pub(super) fn left_without_heir(
    wanted: &Reorganisation,
    edition: &Edition,
    rebuilt: &Rebuilt,
) -> Vec<Refusal> {
    let mut refused = vec![];
    for (id, _) in rebuilt.heirs.iter().filter(|(_, heirs)| heirs.is_empty()) {
        let own = super::handing::own(wanted, edition, id).into_iter();
        // A section that ends too, or is put elsewhere, is looked after.
        let left = own.filter(|(record, _)| match rebuilt.organisations.get(record) {
            Some(below) => below.ended.is_none() && below.parent.as_ref() == Some(id),
            None => true,
        });
        let left: Vec<RecordId> = left.map(|(record, _)| record).collect();
        if !left.is_empty() && edition.find::<Organisation>(id).is_some() {
            refused.push(Refusal::Left(id.clone(), left));
        }
    }
    refused
}
