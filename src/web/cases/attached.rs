//! What goes along with a message without being uploaded for it: the files of a reply, and those of a
//! message that was taken back. Whoever writes can leave each out.

use crate::actions::replies;
use crate::actions::sending;
use crate::domain::case::Case;
use crate::domain::case::record::CaseFile;
use crate::domain::people::ActorRef;
use crate::failure::Failure;
use crate::store::View;
use crate::store::drafts;
use crate::store::drafts::Place;
use crate::store::evidence::kind_of;
use crate::web::Visit;
use crate::web::form::Fields;

/// The field that names one by its hash.
pub const FIELD: &str = "attach";

/// What the form ticked, of replies this person may say and of their own drafts here. One that none of
/// them has any more is left out.
///
/// # Errors
/// When the disk does.
pub fn ticked(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    fields: &Fields,
) -> Result<Vec<CaseFile>, Failure> {
    let mut files: Vec<CaseFile> = Vec::new();
    if fields.all(FIELD).next().is_none() {
        return Ok(files);
    }
    let viewer = visit.viewer()?;
    let by = ActorRef::Staff(viewer.staff.id);
    let place = Place {
        staff: viewer.staff.id,
        case: Some(case.id),
        name: sending::BOX.to_owned(),
    };
    let drafts = drafts::at(view, &place)?;
    let mut known: Vec<CaseFile> = drafts.into_iter().flat_map(|draft| draft.files).collect();
    for reply in replies::seen_by(view, viewer)? {
        known.extend(reply.files.into_iter().map(|file| CaseFile {
            kind: kind_of(&file.mime),
            hash: file.hash,
            name: file.name,
            mime: file.mime,
            size: file.size,
            by: by.clone(),
            at: visit.now,
        }));
    }
    for file in known {
        let is_wanted = fields.all(FIELD).any(|hash| hash == file.hash);
        if is_wanted && files.iter().all(|taken| taken.hash != file.hash) {
            files.push(file);
        }
    }
    Ok(files)
}
