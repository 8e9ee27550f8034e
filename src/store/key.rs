//! Keys: bytes whose order is the order of what they hold.

/// A key under construction.
#[derive(Debug, Clone, Default)]
pub struct Key(Vec<u8>);

impl Key {
    pub fn new() -> Key {
        Key::default()
    }

    pub fn u8(mut self, n: u8) -> Key {
        self.0.push(n);
        self
    }

    pub fn u64(mut self, n: u64) -> Key {
        self.0.extend_from_slice(&n.to_be_bytes());
        self
    }

    /// Signed, with negative numbers before positive ones.
    pub fn i64(self, n: i64) -> Key {
        self.u64((n as u64) ^ (1 << 63))
    }

    /// Text closed by a zero byte; zero bytes inside are dropped, as none of our texts has one.
    pub fn text(mut self, text: &str) -> Key {
        self.0.extend(text.bytes().filter(|b| *b != 0));
        self.0.push(0);
        self
    }

    /// The beginning of a text: what every text that starts so shares.
    pub fn prefix(mut self, text: &str) -> Key {
        self.0.extend(text.bytes().filter(|b| *b != 0));
        self
    }

    pub fn bytes(mut self, bytes: &[u8]) -> Key {
        self.0.extend_from_slice(bytes);
        self
    }

    pub fn build(self) -> Vec<u8> {
        self.0
    }

    /// The first key after everything that begins with this one; empty when there is none.
    pub fn end(self) -> Vec<u8> {
        let mut end = self.0;
        while let Some(last) = end.pop() {
            if last < u8::MAX {
                end.push(last + 1);
                return end;
            }
        }
        end
    }
}

/// The `u64` at `at` bytes into a key.
pub fn u64_at(key: &[u8], at: usize) -> Option<u64> {
    let bytes = key.get(at..at + 8)?;
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

/// The signed number at `at` bytes into a key.
pub fn i64_at(key: &[u8], at: usize) -> Option<i64> {
    u64_at(key, at).map(|n| (n ^ (1 << 63)) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_sort_as_their_numbers_do(a: i64, b: i64) {
            let (ka, kb) = (Key::new().i64(a).build(), Key::new().i64(b).build());
            prop_assert_eq!(a.cmp(&b), ka.cmp(&kb));
            prop_assert_eq!(i64_at(&ka, 0), Some(a));
        }
    }
}
