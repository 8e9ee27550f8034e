//! Credentials: put into a request once it is known where it goes, and only for the places each
//! secret may be sent to.

use super::failure::Failure;
use super::failure::Kind;
use super::headers;
use super::request::Body;
use super::request::Credential;
use super::request::Part;
use super::request::Placed;
use crate::domain::reach::Address;
use crate::domain::reach::Origin;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::AUTHORIZATION;
use reqwest::header::CONTENT_TYPE;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::HeaderValue;

/// A request as it is sent, secrets and all. Never told to anybody.
pub struct Dressed {
    pub address: Address,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
}

/// What stands where a placeholder stood.
struct Filling {
    placeholder: String,
    value: Vec<u8>,
}

/// Puts them in. On a hop after the first nothing is put into the URL: the server said it as it
/// wants it.
pub fn dress(
    credentials: &[Credential],
    address: &Address,
    mut headers: HeaderMap,
    body: Option<&Body>,
    is_first: bool,
) -> Result<Dressed, Failure> {
    let origin = address.origin();
    let mut to = address.clone();
    let (mut in_path, mut in_body) = (Vec::new(), Vec::new());
    for credential in credentials {
        match credential {
            Credential::Bearer(value) => {
                let mut line = b"Bearer ".to_vec();
                line.extend(put_together(value, &origin)?);
                insert(&mut headers, AUTHORIZATION, &line)?;
            }
            Credential::Basic { user, password } => {
                let line = basic(
                    &put_together(user, &origin)?,
                    &put_together(password, &origin)?,
                )?;
                insert(&mut headers, AUTHORIZATION, line.as_bytes())?;
            }
            Credential::Header { name, value } => {
                let name = headers::of_credential(name)?;
                let value = put_together(value, &origin)?;
                insert(&mut headers, name, &value)?;
            }
            Credential::Query { name, value } if is_first => {
                let value = put_together(value, &origin)?;
                let value = String::from_utf8(value)
                    .map_err(|_| other("a credential in the query is no UTF-8"))?;
                to = to.with_query_pair(name, &value);
            }
            Credential::Path(placed) if is_first => in_path.push(filling(placed, &origin)?),
            Credential::Query { .. } | Credential::Path(_) => {}
            Credential::Body(placed) => in_body.push(filling(placed, &origin)?),
        }
    }
    if !in_path.is_empty() {
        to = in_path_of(&to, &in_path)?;
    }
    let body = match body {
        Some(body) => Some(written(body, &in_body, &mut headers)?),
        None if in_body.is_empty() || !is_first => None,
        None => return Err(other("a credential goes into the body, and there is none")),
    };
    Ok(Dressed {
        address: to,
        headers,
        body,
    })
}

/// All secrets in them, to be struck out of what is told.
pub fn secrets(credentials: &[Credential]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut of = |parts: &[Part]| {
        for part in parts {
            if let Part::Secret { bytes, .. } = part {
                found.push(bytes.clone());
            }
        }
    };
    for credential in credentials {
        match credential {
            Credential::Bearer(value) => of(value),
            Credential::Basic { user, password } => {
                of(user);
                of(password);
            }
            Credential::Header { value, .. } | Credential::Query { value, .. } => of(value),
            Credential::Path(placed) | Credential::Body(placed) => of(&placed.value),
        }
    }
    found
}

/// The text without them, plain or as a URL writes them. What is shorter than 4 bytes would strike
/// out half of every text and is no secret.
pub fn strike(text: &str, secrets: &[Vec<u8>]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= 4) {
        let plain = String::from_utf8_lossy(secret);
        let formed: String = url::form_urlencoded::byte_serialize(secret).collect();
        for spelling in [plain.as_ref(), &encoded(secret, b"-._~"), &formed] {
            text = text.replace(spelling, "***");
        }
    }
    text
}

fn other(message: impl Into<String>) -> Failure {
    Failure::unsent(Kind::Other, message)
}

fn put_together(parts: &[Part], to: &Origin) -> Result<Vec<u8>, Failure> {
    let mut whole = Vec::new();
    for part in parts {
        match part {
            Part::Plain(bytes) => whole.extend_from_slice(bytes),
            Part::Secret {
                name,
                bytes,
                origins,
            } => {
                if !origins.iter().any(|origin| origin.covers(to)) {
                    let message = match name.as_str() {
                        "" => format!(
                            "a secret may not be sent to {to}; add \"{to}\" to its origins in [[settings]]"
                        ),
                        name => format!(
                            "the secret {name:?} may not be sent to {to}; add \"{to}\" to origins of [[settings]] key = {name:?}"
                        ),
                    };
                    return Err(Failure::unsent(Kind::Denied, message));
                }
                whole.extend_from_slice(bytes);
            }
        }
    }
    Ok(whole)
}

fn insert(headers: &mut HeaderMap, name: HeaderName, bytes: &[u8]) -> Result<(), Failure> {
    let mut value: HeaderValue = headers::value(&name, bytes)?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

fn filling(placed: &Placed, to: &Origin) -> Result<Filling, Failure> {
    if placed.placeholder.is_empty() {
        return Err(other("a credential has an empty placeholder"));
    }
    let value = put_together(&placed.value, to)?;
    let value = match placed.json {
        false => value,
        true => in_json(value)?,
    };
    Ok(Filling {
        placeholder: placed.placeholder.clone(),
        value,
    })
}

/// As it stands inside of a JSON string.
fn in_json(value: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let text =
        String::from_utf8(value).map_err(|_| other("a credential in a JSON text is no UTF-8"))?;
    let quoted = serde_json::Value::String(text).to_string();
    Ok(quoted.as_bytes()[1..quoted.len() - 1].to_vec())
}

/// Each placeholder by its value, from left to right and once: what was put in is not read again.
fn fill(text: &[u8], fillings: &[(&[u8], &[u8])]) -> (Vec<u8>, Vec<bool>) {
    let mut filled = Vec::with_capacity(text.len());
    let mut found = vec![false; fillings.len()];
    let mut at = 0;
    while at < text.len() {
        let here = fillings
            .iter()
            .position(|(placeholder, _)| text[at..].starts_with(placeholder));
        match here {
            Some(n) => {
                found[n] = true;
                filled.extend_from_slice(fillings[n].1);
                at += fillings[n].0.len();
            }
            None => {
                filled.push(text[at]);
                at += 1;
            }
        }
    }
    (filled, found)
}

fn all_found(fillings: &[Filling], found: &[bool], place: &str) -> Result<(), Failure> {
    let missing = fillings.iter().zip(found).find(|(_, found)| !**found);
    match missing {
        None => Ok(()),
        Some((filling, _)) => {
            let placeholder = &filling.placeholder;
            Err(other(format!(
                "{placeholder:?} does not stand in the {place}"
            )))
        }
    }
}

/// A secret of several segments (`T0/B0/x`) keeps its slashes; it can neither leave the place it was
/// put to nor end the path.
fn in_path_of(address: &Address, fillings: &[Filling]) -> Result<Address, Failure> {
    // As the path has them: { becomes %7B.
    let plain: Vec<String> = fillings
        .iter()
        .map(|filling| {
            let text = format!("https://host.invalid/{}", filling.placeholder);
            let read = Address::read(&text).map(|read| read.path()[1..].to_owned());
            read.map_err(|refused| other(format!("a placeholder: {refused}")))
        })
        .collect::<Result<_, _>>()?;
    let values: Vec<String> = fillings
        .iter()
        .map(|filling| encoded(&filling.value, b"-._~!$&'()*+,;=:@/"))
        .collect();
    let pairs: Vec<(&[u8], &[u8])> = plain
        .iter()
        .zip(&values)
        .map(|(placeholder, value)| (placeholder.as_bytes(), value.as_bytes()))
        .collect();
    let (path, found) = fill(address.path().as_bytes(), &pairs);
    all_found(fillings, &found, "path")?;
    let path = String::from_utf8(path).map_err(|_| other("the path is no UTF-8"))?;
    let filled = address.with_path(&path).ok();
    filled
        .filter(|filled| filled.path() == path)
        .ok_or_else(|| other("a credential cannot stand in a path: it would lead elsewhere"))
}

fn written(body: &Body, fillings: &[Filling], headers: &mut HeaderMap) -> Result<Vec<u8>, Failure> {
    let pairs: Vec<(&[u8], &[u8])> = fillings
        .iter()
        .map(|filling| (filling.placeholder.as_bytes(), filling.value.as_slice()))
        .collect();
    match body {
        Body::Bytes(_) if !fillings.is_empty() => Err(other(
            "a credential can be put into a text or a form, not into bytes",
        )),
        Body::Bytes(bytes) => Ok(bytes.clone()),
        Body::Text(text) => {
            sort(headers, "text/plain; charset=utf-8");
            let (filled, found) = fill(text.as_bytes(), &pairs);
            all_found(fillings, &found, "body").map(|()| filled)
        }
        Body::Form(fields) => {
            sort(headers, "application/x-www-form-urlencoded");
            let mut anywhere = vec![false; fillings.len()];
            let mut lines = Vec::new();
            for (name, value) in fields {
                let (value, found) = fill(value.as_bytes(), &pairs);
                for (anywhere, found) in anywhere.iter_mut().zip(found) {
                    *anywhere |= found;
                }
                let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
                let value: String = url::form_urlencoded::byte_serialize(&value).collect();
                lines.push(format!("{name}={value}"));
            }
            all_found(fillings, &anywhere, "form")?;
            Ok(lines.join("&").into_bytes())
        }
    }
}

/// What the body is, unless the plugin said so.
fn sort(headers: &mut HeaderMap, usual: &'static str) {
    headers
        .entry(CONTENT_TYPE)
        .or_insert(HeaderValue::from_static(usual));
}

/// All but letters, digits and these as `%XX`.
fn encoded(bytes: &[u8], kept: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte.is_ascii_alphanumeric() || kept.contains(byte) {
            true => text.push(char::from(*byte)),
            false => write!(text, "%{byte:02X}").expect("a text takes all"),
        }
    }
    text
}

/// RFC 7617. A colon in the name would move the border between both.
fn basic(user: &[u8], password: &[u8]) -> Result<String, Failure> {
    if user.contains(&b':') {
        return Err(other("the user of `basic` holds a colon"));
    }
    let pair = [user, b":", password].concat();
    Ok(format!("Basic {}", BASE64_STANDARD.encode(pair)))
}

#[cfg(test)]
mod tests;
