//! Documents become drafts: bytes in, edits and problems out.
//!
//! Layers, each of which loses nothing: decode → blocks → outline → names → records. Pure: opens no file and no connection.
#![warn(missing_docs)]

pub mod block;
pub mod cover;
pub mod decode;
pub mod dictionary;
pub mod document;
mod era;
pub mod file;
pub mod furniture;
pub mod item;
pub mod label;
pub mod line;
pub mod mark;
pub mod markup;
pub mod matching;
mod near;
pub mod organisation;
pub mod outline;
pub mod package;
pub mod problem;
mod read;
pub mod rules;
pub mod tables;
pub mod text;
mod ticked;
pub mod words;
pub mod workbook;
pub mod wrap;
pub mod year;
