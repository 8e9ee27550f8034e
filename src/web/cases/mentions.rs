//! Colleagues named in a note: found in its text, offered to be picked, and told.

use super::known::Known;
use super::known::Surroundings;
use crate::domain::ids::StaffId;
use crate::domain::people::Staff;
use crate::domain::people::may_see;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::mentions;
use crate::web::choices::Choice;

/// A mention of this person on this case that they have not read.
pub struct Named {
    pub who: String,
    pub at: String,
    pub seq: u64,
}

/// Who may see the case, but for the person who asks.
pub fn colleagues(known: &Known<'_>, me: StaffId) -> Vec<Choice> {
    known
        .staff
        .iter()
        .filter(|staff| staff.id != me && may_see(staff, known.case.shop))
        .map(|staff| Choice {
            value: staff.id.to_string(),
            name: staff.display_name.clone(),
            chosen: false,
        })
        .collect()
}

/// # Errors
/// When the disk does.
pub fn unread_here(
    view: &impl View,
    known: &Known<'_>,
    around: &Surroundings,
    me: StaffId,
) -> Result<Vec<Named>, Failure> {
    Ok(mentions::unread(view, me)?
        .into_iter()
        .filter(|mention| mention.case == known.case.id)
        .map(|mention| Named {
            who: around.who(known.words, &mention.by),
            at: formats::short(mention.at, known.zone, known.now),
            seq: mention.seq,
        })
        .collect())
}

/// Everyone named as `@name` or `@login` in a text, in its order. The longest name that fits
/// counts; an address like `a@b` names nobody.
pub fn in_text(text: &str, staff: &[Staff]) -> Vec<StaffId> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices(['@', '＠']) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        let rest = &text[at + sign.len()..];
        let named = staff
            .iter()
            .filter_map(|staff| {
                let names = [&staff.display_name, &staff.login];
                let longest = names.into_iter().filter(|name| begins(rest, name));
                Some((longest.map(String::len).max()?, staff.active, staff.id))
            })
            .max_by_key(|(length, active, _)| (*length, *active));
        if let Some((_, _, id)) = named.filter(|(_, _, id)| !found.contains(id)) {
            found.push(id);
        }
    }
    found
}

/// Whether a text begins with a name that ends there.
fn begins(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name).filter(|_| !name.is_empty()) else {
        return false;
    };
    let latin = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    !(latin && rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Lang;
    use crate::domain::time::Timestamp;

    fn person(id: u64, login: &str, name: &str) -> Staff {
        Staff {
            id: StaffId(id),
            login: login.into(),
            display_name: name.into(),
            roles: Vec::new(),
            shops: Vec::new(),
            lang: Lang::ZhCn,
            active: true,
            password_hash: String::new(),
            limit: None,
            second_factor: None,
            email: String::new(),
            keys: true,
            created_at: Timestamp(0),
        }
    }

    #[test]
    fn a_name_behind_the_sign_is_someone_and_the_longest_name_wins() {
        let staff = [
            person(1, "wang", "王"),
            person(2, "wxm", "王小明"),
            person(3, "lin", "Lin"),
        ];
        let ids = |text: &str| -> Vec<u64> {
            let found = in_text(text, &staff);
            found.iter().map(|id| id.0).collect()
        };
        assert_eq!(ids("@王小明看一下，＠Lin 也看"), [2, 3]);
        assert_eq!(ids("@王 @王 @wxm"), [1, 2]);
        assert_eq!(ids("mail@lin.example, @linda, @lin!"), [3]);
        assert_eq!(ids("@ @@ @陈"), [0u64; 0]);
    }
}
