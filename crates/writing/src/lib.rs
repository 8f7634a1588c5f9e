//! Editions become data files.
