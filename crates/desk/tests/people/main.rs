//! People and their posts: invited, let in, given posts, moved, gone; and never without somebody who keeps the accounts.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod founded;
mod invitations;
mod office;
mod papers;
mod passwords;
mod posts;
mod transfers;
mod vouched;
