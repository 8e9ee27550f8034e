//! How a value becomes bytes: `[format u8][crc32c u32 LE][payload]`.
//!
//! Format 1 is JSON: it names its fields, so an added field with a default needs no migration. All
//! records are written so.
//! Format 2 has the fields in their order and nothing else: a third of the size and of the time. Only
//! rows of indexes are written so, for these can be written again from their records; a changed row
//! asks for another shape of the indexes (`shape.rs`), and then they are.
//! redb does not verify its pages on every read; the checksum is ours (reliability 1.4).

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use serde::Serialize;
use serde::de::DeserializeOwned;

const JSON: u8 = 1;
const FIELDS: u8 = 2;
const HEAD: usize = 5;

/// The bytes of a value.
///
/// # Errors
/// When the value cannot be written as JSON, which no record of ours does.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>> {
    let mut bytes = vec![JSON, 0, 0, 0, 0];
    serde_json::to_writer(&mut bytes, value).context("writing a record")?;
    seal(&mut bytes);
    Ok(bytes)
}

/// The bytes of a row of an index.
///
/// # Errors
/// When the value cannot be written, which no row of ours is.
pub fn encode_row<T: Serialize + ?Sized>(row: &T) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(256);
    bytes.extend_from_slice(&[FIELDS, 0, 0, 0, 0]);
    let mut bytes = postcard::to_extend(row, bytes).context("writing a row")?;
    seal(&mut bytes);
    Ok(bytes)
}

fn seal(bytes: &mut [u8]) {
    let sum = crc32c::crc32c(&bytes[HEAD..]);
    bytes[1..HEAD].copy_from_slice(&sum.to_le_bytes());
}

/// The value in these bytes.
///
/// # Errors
/// When the checksum does not fit, the format is unknown, or the payload is not such a value.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let payload = payload(bytes)?;
    match bytes[0] {
        FIELDS => postcard::from_bytes(payload).context("reading a row"),
        _ => serde_json::from_slice(payload).context("reading a record"),
    }
}

/// The payload, its checksum verified.
///
/// # Errors
/// As [`decode`].
pub fn payload(bytes: &[u8]) -> Result<&[u8]> {
    let Some((head, payload)) = bytes.split_at_checked(HEAD) else {
        bail!("a record of {} bytes is cut off", bytes.len());
    };
    if !matches!(head[0], JSON | FIELDS) {
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
