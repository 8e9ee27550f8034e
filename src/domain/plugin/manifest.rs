//! `plugin.toml`: what a plugin is, asks for and needs to know. A plugin is described whole before
//! any of its code runs.

use super::api;
use super::fault::Fault;
use super::fault::Why;
use super::host;
use super::identity::PluginId;
use super::identity::Version;
use super::limits;
use super::limits::Asked;
use super::permissions;
use super::permissions::Permissions;
use super::reading::Part;
use super::reading::Reading;
use super::schedule;
use super::schedule::Row;
use super::settings;
use super::settings::Kind;
use super::settings::Setting;
use super::words;
use super::words::Localised;
use super::worlds::Offer;
use super::worlds::World;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

/// The name of the manifest in a package.
pub const FILE: &str = "plugin.toml";
/// The name of the component in a package.
pub const COMPONENT: &str = "plugin.wasm";
/// The form of the manifest that this desk reads.
pub const SCHEMA: i64 = 1;
/// The most bytes a manifest may have.
pub const BYTES_MOST: usize = 128 * 1024;

codes! {
    /// What a plugin is written in. Shown, and decides nothing.
    pub enum Language {
        Rust = "rust",
        TypeScript = "ts",
        JavaScript = "js",
        Python = "python",
        Other = "other",
    }
}

/// A manifest that was read whole and holds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub id: PluginId,
    pub version: Version,
    /// The contract it was made for.
    pub api: Version,
    pub worlds: Vec<World>,
    pub name: Localised,
    /// What it is good for, in a sentence. May be empty.
    #[serde(default)]
    pub summary: Localised,
    #[serde(default)]
    pub license: Option<String>,
    #[serde(default)]
    pub homepage: Option<String>,
    pub language: Language,
    /// SHA-256 of the component, where the manifest says so.
    #[serde(default)]
    pub component_sha256: Option<String>,
    /// The desk's codes of the carriers it serves; empty when it serves whom its service does.
    #[serde(default)]
    pub carriers: Vec<String>,
    #[serde(default)]
    pub permissions: Permissions,
    #[serde(default)]
    pub settings: Vec<Setting>,
    #[serde(default)]
    pub limits: Asked,
    #[serde(default)]
    pub schedule: Vec<Row>,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn read(text: &str) -> Result<Manifest, Vec<Fault>> {
        if text.len() > BYTES_MOST {
            let fault = Fault::of_file(FILE, Why::TooLong).write(BYTES_MOST.to_string());
            return Err(vec![fault]);
        }
        let table = toml::de::DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.as_bytes().get(..at).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            vec![Fault {
                line: u32::try_from(line).ok(),
                ..Fault::of_file(FILE, Why::NotToml).found(error.message())
            }]
        })?;
        let mut reading = Reading::of(FILE, text);
        let manifest = whole(&mut reading, &Part::top(&table));
        let mut faults = reading.faults;
        match manifest {
            Some(manifest) if faults.is_empty() => Ok(manifest),
            _ => {
                faults.sort_by_key(|fault| fault.line);
                Err(faults)
            }
        }
    }

    /// The interfaces it offers, in the order of the contract.
    pub fn offers(&self) -> Vec<Offer> {
        offers(&self.worlds)
    }

    pub fn has(&self, offer: Offer) -> bool {
        self.worlds
            .iter()
            .any(|world| world.offers().contains(&offer))
    }

    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }
}

fn offers(worlds: &[World]) -> Vec<Offer> {
    let offered = |offer: &&Offer| worlds.iter().any(|world| world.offers().contains(offer));
    Offer::ALL.iter().filter(offered).copied().collect()
}

const KEYS: &[&str] = &[
    "schema",
    "id",
    "version",
    "api",
    "worlds",
    "license",
    "homepage",
    "name",
    "summary",
    "component",
    "courier",
    "permissions",
    "settings",
    "limits",
    "schedule",
];

fn whole(reading: &mut Reading<'_>, top: &Part<'_>) -> Option<Manifest> {
    if !is_readable_schema(reading, top) {
        return None;
    }
    reading.only(top, KEYS);
    let id = id(reading, top);
    let version = version(
        reading,
        top,
        "version",
        "version = \"1.0.0\"",
        Why::VersionForm,
    );
    let api = contract(reading, top);
    let worlds = worlds(reading, top);
    // Where a world is not known, what it offers is not either: nothing more is said of that.
    let known = worlds.iter().all(Option::is_some) && !worlds.is_empty();
    let worlds: Vec<World> = worlds.into_iter().flatten().collect();
    let offers = match known {
        true => offers(&worlds),
        false => Offer::ALL.to_vec(),
    };
    let name = words::read(reading, top, "name", true, 40);
    let summary = words::read(reading, top, "summary", false, 160);
    let license = short(reading, top, "license", "license = \"MIT\"");
    let homepage = homepage(reading, top);
    let (language, component_sha256) = component(reading, top);
    let carriers = carriers(reading, top, &offers);
    let permissions = permissions::read(reading, top);
    let mut settings = settings::read(reading, top);
    let limits = limits::read(reading, top);
    let schedule = schedule::read(reading, top, &offers);
    if known {
        network_fits(reading, top, &worlds, &permissions);
    }
    hosts_fit(reading, top, &permissions, &mut settings);
    secrets_fit(reading, top, &permissions, &settings);
    Some(Manifest {
        id: id?,
        version: version?,
        api: api?,
        worlds,
        name,
        summary,
        license,
        homepage,
        language,
        component_sha256,
        carriers,
        permissions,
        settings,
        limits,
        schedule,
    })
}

/// A manifest of another form is not taken apart: its keys may mean something else.
fn is_readable_schema(reading: &mut Reading<'_>, top: &Part<'_>) -> bool {
    let write = format!("schema = {SCHEMA}");
    if !top.has("schema") {
        reading.fault(top, "schema", Why::Missing, "", &write);
        return false;
    }
    match reading.number(top, "schema", (1, 1_000)) {
        Some(SCHEMA) => true,
        Some(newer) => {
            reading.fault(top, "schema", Why::SchemaNewer, &newer.to_string(), &write);
            false
        }
        None => false,
    }
}

fn id(reading: &mut Reading<'_>, top: &Part<'_>) -> Option<PluginId> {
    let write = "id = \"cn.example.kuaidi100\"";
    let text = reading.need_text(top, "id", write)?;
    let id = PluginId::parse(&text);
    if id.is_none() {
        reading.fault(top, "id", Why::PluginIdForm, &text, write);
    }
    id
}

fn version(
    reading: &mut Reading<'_>,
    top: &Part<'_>,
    key: &str,
    write: &str,
    why: Why,
) -> Option<Version> {
    let text = reading.need_text(top, key, write)?;
    let version = Version::parse(&text);
    if version.is_none() {
        reading.fault(top, key, why, &text, write);
    }
    version
}

fn contract(reading: &mut Reading<'_>, top: &Part<'_>) -> Option<Version> {
    let write = format!("api = \"{}\"", api::contract());
    let version = version(reading, top, "api", &write, Why::ApiForm)?;
    if let Err(why) = api::check(&version) {
        reading.fault(top, "api", why, &version.to_string(), &api::contract());
    }
    Some(version)
}

/// The worlds it names; none for a name that is no world.
fn worlds(reading: &mut Reading<'_>, top: &Part<'_>) -> Vec<Option<World>> {
    let write = "worlds = [\"courier-plugin\"]";
    let codes = reading.texts(top, "worlds", World::ALL.len(), write);
    if codes.is_empty() {
        reading.fault(top, "worlds", Why::Missing, "", write);
    }
    let known = permissions::members(reading, top, "worlds", &codes, World::from_code, || {
        World::ALL.iter().map(|world| world.code()).collect()
    });
    let unknown = codes.len() - known.len();
    let known = known.into_iter().map(Some);
    known.chain(std::iter::repeat_n(None, unknown)).collect()
}

fn short(reading: &mut Reading<'_>, part: &Part<'_>, key: &str, write: &str) -> Option<String> {
    let text = reading.text(part, key, write)?;
    if text.chars().count() > 100 || text.chars().any(words::is_misleading) {
        reading.fault(part, key, Why::TooLong, &text, "100");
        return None;
    }
    Some(text)
}

fn homepage(reading: &mut Reading<'_>, top: &Part<'_>) -> Option<String> {
    let write = "homepage = \"https://example.com/plugin\"";
    let text = short(reading, top, "homepage", write)?;
    let url = host::url(&text, false);
    if url.is_none() {
        reading.fault(top, "homepage", Why::OriginForm, &text, write);
    }
    url
}

fn component(reading: &mut Reading<'_>, top: &Part<'_>) -> (Language, Option<String>) {
    let Some(part) = reading.part(top, "component") else {
        return (Language::Other, None);
    };
    reading.only(&part, &["file", "sha256", "language"]);
    let write = format!("file = \"{COMPONENT}\"");
    if let Some(file) = reading
        .text(&part, "file", &write)
        .filter(|file| file != COMPONENT)
    {
        reading.fault(&part, "file", Why::NotAmong, &file, COMPONENT);
    }
    let sha256 = reading.text(&part, "sha256", "sha256 = \"…\"");
    let language = reading
        .text(&part, "language", "language = \"rust\"")
        .map(|code| {
            Language::from_code(&code).unwrap_or_else(|| {
                let known: Vec<&str> = Language::ALL.iter().map(|one| one.code()).collect();
                reading.fault(&part, "language", Why::NotAmong, &code, &known.join(", "));
                Language::Other
            })
        });
    (language.unwrap_or(Language::Other), sha256)
}

fn carriers(reading: &mut Reading<'_>, top: &Part<'_>, offers: &[Offer]) -> Vec<String> {
    let Some(part) = reading.part(top, "courier") else {
        return Vec::new();
    };
    if !offers.contains(&Offer::Courier) {
        reading.fault(
            top,
            "courier",
            Why::CallNotOffered,
            "courier",
            "worlds = [\"courier-plugin\"]",
        );
    }
    reading.only(&part, &["carriers"]);
    let carriers = reading.texts(&part, "carriers", 500, "carriers = [\"sf\"]");
    for code in carriers.iter().filter(|code| !settings::is_key(code)) {
        reading.fault(&part, "carriers", Why::KeyForm, code, "carriers = [\"sf\"]");
    }
    carriers
}

/// The network is for worlds that have it, and an address of its own for those that read one.
fn network_fits(reading: &mut Reading<'_>, top: &Part<'_>, worlds: &[World], asked: &Permissions) {
    let Some(part) = reading.quietly(|reading| reading.part(top, "permissions")) else {
        if let Some(push) = offers(worlds).iter().find(|offer| offer.is_push()) {
            reading.fault(
                top,
                "permissions.webhook",
                Why::WebhookNeeded,
                push.code(),
                "[permissions.webhook]",
            );
        }
        return;
    };
    if !asked.http.is_empty() && !worlds.iter().any(|world| world.is_connected()) {
        reading.fault(&part, "http", Why::NetworkUnused, "", "");
    }
    let push = offers(worlds).into_iter().find(|offer| offer.is_push());
    match (push, asked.webhook_kib) {
        (Some(push), None) => {
            let write = "[permissions.webhook]";
            reading.fault(&part, "webhook", Why::WebhookNeeded, push.code(), write);
        }
        (None, Some(_)) => reading.fault(&part, "webhook", Why::WebhookUnused, "", ""),
        _ => {}
    }
}

/// A setting that names a host must be there and be of the right kind.
fn hosts_fit(
    reading: &mut Reading<'_>,
    top: &Part<'_>,
    asked: &Permissions,
    settings: &mut [Setting],
) {
    let rows = reading.quietly(|reading| {
        let permissions = reading.part(top, "permissions");
        permissions.map_or(Vec::new(), |part| reading.parts(&part, "http", 40))
    });
    for (n, http) in asked.http.iter().enumerate() {
        let Some(key) = http.setting() else {
            continue;
        };
        let wanted = match http.origin.starts_with("https://") {
            true => Kind::Domain,
            false => Kind::Url,
        };
        let write = format!("[[settings]] key = \"{key}\" type = \"{wanted}\"");
        let part = rows.get(n).unwrap_or(top);
        let Some(setting) = settings.iter_mut().find(|setting| setting.key == key) else {
            reading.fault(part, "origin", Why::SettingUnknown, key, &write);
            continue;
        };
        if setting.kind != wanted {
            reading.fault(
                part,
                "origin",
                Why::SettingNoHost,
                setting.kind.code(),
                &write,
            );
        }
        setting.local |= http.private;
        if let (Some(pattern), None) = (&http.pattern, &setting.pattern) {
            // So that the form refuses what the network would.
            setting.pattern = Some(pattern.clone());
        }
    }
}

/// A secret goes only where the plugin may go, and only a secret is revealed.
fn secrets_fit(
    reading: &mut Reading<'_>,
    top: &Part<'_>,
    asked: &Permissions,
    settings: &[Setting],
) {
    let parts = reading.quietly(|reading| reading.parts(top, "settings", 40));
    let known: Vec<&str> = asked.http.iter().map(|http| http.origin.as_str()).collect();
    let refused = reading
        .faults
        .iter()
        .any(|fault| fault.key.ends_with("].origin"));
    // An origin that was refused above is not missed here once more.
    for setting in settings.iter().filter(|_| !refused) {
        let part = parts.iter().find(|part| {
            let key = part.get("key").and_then(toml::de::DeValue::as_str);
            key == Some(setting.key.as_str())
        });
        for origin in setting
            .origins
            .iter()
            .filter(|origin| !known.contains(&origin.as_str()))
        {
            reading.fault(
                part.unwrap_or(top),
                "origins",
                Why::OriginNotAsked,
                origin,
                &known.join(", "),
            );
        }
    }
    let is_secret = |key: &String| settings.iter().any(|s| s.key == *key && s.is_secret());
    for key in asked.reveal.iter().filter(|key| !is_secret(key)) {
        let secrets = reading.quietly(|reading| {
            let permissions = reading.part(top, "permissions")?;
            reading.part(&permissions, "secrets")
        });
        let write = format!("[[settings]] key = \"{key}\" type = \"secret\"");
        reading.fault(
            secrets.as_ref().unwrap_or(top),
            "reveal",
            Why::SecretUnknown,
            key,
            &write,
        );
    }
}
