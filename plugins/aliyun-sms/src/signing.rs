//! ACS3-HMAC-SHA256. The secret is the key of one HMAC, which the desk computes; there is no
//! derived key.

use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::vault;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// SHA-256 of an empty body: everything travels in the query.
pub const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// What a signature is made of.
pub struct Signed<'s> {
    pub method: &'s str,
    pub path: &'s str,
    /// As it is sent: see [`query`].
    pub query: &'s str,
    /// `host` and everything that begins with `x-acs-`: names in lower case, in their order.
    pub headers: &'s [(&'s str, &'s str)],
    /// SHA-256 of the body, hexadecimal.
    pub body_sha256: &'s str,
}

/// Fields as RFC 3986 writes them, in the order of their names.
pub fn query(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| {
        format!("{}={}", encode::percent(name), encode::percent(value))
    };
    let mut pairs: Vec<String> = fields.iter().map(one).collect();
    pairs.sort_unstable();
    pairs.join("&")
}

/// What is hashed: a line each for method, path and query, the headers with a line each, their
/// names, the hash of the body.
pub fn canonical(signed: &Signed<'_>) -> String {
    let header = |(name, value): &(&str, &str)| format!("{name}:{}\n", value.trim());
    let headers: String = signed.headers.iter().map(header).collect();
    let Signed {
        method,
        path,
        query,
        body_sha256,
        ..
    } = signed;
    let names = names(signed);
    format!("{method}\n{path}\n{query}\n{headers}\n{names}\n{body_sha256}")
}

fn names(signed: &Signed<'_>) -> String {
    let names: Vec<&str> = signed.headers.iter().map(|(name, _)| *name).collect();
    names.join(";")
}

/// The header `Authorization`.
///
/// # Errors
/// `auth(missing)` when there is no secret to sign with.
pub fn authorization(signed: &Signed<'_>, key_id: &str) -> Result<String> {
    let hash = vault::sha256_hex(&[vault::text(&canonical(signed))])?;
    let key = [vault::secret("access-key-secret")];
    let text = [vault::text(&format!("{ALGORITHM}\n{hash}"))];
    let signature = encode::hex(&vault::hmac("sha256", &key, &text)?);
    let names = names(signed);
    Ok(format!(
        "{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}"
    ))
}
