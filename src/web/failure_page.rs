//! The page of a failure. Needs nothing from the store, which may be what failed.

use super::assets;
use super::visit::Theme;
use crate::phrases::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "failure.html")]
pub struct FailurePage {
    pub words: Words,
    pub theme: Theme,
    /// Before every link.
    pub prefix: String,
    pub status: u16,
    pub title: &'static str,
    pub sentence: String,
    pub request_id: String,
}

impl FailurePage {
    fn asset(&self, name: &str) -> String {
        format!("{}{}", self.prefix, assets::path(name))
    }
}
