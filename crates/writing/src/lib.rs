//! Editions become data files: one function a format, `&Edition` in, bytes out. Opens no file and no connection.
#![warn(missing_docs)]

pub mod json;
