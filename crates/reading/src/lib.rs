//! Documents become drafts: bytes in, edits and problems out.
