//! The Fluent files, embedded and read once per language.

use crate::domain::people::Lang;
use fluent_bundle::FluentArgs;
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::Mutex;
use unic_langid::LanguageIdentifier;

/// One area of the words: its name and its text in zh-CN, zh-TW and en.
pub(super) struct Area {
    /// The name of its files; the tests say where a key is wrong.
    #[cfg(test)]
    pub name: &'static str,
    pub zh_cn: &'static str,
    pub zh_tw: &'static str,
    pub en: &'static str,
}

macro_rules! areas {
    ($($name:literal,)+) => {
        /// Every area. A new one is a line here and a file in each of the three folders.
        pub(super) const AREAS: &[Area] = &[$(Area {
            #[cfg(test)]
            name: $name,
            zh_cn: include_str!(concat!("zh-CN/", $name, ".ftl")),
            zh_tw: include_str!(concat!("zh-TW/", $name, ".ftl")),
            en: include_str!(concat!("en/", $name, ".ftl")),
        },)+];
    };
}

areas! {
    "domain",
    "verbs",
    "refusals",
    "reasons",
    "facts",
    "formats",
    "errors",
    "import",
    "desk",
    "case",
    "lists",
    "casework",
    "together",
    "orders",
    "buyers",
    "search",
    "settings",
    "audit",
    "clocks",
    "shape",
    "goods",
    "parcels",
    "keys",
    "cli",
    "author",
    "first-plugin",
    "api",
    "plugins",
    "marketplace",
    "plugin-pages",
    "mail",
    "notices",
    "replies",
    "surveys",
    "inbox",
    "webhooks",
    "follow-ups",
}

impl Area {
    pub(super) const fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhCn => self.zh_cn,
            Lang::ZhTw => self.zh_tw,
            Lang::En => self.en,
        }
    }
}

/// The words of one language, ready to be looked up.
pub(super) struct Lexicon {
    bundle: FluentBundle<FluentResource>,
    /// Phrases without variables, resolved once: a page has hundreds of them.
    plain: HashMap<&'static str, &'static str, FxBuildHasher>,
}

static LEXICONS: LazyLock<[Lexicon; 3]> = LazyLock::new(|| {
    [
        Lexicon::read(Lang::ZhCn),
        Lexicon::read(Lang::ZhTw),
        Lexicon::read(Lang::En),
    ]
});

impl Lexicon {
    pub(super) fn of(lang: Lang) -> &'static Lexicon {
        match lang {
            Lang::ZhCn => &LEXICONS[0],
            Lang::ZhTw => &LEXICONS[1],
            Lang::En => &LEXICONS[2],
        }
    }

    fn read(lang: Lang) -> Lexicon {
        let name: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![name]);
        // The marks around variables would be copied with a case number.
        bundle.set_use_isolating(false);
        for area in AREAS {
            // What does not parse is left out here and found by the tests.
            let resource = match FluentResource::try_new(area.text(lang).to_owned()) {
                Ok(resource) => resource,
                Err((resource, _)) => resource,
            };
            let _ = bundle.add_resource(resource);
        }
        let mut lexicon = Lexicon {
            bundle,
            plain: HashMap::default(),
        };
        for key in AREAS.iter().flat_map(|area| keys(area.text(lang))) {
            if let Some(text) = lexicon.resolved(key) {
                lexicon.plain.insert(key, text);
            }
        }
        lexicon
    }

    /// The whole phrase, if nothing is missing without variables. Kept for the life of the
    /// program: once per key and language.
    fn resolved(&self, key: &str) -> Option<&'static str> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut errors);
        errors.is_empty().then(|| &*String::leak(text.into_owned()))
    }

    pub(super) fn plain(&self, key: &str) -> Option<&'static str> {
        self.plain.get(key).copied()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.plain.contains_key(key) || self.bundle.has_message(key)
    }

    pub(super) fn filled(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        Some(text.into_owned())
    }
}

/// The keys a file defines, in its order.
pub(super) fn keys(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter_map(key)
}

/// The key a line defines: a message starts at the left margin.
pub(super) fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| key.trim_end())
}

/// How many unknown keys are remembered; keys can come from records of a newer version.
const MARKERS: usize = 1000;

/// Shown where a key has no words in any language.
pub(super) fn marker(key: &str) -> &'static str {
    static SEEN: LazyLock<Mutex<HashMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let Ok(mut seen) = SEEN.lock() else {
        return "⟨?⟩";
    };
    if let Some(known) = seen.get(key) {
        return known;
    }
    if seen.len() >= MARKERS {
        return "⟨?⟩";
    }
    let made: &'static str = String::leak(format!("⟨{key}⟩"));
    seen.insert(key.to_owned(), made);
    made
}
