//! Editions become data files: one function a format, `&Edition` in, bytes out. Opens no file and no connection.
//!
//! `feed` tells what was published. `tables` says what the open data holds; `csv`, `csvw` and `catalogue` write it; `self_check` looks at what was written. `audit` is for auditors, and never public.
#![warn(missing_docs)]

pub mod audit;
pub mod bundle;
pub mod calendar_file;
pub mod catalogue;
pub mod cell;
pub mod code;
pub mod column;
pub mod csv;
pub mod csvw;
pub mod feed;
pub mod json;
pub mod self_check;
pub mod staff_book;
pub mod table;
pub mod tables;
