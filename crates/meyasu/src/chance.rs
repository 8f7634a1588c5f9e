//! 乱数: chance, where it enters the house.

use crate::failure::SOFTWARE;
use crate::say::tell;

/// Fills bytes that nobody can foretell. Without it nothing secret can be made, so there is nothing better to do than to end.
pub(crate) fn fill(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        tell(
            format!("乱数を得られないため終了します（{error}）"),
            format!("there is no randomness to be had: {error}"),
        );
        std::process::exit(i32::from(SOFTWARE));
    }
}
