//! Fields of the usual forms.

use crate::form::{Asks, Field};

pub(super) fn plain(asks: Asks) -> Field {
    Field::new(asks)
}

/// With 字数の目安.
pub(super) fn limited(limit: u32, asks: Asks) -> Field {
    Field { limit: Some(limit), ..Field::new(asks) }
}

pub(super) fn required(field: Field) -> Field {
    Field { required: true, ..field }
}

/// 庁内メモ.
pub(super) fn internal() -> Field {
    let help = "公表されません。引継ぎや確認のために残します。".to_owned();
    Field { internal: true, help, ..Field::new(Asks::StaffNote) }
}
