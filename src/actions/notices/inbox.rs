//! A mail that came in: it answers a case, tells of a mail of ours, or waits for a person. Whatever it
//! says, it commands nothing; and every one leaves a line that says where it went and why.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::access::see_case;
use crate::actions::cases::act;
use crate::actions::people::note;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::record::CaseFile;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::ids::CaseId;
use crate::domain::masking;
use crate::domain::notice::inbound;
use crate::domain::notice::inbound::Cursor;
use crate::domain::notice::inbound::Mail;
use crate::domain::notice::inbound::Sort;
use crate::domain::notice::inbound::Taken;
use crate::domain::notice::inbound::Thread;
use crate::domain::notice::inbound::Went;
use crate::domain::notice::inbound::new_words;
use crate::domain::notice::sms::is_opt_out;
use crate::domain::people::Actor;
use crate::domain::people::IdentityKind;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::identity;
use crate::store::inbox;
use crate::store::opt_outs;
use crate::store::opt_outs::OptOut;
use crate::store::orders;
use crate::store::outbox;
use crate::store::settings;
use std::collections::BTreeMap;

/// A mail, where it lay, and what came with it.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// The mailbox it came to.
    pub mailbox: u32,
    /// Where it lay: this is how far the folder was read.
    pub at: Cursor,
    /// None when it was not read: what it is then stands in `instead`.
    pub mail: Mail,
    /// Kept already, under their hashes.
    pub files: Vec<CaseFile>,
    /// Names of files a case does not take.
    pub left_out: Vec<String>,
    pub instead: Option<Went>,
    /// In the desk's language: what a note of a stranger's mail begins with, and what stands for a mail
    /// without words. `{from}` is the sender, masked.
    pub stranger: String,
    pub wordless: String,
}

/// The unguessable part of the names of mails about a case, hex of 128 bits.
pub fn token(vault: &Vault, case: CaseId) -> String {
    vault.lookup("mail thread", &case.to_string())
}

/// Takes a mail once: where it went and how far its folder was read are one command.
///
/// # Errors
/// When the disk does.
pub fn take(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    letter: &Letter,
    moment: &Moment,
) -> Result<Option<Went>, Failure> {
    let mut cursors = BTreeMap::clone(&*settings::mail_cursors(plan)?);
    let cursor = cursors.entry(letter.mailbox).or_default();
    if cursor.validity == letter.at.validity && letter.at.uid <= cursor.uid {
        return Ok(None);
    }
    *cursor = letter.at;
    settings::save_mail_cursors(plan, &cursors)?;
    let mail = &letter.mail;
    let name = match mail.id.is_empty() {
        true => String::new(),
        false => vault.lookup("mail", &mail.id),
    };
    if !name.is_empty() && inbox::is_known(plan, letter.mailbox, &name)? {
        // Its line was written when it came.
        return Ok(Some(Went::Twice));
    }
    let placed = place(plan, vault, letter, moment)?;
    let id = plan.next_number("mail")?;
    let reads = placed.went.needs_a_person();
    let text = new_words(&mail.text);
    let taken = Taken {
        id,
        mailbox: letter.mailbox,
        at: moment.now,
        went: placed.went,
        from: vault.seal(&mail.from, masking::email(&mail.from))?,
        subject: vault.seal(&mail.subject, String::new())?,
        text: match reads && !text.is_empty() {
            true => Some(vault.seal(&text, String::new())?),
            false => None,
        },
        files: match reads {
            true => letter.files.clone(),
            false => Vec::new(),
        },
        case: placed.case.as_ref().map(|case| case.id),
        no: placed.case.as_ref().map(|case| case.no.clone()),
        why: placed.why,
    };
    inbox::add(plan, &taken, &name)?;
    Ok(Some(placed.went))
}

/// Mails up to here are nobody's business: they were there before anybody asked for any.
///
/// # Errors
/// When the disk does.
pub fn pass_over(plan: &mut Plan<'_, '_>, mailbox: u32, to: Cursor) -> Result<(), Failure> {
    let mut cursors = BTreeMap::clone(&*settings::mail_cursors(plan)?);
    let cursor = cursors.entry(mailbox).or_default();
    if cursor.validity != to.validity || to.uid > cursor.uid {
        *cursor = to;
        settings::save_mail_cursors(plan, &cursors)?;
    }
    Ok(())
}

/// Where a mail went.
struct Placed {
    went: Went,
    case: Option<Case>,
    why: String,
}

impl Placed {
    fn nowhere(went: Went) -> Placed {
        Placed {
            went,
            case: None,
            why: String::new(),
        }
    }

    fn of(went: Went, case: Case) -> Placed {
        Placed {
            went,
            case: Some(case),
            why: String::new(),
        }
    }
}

fn place(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    letter: &Letter,
    moment: &Moment,
) -> Result<Placed, Failure> {
    if let Some(instead) = letter.instead {
        return Ok(Placed::nowhere(instead));
    }
    let mail = &letter.mail;
    let own: Vec<String> = settings::mail_profiles(plan)?
        .iter()
        .map(|profile| profile.from.clone())
        .collect();
    let answered = answered(plan, vault, mail)?;
    match inbound::sort(mail, &own) {
        Sort::Bounce => return bounced(plan, mail, answered),
        Sort::Loop => return Ok(Placed::nowhere(Went::Loop)),
        Sort::Automatic => return Ok(Placed::nowhere(Went::Automatic)),
        Sort::List => return Ok(Placed::nowhere(Went::List)),
        Sort::Letter => {}
    }
    let Some((case, _)) = answered else {
        return Ok(Placed::nowhere(Went::NoCase));
    };
    let address = identity::hash(vault, IdentityKind::Email, &mail.from);
    if !is_contact(plan, &case, &address)? {
        // A note for staff: nothing is done for somebody the shop does not know.
        let mut told = Act::of(Verb::Note);
        let from = masking::email(&mail.from);
        let begins = letter.stranger.replace("{from}", &from);
        told.input.text = Some(format!("{begins}\n{}", words(letter)));
        told.input.files = letter.files.clone();
        act(
            plan,
            CaseRef::of_system(case.id),
            None,
            &told,
            &Actor::System,
            moment,
        )?;
        return Ok(Placed::of(Went::Stranger, case));
    }
    if is_opt_out(&new_words(&mail.text)) || inbound::is_leaving(&mail.subject) {
        let opt_out = OptOut {
            at: moment.now,
            by: None,
        };
        opt_outs::save(plan, &address, &opt_out)?;
        return Ok(Placed::of(Went::Silenced, case));
    }
    said(plan, case, letter, moment)
}

/// The buyer's words in their case: by the act that fits where it stands.
fn said(
    plan: &mut Plan<'_, '_>,
    case: Case,
    letter: &Letter,
    moment: &Moment,
) -> Result<Placed, Failure> {
    let contact = |told: &mut Act| {
        told.input.contact_channel = Some(ContactChannel::Email);
        told.input.contact_outcome = Some(ContactOutcome::BuyerCame);
    };
    let verbs: &[(Verb, Went)] = match case.state {
        State::NeedInfo => &[
            (Verb::InfoAdded, Went::Added),
            (Verb::LogContact, Went::AfterTheEnd),
        ],
        State::Answered => &[
            (Verb::BuyerWrites, Went::Said),
            (Verb::LogContact, Went::AfterTheEnd),
        ],
        _ => &[
            (Verb::Message, Went::Said),
            (Verb::LogContact, Went::AfterTheEnd),
        ],
    };
    let mut why = String::new();
    for (verb, went) in verbs {
        let mut told = Act::of(*verb);
        told.input.text = Some(words(letter));
        told.input.files = letter.files.clone();
        if *verb == Verb::LogContact {
            contact(&mut told);
        }
        let of = CaseRef::of_system(case.id);
        match act(plan, of, None, &told, &Actor::Buyer, moment) {
            Ok(_) => return Ok(Placed::of(*went, case)),
            Err(Failure::Refused(refusal)) => why = format!("{refusal:?}"),
            Err(failure) => return Err(failure),
        }
    }
    Ok(Placed {
        went: Went::NoCase,
        case: Some(case),
        why,
    })
}

/// What is new, with the names of files that were left out.
fn words(letter: &Letter) -> String {
    let mut text = new_words(&letter.mail.text);
    if text.is_empty() {
        letter.wordless.clone_into(&mut text);
    }
    for name in &letter.left_out {
        text.push_str("\n✗ ");
        text.push_str(name);
    }
    text
}

/// The case a mail answers: by a name only whoever got a mail about it can know.
fn answered(
    view: &impl View,
    vault: &Vault,
    mail: &Mail,
) -> Result<Option<(Case, Thread)>, Failure> {
    let named = mail.answers.iter().map(String::as_str);
    for name in named.chain(mail.subject.split_whitespace()) {
        let Some(thread) = inbound::thread(name) else {
            continue;
        };
        let Some(own) = cases::as_it_was(view, &thread.no)? else {
            continue;
        };
        if token(vault, own.id) != thread.token {
            continue;
        }
        // A case that was merged speaks through the one it went into.
        let id = cases::id_by_no(view, &thread.no)?.unwrap_or(own.id);
        if let Some(case) = cases::by_id(view, id)? {
            return Ok(Some((case, thread)));
        }
    }
    Ok(None)
}

/// Whether an address belongs to the buyer of a case.
fn is_contact(view: &impl View, case: &Case, address: &str) -> Result<bool, Failure> {
    let Some(known) = orders::buyer_by_identity(view, address)? else {
        return Ok(false);
    };
    let final_of = |id| -> Result<_, Failure> {
        let buyer = orders::buyer(view, id)?;
        Ok(buyer.and_then(|buyer| buyer.merged_into).unwrap_or(id))
    };
    let Some(own) = case.buyer else {
        return Ok(false);
    };
    Ok(final_of(known)? == final_of(own)?)
}

/// A server tells what became of a mail of ours.
fn bounced(
    plan: &mut Plan<'_, '_>,
    mail: &Mail,
    answered: Option<(Case, Thread)>,
) -> Result<Placed, Failure> {
    let report = mail.report.clone().unwrap_or_default();
    let parts = [report.status.as_str(), report.said.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut why = parts.join(" ");
    if why.is_empty() {
        why.clone_from(&mail.subject);
    }
    let why: String = why.chars().take(300).collect();
    let Some((case, thread)) = answered else {
        return Ok(Placed {
            went: Went::Automatic,
            case: None,
            why,
        });
    };
    let is_for_good = matches!(report.action.as_str(), "failed" | "");
    let mut went = Went::Reported;
    if is_for_good
        && let Some(id) = thread.delivery
        && let Some(mut one) = outbox::delivery(plan, id)?
        && one.bounced(why.clone())
    {
        outbox::save_delivery(plan, &one)?;
        went = Went::Bounced;
    }
    Ok(Placed {
        went,
        case: Some(case),
        why,
    })
}

/// Somebody looked at a mail.
///
/// # Errors
/// `NotFound`; when the disk fails.
pub fn mark_seen(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u64,
    moment: &Moment,
) -> Result<(), Failure> {
    let taken = inbox::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    if let Some(no) = &taken.no {
        see_case(plan, viewer, no)?;
    }
    inbox::seen(plan, id);
    let staff = Some(viewer.staff.id);
    note(plan, moment.now, staff, "mail_seen", format!("mail {id}"))
}

/// Somebody knows which case a mail belongs to: it is put down there as a note.
///
/// # Errors
/// `Invalid` for a number that is none; `NotFound`; `Refused` by the rules of the case.
pub fn put_down(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    viewer: &Viewer,
    id: u64,
    no: &str,
    moment: &Moment,
) -> Result<CaseNo, Failure> {
    let mut taken = inbox::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    let no = CaseNo::parse(no).ok_or_else(|| Failure::invalid("no", "error-case-no-form"))?;
    let (case, _) = see_case(plan, viewer, &no).map_err(|failure| match failure {
        Failure::NotFound => Failure::invalid("no", "error-case-no-form"),
        other => other,
    })?;
    let mut told = Act::of(Verb::Note);
    let subject = vault.open_sealed(&taken.subject)?;
    let text = match &taken.text {
        Some(text) => vault.open_sealed(text)?,
        None => String::new(),
    };
    told.input.text = Some(format!("{} · {subject}\n{text}", taken.from.masked));
    told.input.files = taken.files.clone();
    act(plan, case, None, &told, &viewer.actor, moment)?;
    taken.case = Some(case.id());
    taken.no = Some(no.clone());
    inbox::save(plan, &taken)?;
    mark_seen(plan, viewer, id, moment)?;
    Ok(no)
}
