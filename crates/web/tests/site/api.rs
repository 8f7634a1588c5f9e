//! The API over the sample city: every answer is what its description says, and every wrong question is told so.
mod answers;
mod crowd;
mod description;
mod documentation;
mod files;
mod marks;
mod parts;
mod sample;
mod times;
mod wrong;
