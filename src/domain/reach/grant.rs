//! What one plugin account may send requests to, and what to write into the manifest where it may
//! not.

use super::address::Address;
use super::address::Refused;
use super::origin::Host;
use super::origin::Origin;
use super::zone::Zone;
use crate::domain::plugin::permissions::Method;
use crate::domain::plugin::permissions::RATE;
use crate::domain::plugin::permissions::Rate;
use std::fmt;

/// One row of `[[permissions.http]]` that the owner agreed to, with the host of a setting filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub origin: Origin,
    /// What a path begins with. None: no path.
    pub paths: Vec<String>,
    /// None: no method.
    pub methods: Vec<Method>,
    /// Into this machine or the shop's own network, and only there where the origin names it.
    pub private: bool,
    /// How often.
    pub rate: Rate,
}

/// A request that no row allows. Its text tells the author what the manifest lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotGranted {
    text: String,
}

impl Reach {
    /// A row with nothing said about paths reaches all of the origin.
    pub fn to(origin: Origin, methods: &[Method]) -> Reach {
        Reach {
            origin,
            paths: vec!["/".to_owned()],
            methods: methods.to_vec(),
            private: false,
            rate: RATE,
        }
    }

    /// Whether a request to this address is allowed.
    pub fn covers(&self, address: &Address, method: Method) -> Result<(), NotGranted> {
        granted(std::slice::from_ref(self), address, method).map(|_| ())
    }

    /// Where its hosts may lie: with `private` the machine and its network too, but only for an
    /// origin that names its host.
    pub fn allows(&self, zone: Zone) -> bool {
        match zone {
            Zone::World => true,
            Zone::Local => self.private && !self.origin.is_starred(),
            Zone::Closed => false,
        }
    }

    fn has_path(&self, path: &str) -> bool {
        self.paths
            .iter()
            .any(|prefix| prefix.starts_with('/') && path.starts_with(prefix.as_str()))
    }
}

/// The row that allows a request.
pub fn granted<'r>(
    rows: &'r [Reach],
    address: &Address,
    method: Method,
) -> Result<&'r Reach, NotGranted> {
    let origin = address.origin();
    let near: Vec<&Reach> = rows
        .iter()
        .filter(|row| row.origin.covers(&origin))
        .collect();
    let found = near
        .iter()
        .filter(|row| row.has_path(address.path()) && row.methods.contains(&method))
        .find(|row| literal_zone(&origin).is_none_or(|zone| row.allows(zone)));
    match found {
        Some(row) => Ok(row),
        None => Err(NotGranted::of(&near, address, &origin, method)),
    }
}

/// Where an address in place of a name leads; no look-up will tell.
fn literal_zone(origin: &Origin) -> Option<Zone> {
    match origin.host {
        Host::Address(address) => Some(Zone::of(address)),
        Host::Name(_) | Host::Below(_) => None,
    }
}

impl NotGranted {
    fn of(near: &[&Reach], address: &Address, origin: &Origin, method: Method) -> NotGranted {
        let asked = format!("{origin}{}", short(address.path()));
        let with_path = near.iter().find(|row| row.has_path(address.path()));
        let text = match (near.first(), with_path, literal_zone(origin)) {
            (_, _, Some(Zone::Closed)) => {
                format!("{asked} is an address that no plugin may reach, whatever it asks for")
            }
            (None, _, Some(Zone::Local)) => format!(
                "{asked} is not in permissions.http; add [[permissions.http]] \
                 origin = \"{origin}\" with private = true"
            ),
            (None, ..) => format!(
                "{asked} is not in permissions.http; add [[permissions.http]] \
                 origin = \"{origin}\""
            ),
            (Some(row), None, _) => format!(
                "{asked} is outside the paths of permissions.http; add \"{}\" to paths of \
                 [[permissions.http]] origin = \"{}\"",
                short(address.path()),
                row.origin
            ),
            (_, Some(row), _) if row.methods.contains(&method) => format!(
                "{asked} lies in the shop's own network; add private = true to \
                 [[permissions.http]] origin = \"{}\"",
                row.origin
            ),
            (_, Some(row), _) => format!(
                "{method} {asked} is not in permissions.http; add \"{method}\" to methods of \
                 [[permissions.http]] origin = \"{}\"",
                row.origin
            ),
        };
        NotGranted { text }
    }

    /// The name led only to addresses outside of the row.
    pub fn nowhere(row: &Reach, origin: &Origin) -> NotGranted {
        let text = match row.private {
            false => format!(
                "{origin} leads to no address of the public network; a host of the shop's own \
                 network needs private = true in [[permissions.http]] origin = \"{origin}\""
            ),
            true if row.origin.is_starred() => format!(
                "{origin} leads to no address of the public network; a star never stands for a \
                 host of the shop's own; add [[permissions.http]] origin = \"{origin}\" with \
                 private = true"
            ),
            true => format!("{origin} leads only to addresses that no plugin may reach"),
        };
        NotGranted { text }
    }

    /// The URL could not be read.
    pub fn unread(refused: Refused) -> NotGranted {
        NotGranted {
            text: refused.says().to_owned(),
        }
    }
}

impl fmt::Display for NotGranted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for NotGranted {}

/// Enough of a path to know it by.
fn short(path: &str) -> String {
    match path.char_indices().nth(200) {
        Some((at, _)) => format!("{}…", &path[..at]),
        None => path.to_owned(),
    }
}
