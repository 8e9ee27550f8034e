//! What is wrong with a package or its manifest: where, why, and what to write instead.

use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// Why something in a package cannot be accepted. Said by `phrases::plugins`.
    pub enum Why {
        // the text
        NotToml = "not-toml",
        NotText = "not-text",
        Missing = "missing",
        UnknownKey = "unknown-key",
        WrongKind = "wrong-kind",
        Empty = "empty",
        TooLong = "too-long",
        TooMany = "too-many",
        Twice = "twice",
        NotAmong = "not-among",
        OutOfBounds = "out-of-bounds",
        // what it is
        SchemaNewer = "schema-newer",
        PluginIdForm = "plugin-id-form",
        VersionForm = "version-form",
        ApiForm = "api-form",
        /// Made for a newer desk: a sentence, and never a linker's error.
        ApiNewer = "api-newer",
        ApiOlder = "api-older",
        KeyForm = "key-form",
        // what it may
        OriginForm = "origin-form",
        OriginPlain = "origin-plain",
        OriginLiteral = "origin-literal",
        PathForm = "path-form",
        PatternForm = "pattern-form",
        PatternAlone = "pattern-alone",
        SettingUnknown = "setting-unknown",
        SettingNoHost = "setting-no-host",
        OriginNotAsked = "origin-not-asked",
        SecretUnknown = "secret-unknown",
        SecretOnly = "secret-only",
        NetworkUnused = "network-unused",
        WebhookNeeded = "webhook-needed",
        WebhookUnused = "webhook-unused",
        ChoicesNeeded = "choices-needed",
        DefaultUnfit = "default-unfit",
        // when
        DurationForm = "duration-form",
        BelowFloor = "below-floor",
        CallNotOffered = "call-not-offered",
        CallNotScheduled = "call-not-scheduled",
        // the package
        NotZip = "not-zip",
        PackedTooLarge = "packed-too-large",
        UnpackedTooLarge = "unpacked-too-large",
        TooManyFiles = "too-many-files",
        NameForm = "name-form",
        Compressed = "compressed",
        Container = "container",
        FileMissing = "file-missing",
        FileUnasked = "file-unasked",
        SumsForm = "sums-form",
        SumsOther = "sums-other",
        SumMissing = "sum-missing",
        SumWrong = "sum-wrong",
        SignatureForm = "signature-form",
        SignatureWrong = "signature-wrong",
        HandOverForm = "hand-over-form",
        HandOverWrong = "hand-over-wrong",
        MachineCode = "machine-code",
        CoreModule = "core-module",
        NotComponent = "not-component",
    }
}

/// One thing that has to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file of the package: `plugin.toml`.
    pub file: String,
    /// From 1, where the file is a text.
    #[serde(default)]
    pub line: Option<u32>,
    /// The key inside: `permissions.http[0].origin`. Empty for the file itself.
    pub key: String,
    pub why: Why,
    /// What stands there.
    pub found: String,
    /// What to write, or what it may be.
    pub write: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(file: &str, why: Why) -> Fault {
        Fault {
            file: file.to_owned(),
            line: None,
            key: String::new(),
            why,
            found: String::new(),
            write: String::new(),
        }
    }

    /// The same, with what stands there; shortened, because strangers write it.
    pub fn found(self, found: &str) -> Fault {
        Fault {
            found: shortened(found),
            ..self
        }
    }

    /// The same, with what to write.
    pub fn write(self, write: impl Into<String>) -> Fault {
        Fault {
            write: write.into(),
            ..self
        }
    }
}

/// For whoever reads the log; people read the phrase.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, " {}", self.key)?;
        }
        write!(f, ": {}", self.why)
    }
}

/// At most 80 characters, none of them control characters.
fn shortened(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(80)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < text.len() && text.chars().count() > 80 {
        short.push('…');
    }
    short
}
