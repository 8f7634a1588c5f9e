//! 組織改正: what holds for every town and every reorganisation, and what one town sees of it.
mod examples;
mod laws;
mod town;
