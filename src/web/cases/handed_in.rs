//! Files that come with a new case: those of this form, and those it brought before it came back.

use crate::app::App;
use crate::domain::case::record::CaseFile;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::evidence;
use crate::web::Visit;
use crate::web::form::Fields;
use crate::web::upload;
use crate::web::upload::Brought;
use actix_web::web::Data;

/// The field that brings a file back: its hash, a blank, its name.
pub const KEPT: &str = "kept";

/// A file as the form shows it when it comes back.
pub struct KeptFile {
    /// What the hidden field holds.
    pub value: String,
    pub name: String,
    pub size: String,
}

/// Every file handed in, each once; the newest form's last.
///
/// # Errors
/// When the disk does.
pub async fn all(
    app: &Data<App>,
    visit: &Visit,
    brought: &Brought,
) -> Result<Vec<CaseFile>, Failure> {
    let mut files: Vec<CaseFile> = Vec::new();
    for value in brought.fields.all(KEPT).take(evidence::FILES_MOST) {
        let (hash, name) = value.split_once(' ').unwrap_or((value, ""));
        files.extend(upload::again(app, visit, hash, name).await?);
    }
    for file in &brought.files {
        if !files.iter().any(|known| known.hash == file.hash) {
            files.push(file.clone());
        }
    }
    files.truncate(evidence::FILES_MOST);
    Ok(files)
}

/// How they come back with the form.
pub fn shown(files: &[CaseFile]) -> Vec<KeptFile> {
    files
        .iter()
        .map(|file| KeptFile {
            value: format!("{} {}", file.hash, file.name),
            name: file.name.clone(),
            size: formats::size(file.size),
        })
        .collect()
}

/// The form without its files, which are kept apart.
pub fn plain(fields: &Fields) -> Fields {
    Fields::new(
        fields
            .pairs()
            .filter(|(name, _)| *name != KEPT)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    )
}
