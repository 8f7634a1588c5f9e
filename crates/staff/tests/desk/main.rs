//! The staff's side, asked over its router, with a clock of the test.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod approvals;
mod approvals_shown;
mod audit;
mod browser;
mod comments;
mod crossed;
mod discarding;
mod drafts;
mod evidence;
mod forms;
mod forms_met;
mod handover;
mod history;
mod letters;
mod manual;
mod office;
mod opening;
mod outbox;
mod parts;
mod posts;
mod publishing;
mod refusals;
mod reorganisation;
mod reorganised;
mod replaced;
mod reviews;
mod seen;
mod sheets;
mod turns;
mod voices;
mod withdrawals;
mod year;
