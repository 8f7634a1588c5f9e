//! Of what: the indicator of a row, and what people spoke about. Called and explained alike in every table.

use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, field};

/// 指標ID and 指標名.
pub(super) fn indicator<'a, R>(own: fn(&R) -> Cell<'a>, name: fn(&R) -> Cell<'a>) -> [Field<'a, R>; 2] {
    [
        field("indicator_id", "指標ID", Kind::Id, ("指標", "the indicator"), own).required(),
        field("indicator_name", "指標名", Kind::Text, ("指標の名称", "its name"), name).required(),
    ]
}

/// 種別 of that indicator.
pub(super) fn indicator_kind<'a, R>(kind: fn(&R) -> Cell<'a>) -> Field<'a, R> {
    let about = ("指標が何を測るか", "what it measures");
    field("indicator_kind", "種別", Kind::Code(code::INDICATOR_KIND), about, kind).required()
}

/// 単位 of its values.
pub(super) fn unit<'a, R>(unit: fn(&R) -> Cell<'a>) -> Field<'a, R> {
    let about = ("値の単位。空欄は単位のない数", "its unit; blank for a bare number");
    field("unit", "単位", Kind::Text, about, unit)
}

/// 対象ID and 対象の種別. `about`: what may be spoken of here.
pub(super) fn subject<'a, R>(
    about: (&'static str, &'static str),
    own: fn(&R) -> Cell<'a>,
    kind: fn(&R) -> Cell<'a>,
) -> [Field<'a, R>; 2] {
    let what = ("対象が何か", "what that is");
    [
        field("subject_id", "対象ID", Kind::Id, about, own).required(),
        field("subject_kind", "対象の種別", Kind::Code(code::RECORD_KIND), what, kind),
    ]
}
