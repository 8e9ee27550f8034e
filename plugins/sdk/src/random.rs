//! Chance. That of the language is the same in every call.

use crate::desk;

/// At most 1,024 at once.
pub fn bytes(len: u32) -> Vec<u8> {
    desk::random::bytes(len)
}

/// Version 4.
pub fn uuid() -> String {
    desk::random::uuid()
}
