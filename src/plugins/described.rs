//! What a component asks for and offers, read from its types: none of its code runs.

use wit_component::DecodedWasm;

/// The track of the contract this desk speaks. A plugin of another one is refused in a sentence.
pub const TRACK: (u64, u64) = (0, 1);
const PACKAGE: &str = "aftercare:plugin/";
/// What every language's own library may ask for.
const WASI: [&str; 5] = [
    "wasi:cli/",
    "wasi:clocks/",
    "wasi:filesystem/",
    "wasi:io/",
    "wasi:random/",
];
/// Asked for by Python's library; answered, and every use refused.
const WASI_REFUSED: &str = "wasi:sockets/";
/// Every import of ours.
const IMPORTS: [&str; 7] = ["log", "clock", "random", "config", "kv", "vault", "http"];
/// Interfaces that hold types only, and come along with those that use them.
const TYPES: [&str; 7] = [
    "types",
    "push",
    "courier-types",
    "marketplace-types",
    "sms-types",
    "automation-types",
    "payout-types",
];
/// Every interface a plugin may offer.
pub const OFFERS: [&str; 14] = [
    "account",
    "courier",
    "courier-recognise",
    "courier-subscribe",
    "courier-push",
    "marketplace",
    "marketplace-order",
    "marketplace-push",
    "sms",
    "sms-check",
    "sms-push",
    "robot",
    "payout",
    "automation",
];

/// A component's imports and exports, by the contract's names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// "http", "vault", …: of our package, without its name.
    pub imports: Vec<String>,
    /// "courier", "account", …
    pub offers: Vec<String>,
    /// The highest version of the contract it names: "0.1.0".
    pub api: Option<String>,
}

/// Why a component cannot be a plugin here, in sentences that say what to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    NoComponent(String),
    /// Made for a track this desk does not speak.
    OtherTrack {
        wanted: String,
    },
    /// A name of our package that this desk does not know: a newer desk may.
    UnknownPart {
        name: String,
    },
    /// `wasi:http` and what else goes around the desk.
    Forbidden {
        name: String,
    },
    /// It offers nothing.
    NoOffer,
}

impl Unfit {
    /// Its phrase, and what stands in it beside `here`, the track of this desk.
    pub fn phrase(&self) -> (&'static str, &'static str, String) {
        match self {
            Unfit::NoComponent(why) => ("cli-plugin-unfit-no-component", "why", why.clone()),
            Unfit::OtherTrack { wanted } => {
                ("cli-plugin-unfit-other-track", "wanted", wanted.clone())
            }
            Unfit::UnknownPart { name } => ("cli-plugin-unfit-unknown-part", "name", name.clone()),
            Unfit::Forbidden { name } => ("cli-plugin-unfit-forbidden", "name", name.clone()),
            Unfit::NoOffer => ("cli-plugin-unfit-no-offer", "offers", OFFERS.join(", ")),
        }
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (major, minor) = TRACK;
        match self {
            Unfit::NoComponent(why) => write!(
                f,
                "this is no WebAssembly component ({why}); build it with `aftercare plugin build`"
            ),
            Unfit::OtherTrack { wanted } => write!(
                f,
                "the plugin was built for version {wanted} of aftercare:plugin; this desk speaks {major}.{minor}.x. \
                 Ask its author for a build for {major}.{minor}, or install a newer desk"
            ),
            Unfit::UnknownPart { name } => write!(
                f,
                "the plugin asks for {name}, which this desk does not know; install a newer desk"
            ),
            Unfit::Forbidden { name } => write!(
                f,
                "the plugin asks for {name}; the only way to the network is aftercare:plugin/http. \
                 In TypeScript build without the features http and fetch-event"
            ),
            Unfit::NoOffer => write!(
                f,
                "the component offers nothing of aftercare:plugin; export one of: {}",
                OFFERS.join(", ")
            ),
        }
    }
}

/// Reads a component's types.
///
/// # Errors
/// When it cannot be a plugin of this desk.
pub fn describe(component: &[u8]) -> Result<Described, Unfit> {
    let decoded = wit_component::decode(component)
        .map_err(|error| Unfit::NoComponent(format!("{error:#}").chars().take(200).collect()))?;
    let DecodedWasm::Component(resolve, world) = decoded else {
        return Err(Unfit::NoComponent("it is a package of types".to_owned()));
    };
    let world = &resolve.worlds[world];
    let mut described = Described::default();
    for key in world.imports.keys() {
        let name = resolve.name_world_key(key);
        match name.strip_prefix(PACKAGE) {
            Some(part) => {
                let part = described.part(part)?;
                if !IMPORTS.contains(&part.as_str()) && !TYPES.contains(&part.as_str()) {
                    return Err(Unfit::UnknownPart { name });
                }
                if IMPORTS.contains(&part.as_str()) {
                    described.imports.push(part);
                }
            }
            None if WASI.iter().any(|wasi| name.starts_with(wasi)) => {}
            None if name.starts_with(WASI_REFUSED) => {}
            None => return Err(Unfit::Forbidden { name }),
        }
    }
    for key in world.exports.keys() {
        let name = resolve.name_world_key(key);
        // Languages add exports of their own, which nobody calls.
        if let Some(part) = name.strip_prefix(PACKAGE) {
            let part = described.part(part)?;
            if OFFERS.contains(&part.as_str()) {
                described.offers.push(part);
            }
        }
    }
    match described.offers.is_empty() {
        true => Err(Unfit::NoOffer),
        false => Ok(described),
    }
}

impl Described {
    /// The name without its version, which must be of our track.
    fn part(&mut self, part: &str) -> Result<String, Unfit> {
        let (name, version) = part.split_once('@').unwrap_or((part, ""));
        let parsed = semver::Version::parse(version).map_err(|_| Unfit::OtherTrack {
            wanted: version.to_owned(),
        })?;
        if (parsed.major, parsed.minor) != TRACK {
            return Err(Unfit::OtherTrack {
                wanted: version.to_owned(),
            });
        }
        let higher = match &self.api {
            Some(known) => semver::Version::parse(known).is_ok_and(|known| known < parsed),
            None => true,
        };
        if higher {
            self.api = Some(version.to_owned());
        }
        Ok(name.to_owned())
    }
}
