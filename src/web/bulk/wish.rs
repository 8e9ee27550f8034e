//! What a form wishes for many cases, and the words for it.

use crate::domain::bulk::Task;
use crate::domain::bulk::Wish;
use crate::domain::case::Kind;
use crate::domain::case::Machine;
use crate::domain::case::Verb;
use crate::domain::case::effects::tags;
use crate::domain::case::record::Priority;
use crate::domain::case::tables;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::web::Visit;
use crate::web::form::Errors;
use crate::web::form::Fields;

/// The most characters of a note.
const NOTE: usize = 2_000;
/// The most characters of a next step.
const STEP: usize = 200;

/// What the form wishes; none while something is still to be said. What does not fit stands at its
/// field.
pub fn read(visit: &Visit, task: Task, fields: &Fields) -> (Option<Wish>, Errors) {
    let mut errors = Errors::default();
    let mut words = |name: &str, most: usize| -> Option<String> {
        let text = fields.filled(name)?.replace("\r\n", "\n");
        if text.chars().count() > most {
            errors.add(name, "error-too-long");
            return None;
        }
        Some(text)
    };
    let wish = match task {
        Task::Mine => visit
            .viewer
            .as_ref()
            .map(|viewer| Wish::Owner(viewer.staff.id)),
        Task::Owner => fields
            .text("staff")
            .parse()
            .ok()
            .map(|id| Wish::Owner(StaffId(id))),
        Task::Priority => Priority::from_code(fields.text("priority")).map(Wish::Priority),
        Task::Next => {
            let text = words("text", STEP);
            let at = fields.filled("due").and_then(|typed| {
                let at = formats::parse_input(typed, &visit.zone);
                match at {
                    None => errors.add("due", "error-moment-form"),
                    Some(at) if at <= visit.now => errors.add("due", "error-bulk-past"),
                    Some(_) => {}
                }
                at.filter(|at| *at > visit.now)
            });
            text.zip(at).map(|(text, at)| Wish::Next { text, at })
        }
        Task::Tag | Task::Untag => {
            let tag = fields.filled("tag").and_then(|typed| {
                let tag = tags::normal(typed);
                if tag.is_none() {
                    errors.add("tag", "error-bulk-tag");
                }
                tag
            });
            tag.map(if task == Task::Tag {
                Wish::Tag
            } else {
                Wish::Untag
            })
        }
        Task::Note => words("text", NOTE).map(Wish::Note),
        Task::Act => Verb::from_code(fields.text("verb")).map(Wish::Act),
    };
    (wish.filter(|_| errors.is_empty()), errors)
}

/// The fields that say the wish again: names and values.
pub fn again(visit: &Visit, task: Task, wish: &Wish) -> Vec<(&'static str, String)> {
    let mut fields = vec![("do", task.code().to_owned())];
    match wish {
        Wish::Owner(staff) => fields.push(("staff", staff.to_string())),
        Wish::Priority(priority) => fields.push(("priority", priority.code().to_owned())),
        Wish::Next { text, at } => {
            fields.push(("text", text.clone()));
            fields.push(("due", formats::input(*at, &visit.zone)));
        }
        Wish::Tag(tag) | Wish::Untag(tag) => fields.push(("tag", tag.clone())),
        Wish::Note(text) => fields.push(("text", text.clone())),
        Wish::Act(verb) => fields.push(("verb", verb.code().to_owned())),
    }
    fields
}

/// The wish as a heading: `改负责人 → 李娜`.
///
/// # Errors
/// When the disk does.
pub fn title(view: &impl View, visit: &Visit, wish: &Wish) -> Result<String, Failure> {
    let words = visit.words;
    let arrow = |task: Task, to: &str| {
        let name = names::task_name(words, task);
        if to.is_empty() {
            name.to_owned()
        } else {
            words.with("bulk-title", &[("task", name.into()), ("to", to.into())])
        }
    };
    Ok(match wish {
        Wish::Owner(staff) => {
            let staff = people::by_id(view, *staff)?;
            let name = staff.map_or_else(String::new, |staff| staff.display_name);
            arrow(Task::Owner, &name)
        }
        Wish::Priority(priority) => arrow(Task::Priority, names::priority_name(words, *priority)),
        Wish::Next { text, at } => {
            let at = formats::short(*at, &visit.zone, visit.now);
            arrow(Task::Next, &format!("{text} · {at}"))
        }
        Wish::Tag(tag) => arrow(Task::Tag, tag),
        Wish::Untag(tag) => arrow(Task::Untag, tag),
        Wish::Note(text) => {
            let first: String = text.chars().take(30).collect();
            arrow(Task::Note, &first)
        }
        Wish::Act(verb) => verb_name(words, *verb).to_owned(),
    })
}

/// The name of an act whatever the kind of case: that of the first table that has it.
pub fn verb_name(words: Words, verb: Verb) -> &'static str {
    let machine = Kind::ALL
        .iter()
        .map(|kind| kind.machine())
        .chain([Machine::Common, Machine::Dispute, Machine::Claim])
        .find(|machine| tables::rows(*machine).any(|row| row.verb == verb));
    names::act_name(words, machine.unwrap_or(Machine::Common), verb)
}
