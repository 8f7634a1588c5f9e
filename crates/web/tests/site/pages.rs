//! Pages over towns that are made for the test.

mod decisions;
mod doubt;
mod element;
mod errata;
mod indicator;
mod lists;
mod money;
mod nation;
mod organisation;
mod priority;
mod references;
mod reorganised;
mod sentences;
mod staff_matter;
mod town;
