//! What people do: propose, decide, publish.
