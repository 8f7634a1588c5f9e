//! The ledger: the only SQL.
