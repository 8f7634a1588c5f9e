//! Short names for bytes: cache addresses and ETags. Not a proof of anything.

use sha2::{Digest, Sha256};

/// The first 12 hex digits of the SHA-256.
pub(crate) fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
