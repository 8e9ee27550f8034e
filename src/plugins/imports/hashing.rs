//! Digests and HMACs by the names the contract gives them.

use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use md5::Md5;
use sha1::Sha1;
use sha2::Digest;
use sha2::Sha256;
use sha2::Sha512;
use sm3::Sm3;

/// The digest over all pieces, one after the other. None: nobody here knows the algorithm.
pub fn digest(alg: &str, pieces: &[Vec<u8>]) -> Option<Vec<u8>> {
    Some(match alg {
        "md5" => over::<Md5>(pieces),
        "sha1" => over::<Sha1>(pieces),
        "sha256" => over::<Sha256>(pieces),
        "sha512" => over::<Sha512>(pieces),
        "sm3" => over::<Sm3>(pieces),
        _ => return None,
    })
}

/// The HMAC over all pieces. None: nobody here knows the algorithm.
pub fn hmac(alg: &str, key: &[u8], pieces: &[Vec<u8>]) -> Option<Vec<u8>> {
    Some(match alg {
        "md5" => keyed(Hmac::<Md5>::new_from_slice(key).ok()?, pieces),
        "sha1" => keyed(Hmac::<Sha1>::new_from_slice(key).ok()?, pieces),
        "sha256" => keyed(Hmac::<Sha256>::new_from_slice(key).ok()?, pieces),
        "sha512" => keyed(Hmac::<Sha512>::new_from_slice(key).ok()?, pieces),
        "sm3" => keyed(Hmac::<Sm3>::new_from_slice(key).ok()?, pieces),
        _ => return None,
    })
}

fn over<D: Digest>(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut hasher = D::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().to_vec()
}

fn keyed<M: Mac>(mut mac: M, pieces: &[Vec<u8>]) -> Vec<u8> {
    for piece in pieces {
        mac.update(piece);
    }
    mac.finalize().into_bytes().to_vec()
}
