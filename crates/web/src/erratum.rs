//! 正誤: what a page said before and was wrong, what it says now, since when and why; and what was taken back altogether.

use plan::diff;
use plan::edition::Edition;
use plan::record::RecordId;

use crate::difference::{Field, title};
use crate::here::Here;

/// One record that was put right after it was published.
pub(crate) struct Erratum {
    /// The record, with its history.
    pub(crate) about: (String, String),
    /// Field by field: 誤 and 正.
    pub(crate) fields: Vec<Field>,
    /// Whether the record was taken away.
    pub(crate) is_gone: bool,
    /// 「令和8年7月10日公表（訂正）」, with the decision.
    pub(crate) since: (String, String),
    /// What was wrong, and why.
    pub(crate) why: String,
}

/// 公表の取下げ: when, and why.
pub(crate) struct Withdrawal {
    pub(crate) on: String,
    pub(crate) why: String,
}

/// Those of a record and of what hangs on it, the newest first.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId) -> Vec<Erratum> {
    edition.errata_of(id).iter().filter_map(|it| one(here, edition, it)).collect()
}

/// Those of several records, one after another.
pub(crate) fn of_all<'a>(
    here: &Here,
    edition: &Edition,
    ids: impl IntoIterator<Item = &'a RecordId>,
) -> Vec<Erratum> {
    ids.into_iter().flat_map(|id| of(here, edition, id)).collect()
}

/// Those that a decision put right.
pub(crate) fn by(here: &Here, edition: &Edition, number: plan::decision::DecisionNumber) -> Vec<Erratum> {
    let Some(publication) = edition.first_publication(number) else { return vec![] };
    let all = edition.errata_with(publication).into_iter().filter(|it| it.decision == number);
    all.filter_map(|it| one(here, edition, &it)).collect()
}

fn one(here: &Here, edition: &Edition, it: &plan::erratum::Erratum<'_>) -> Option<Erratum> {
    let difference = diff::difference(it.record, Some(it.before), it.after)?;
    Some(Erratum {
        about: (title(edition, it.record), here.record("records", it.record)),
        fields: difference.fields.iter().map(|field| Field::of(here, edition, field)).collect(),
        is_gone: it.after.is_none(),
        since: (
            crate::left_open::said(here, it.publication),
            here.to(&format!("/decisions/{}", it.decision)),
        ),
        why: it.note.to_owned(),
    })
}

/// Every withdrawal that the public still sees the effect of, or saw, the newest first.
pub(crate) fn withdrawals(here: &Here, edition: &Edition) -> Vec<Withdrawal> {
    let all = edition.withdrawals().into_iter().rev();
    let one = |it: &plan::publication::Publication| Withdrawal {
        on: here.lang.date(it.date()),
        why: it.note.clone().unwrap_or_default(),
    };
    all.map(one).collect()
}
