//! How a value becomes bytes: `[format u8][crc32c u32 LE][payload]`.
//!
//! Format 1 is JSON: it names its fields, so an added field with a default needs no migration.
//! redb does not verify its pages on every read; the checksum is ours (reliability 1.4).

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use serde::Serialize;
use serde::de::DeserializeOwned;

const JSON: u8 = 1;
const HEAD: usize = 5;

/// The bytes of a value.
///
/// # Errors
/// When the value cannot be written as JSON, which no record of ours does.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>> {
    let mut bytes = vec![JSON, 0, 0, 0, 0];
    serde_json::to_writer(&mut bytes, value).context("writing a record")?;
    let sum = crc32c::crc32c(&bytes[HEAD..]);
    bytes[1..HEAD].copy_from_slice(&sum.to_le_bytes());
    Ok(bytes)
}

/// The value in these bytes.
///
/// # Errors
/// When the checksum does not fit, the format is unknown, or the payload is not such a value.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(payload(bytes)?).context("reading a record")
}

/// The payload, its checksum verified.
///
/// # Errors
/// As [`decode`].
pub fn payload(bytes: &[u8]) -> Result<&[u8]> {
    let Some((head, payload)) = bytes.split_at_checked(HEAD) else {
        bail!("a record of {} bytes is cut off", bytes.len());
    };
    if head[0] != JSON {
        bail!("a record has the unknown format {}", head[0]);
    }
    let sum = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
    if crc32c::crc32c(payload) != sum {
        bail!("the checksum of a record does not fit: its bytes are damaged");
    }
    Ok(payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_flipped_bit_is_noticed() {
        let good = encode(&("退款", 12_900)).expect("encodes");
        assert_eq!(decode::<(String, i64)>(&good).expect("decodes").1, 12_900);
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert!(decode::<(String, i64)>(&bad).is_err(), "byte {at}");
        }
    }
}
