//! A setting that is unknown or wrong, told so that it can be put right.

/// What is wrong: a phrase key and what fills it. The command line says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
    /// Phrase keys that fill a variable: said in the language of the reader.
    pub phrases: Vec<(&'static str, &'static str)>,
}

impl Wrong {
    pub(super) fn new(key: &'static str, args: &[(&'static str, &str)]) -> Wrong {
        Wrong {
            key,
            args: args
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            phrases: Vec::new(),
        }
    }

    /// A value that does not fit: where it stands, what it is, and what would be right.
    pub(super) fn value(place: &str, value: &str, right: &'static str) -> Wrong {
        Wrong {
            phrases: vec![("right", right)],
            ..Wrong::new("setting-wrong-value", &[("place", place), ("value", value)])
        }
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.key)?;
        self.args
            .iter()
            .try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Wrong {}
