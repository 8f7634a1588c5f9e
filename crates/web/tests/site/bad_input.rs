//! What is asked out of order: every answer says what is wrong and how to go on, and none is a fault of ours.
mod anything;
mod crowd;
mod heads;
mod table;
mod town;
