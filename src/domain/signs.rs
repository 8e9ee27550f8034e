//! What stands out in a buyer's cases (F72): each sign is a count of facts, with the cases that
//! made it. No score, and nothing is refused because of one.

use super::case::Case;
use super::case::Kind;
use super::case::State;
use super::case::Subtype;
use super::case::record::Grade;
use super::ids::CaseId;
use super::time::Span;
use super::time::Timestamp;
use crate::codes;

codes! {
    /// What was counted. The phrase key is `sign-<code>`.
    pub enum Sign {
        /// Three or more cases about money in 90 days.
        OftenRecently = "often_recently",
        /// Twice or more “it never came”.
        NotReceived = "not_received",
        /// Twice or more the parcel was refused.
        RejectedDelivery = "rejected_delivery",
        /// The same photo in several cases.
        SamePhoto = "same_photo",
        /// Something came back that was not ours.
        OtherGoods = "other_goods",
        /// A platform had to decide.
        Disputed = "disputed",
        /// Three or more requests taken back.
        TakenBack = "taken_back",
    }
}

/// A sign, and the cases it is counted from, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub sign: Sign,
    pub cases: Vec<CaseId>,
}

/// What stands out in these cases of one buyer, newest first. What was merged counts where it went.
pub fn seen(cases: &[Case], now: Timestamp) -> Vec<Seen> {
    let lately = now - Span::days(90);
    let counted = |least: usize, fits: &dyn Fn(&Case) -> bool| {
        let found: Vec<CaseId> = cases
            .iter()
            .filter(|case| case.state != State::Merged && fits(case))
            .map(|case| case.id)
            .collect();
        (found.len() >= least).then_some(found)
    };
    let never_came = |case: &Case| {
        case.kind == Kind::Logistics
            || matches!(
                case.subtype,
                Some(Subtype::InTransit | Subtype::LostParcel | Subtype::Loss)
            )
    };
    let shares_photo = |case: &Case| {
        let photos = case.files.iter().filter(|f| f.mime.starts_with("image/"));
        photos.into_iter().any(|photo| {
            cases.iter().any(|other| {
                other.id != case.id
                    && other.state != State::Merged
                    && other.files.iter().any(|file| file.hash == photo.hash)
            })
        })
    };
    Sign::ALL
        .iter()
        .filter_map(|sign| {
            let cases = match sign {
                Sign::OftenRecently => counted(3, &|case| {
                    case.kind.moves_money() && case.opened_at >= lately
                }),
                Sign::NotReceived => counted(2, &never_came),
                Sign::RejectedDelivery => {
                    counted(2, &|case| case.subtype == Some(Subtype::RejectedDelivery))
                }
                Sign::SamePhoto => counted(2, &shares_photo),
                Sign::OtherGoods => counted(1, &|case| {
                    case.lines.iter().any(|line| line.grade == Some(Grade::X))
                }),
                Sign::Disputed => counted(1, &|case| case.dispute.is_some()),
                Sign::TakenBack => counted(3, &|case| case.state == State::Withdrawn),
            }?;
            Some(Seen { sign: *sign, cases })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::stories::desk::Desk;
    use crate::domain::case::stories::desk::actor;
    use crate::domain::case::stories::desk::wish;
    use crate::domain::case::stories::say::MONDAY;

    fn cases(wishes: &[&str]) -> Vec<Case> {
        wishes
            .iter()
            .enumerate()
            .map(|(n, words)| {
                let mut desk = Desk::new();
                let words: Vec<&str> = words.split(' ').collect();
                desk.open(&wish(&words), &actor("agent"), MONDAY)
                    .expect("opens");
                let mut case = desk.case.expect("was opened");
                case.id = CaseId(n as u64 + 1);
                case
            })
            .collect()
    }

    fn signs(cases: &[Case], now: Timestamp) -> Vec<Sign> {
        seen(cases, now).into_iter().map(|s| s.sign).collect()
    }

    #[test]
    fn a_buyer_who_asks_now_and_then_does_not_stand_out() {
        let few = cases(&["refund_only/keep_goods amount=9.00", "inquiry", "review"]);
        assert_eq!(signs(&few, MONDAY), []);
    }

    #[test]
    fn each_sign_names_the_cases_it_was_counted_from() {
        let mut many = cases(&[
            "refund_only/in_transit amount=9.00",
            "refund_only/keep_goods amount=9.00",
            "logistics",
            "reship/lost_parcel",
        ]);
        let found = seen(&many, MONDAY);
        let never = found.iter().find(|s| s.sign == Sign::NotReceived);
        let never = never.expect("three times it never came");
        assert_eq!(never.cases, [CaseId(1), CaseId(3), CaseId(4)]);
        // Long ago is not recently; what was merged is not counted twice.
        assert!(!signs(&many, MONDAY + Span::days(120)).contains(&Sign::OftenRecently));
        many[2].state = State::Merged;
        many[3].state = State::Merged;
        assert_eq!(signs(&many, MONDAY), []);
    }
}
