//! Tags: words of the desk's own by which it finds cases again. The buyer never sees them.

use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::verb::Field;

/// The most characters of a tag.
pub const LONGEST: usize = 20;

/// A tag as it is kept: without blanks around it. None when it is empty, too long or not one line.
pub fn normal(text: &str) -> Option<String> {
    let tag = text.trim();
    let fits = !tag.is_empty()
        && tag.chars().count() <= LONGEST
        && !tag.chars().any(|c| c.is_control() || c == ',');
    fits.then(|| tag.to_owned())
}

pub fn tag(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let tag = said(scene)?;
    // The same word again is no change.
    if draft.case.tags.contains(&tag) {
        return Err(Refusal::Invalid(Field::Tag));
    }
    draft.case.tags.push(tag);
    Ok(())
}

pub fn untag(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let tag = said(scene)?;
    let at = draft.case.tags.iter().position(|known| *known == tag);
    let at = at.ok_or(Refusal::Invalid(Field::Tag))?;
    draft.case.tags.remove(at);
    Ok(())
}

fn said(scene: &Scene<'_>) -> Result<String, Refusal> {
    let text = scene.input.tag.as_deref();
    let text = text.ok_or(Refusal::Missing(Field::Tag))?;
    normal(text).ok_or(Refusal::Invalid(Field::Tag))
}
