//! What vendors encrypt their messages with: AES in CBC and, where one still does, ECB.

use aes::Aes128;
use aes::Aes192;
use aes::Aes256;
use aes::cipher::Block;
use aes::cipher::BlockCipherDecrypt;
use aes::cipher::BlockCipherEncrypt;
use aes::cipher::BlockModeDecrypt;
use aes::cipher::BlockModeEncrypt;
use aes::cipher::KeyInit;
use aes::cipher::KeyIvInit;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::block_padding::Pkcs7;

const BLOCK: usize = 16;

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Encrypt,
    Decrypt,
}

/// Why it cannot be done.
pub enum Refused {
    Unknown,
    Invalid(&'static str),
}

/// Runs a cipher by the contract's name for it.
///
/// # Errors
/// An unknown name, a key or an initial value of another length, damaged padding.
pub fn run(way: Way, alg: &str, key: &[u8], iv: &[u8], data: &[u8]) -> Result<Vec<u8>, Refused> {
    match key.len() {
        16 => with::<Aes128>(way, alg, key, iv, data),
        24 => with::<Aes192>(way, alg, key, iv, data),
        32 => with::<Aes256>(way, alg, key, iv, data),
        _ => Err(Refused::Invalid("the key has 16, 24 or 32 bytes")),
    }
}

fn with<C>(way: Way, alg: &str, key: &[u8], iv: &[u8], data: &[u8]) -> Result<Vec<u8>, Refused>
where
    C: BlockCipherEncrypt + BlockCipherDecrypt + KeyInit,
    cbc::Encryptor<C>: KeyIvInit + BlockModeEncrypt,
    cbc::Decryptor<C>: KeyIvInit + BlockModeDecrypt,
{
    let initial = || Refused::Invalid("the initial value has 16 bytes");
    let whole = Refused::Invalid("the data is no whole number of blocks");
    let damaged = |_| Refused::Invalid("the padding is damaged: the key may be another");
    match (way, alg) {
        (Way::Encrypt, "aes-cbc-pkcs7") => {
            let mode = cbc::Encryptor::<C>::new_from_slices(key, iv).map_err(|_| initial())?;
            Ok(mode.encrypt_padded_vec::<Pkcs7>(data))
        }
        (Way::Decrypt, "aes-cbc-pkcs7") => {
            let mode = cbc::Decryptor::<C>::new_from_slices(key, iv).map_err(|_| initial())?;
            mode.decrypt_padded_vec::<Pkcs7>(data).map_err(damaged)
        }
        (Way::Encrypt, "aes-cbc") => {
            let mode = cbc::Encryptor::<C>::new_from_slices(key, iv).map_err(|_| initial())?;
            match data.len() % BLOCK {
                0 => Ok(mode.encrypt_padded_vec::<NoPadding>(data)),
                _ => Err(whole),
            }
        }
        (Way::Decrypt, "aes-cbc") => {
            let mode = cbc::Decryptor::<C>::new_from_slices(key, iv).map_err(|_| initial())?;
            mode.decrypt_padded_vec::<NoPadding>(data)
                .map_err(|_| whole)
        }
        (way, "aes-ecb-pkcs7") => ecb::<C>(way, key, data),
        _ => Err(Refused::Unknown),
    }
}

fn ecb<C>(way: Way, key: &[u8], data: &[u8]) -> Result<Vec<u8>, Refused>
where
    C: BlockCipherEncrypt + BlockCipherDecrypt + KeyInit,
{
    let cipher = C::new_from_slice(key).map_err(|_| Refused::Unknown)?;
    let mut data = data.to_vec();
    if way == Way::Encrypt {
        let pad = BLOCK - data.len() % BLOCK;
        data.extend(std::iter::repeat_n(pad as u8, pad));
    }
    for chunk in data.chunks_mut(BLOCK) {
        let block = <&mut Block<C>>::try_from(chunk)
            .map_err(|_| Refused::Invalid("the data is no whole number of blocks"))?;
        match way {
            Way::Encrypt => cipher.encrypt_block(block),
            Way::Decrypt => cipher.decrypt_block(block),
        }
    }
    if way == Way::Decrypt {
        let pad = usize::from(data.last().copied().unwrap_or(0));
        let whole = (1..=BLOCK.min(data.len())).contains(&pad);
        if !whole
            || data[data.len() - pad..]
                .iter()
                .any(|byte| usize::from(*byte) != pad)
        {
            return Err(Refused::Invalid(
                "the padding is damaged: the key may be another",
            ));
        }
        data.truncate(data.len() - pad);
    }
    Ok(data)
}
