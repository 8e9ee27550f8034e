//! The boxes for long words on the form of a new case, each with its draft.

use crate::domain::case::Kind;
use crate::domain::ids::OrderId;
use crate::failure::Failure;
use crate::store::Vault;
use crate::store::View;
use crate::web::Visit;
use crate::web::drafts::DraftPart;
use crate::web::drafts::Spot;
use crate::web::form::CSRF;
use crate::web::form::Fields;

/// One [`DraftPart`] per box.
pub struct Boxes {
    pub about: DraftPart,
    pub buyer_text: DraftPart,
    pub policy_override: DraftPart,
}

impl Boxes {
    /// # Errors
    /// When the disk does.
    pub fn load(
        view: &impl View,
        vault: &Vault,
        visit: &Visit,
        asked: &Fields,
        order: Option<OrderId>,
        kind: Kind,
    ) -> Result<Boxes, Failure> {
        // Only a form that came back has a token; a link to this page has none.
        let sent = asked.filled(CSRF).is_some();
        let one = |field: &str| {
            let name = format!("{kind}.{field}");
            let typed = sent.then(|| (asked, asked.raw(field)));
            DraftPart::load(view, vault, visit, &Spot::New { order, name }, typed)
        };
        Ok(Boxes {
            about: one("about")?,
            buyer_text: one("buyer_text")?,
            policy_override: one("policy_override")?,
        })
    }
}
