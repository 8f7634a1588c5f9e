//! The recipes, one file each.

pub(crate) mod shots;
pub(crate) mod test;
