//! The recipes, one file each.

pub(crate) mod bench;
pub(crate) mod shots;
pub(crate) mod test;
