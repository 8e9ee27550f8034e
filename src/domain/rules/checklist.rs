//! Checklists 检查项 (F15): what is looked at in a stage of a case before it goes on. Data of the
//! rule pack: the shop adds, rewords and removes items; who ticked them is kept by the case.

use crate::codes;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Phase;
use crate::domain::case::record::Case;
use serde::Deserialize;
use serde::Serialize;

/// The most items one stage of one kind may have.
pub const MOST_ITEMS: usize = 12;

codes! {
    /// The items a new shop starts with. The phrase key is `check-<code>`.
    pub enum BuiltIn {
        // 审核 looks at exactly these three (R47).
        OrderNo = "order_no",
        Product = "product",
        Problem = "problem",
        // Goods that came back.
        OpenedOnCamera = "opened_on_camera",
        ReturnAddress = "return_address",
        // Complaints and reviews.
        ChatRead = "chat_read",
        FactsChecked = "facts_checked",
        // Before the call back.
        MoneyArrived = "money_arrived",
    }
}

/// One item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    pub kind: Kind,
    /// The step of the case it is looked at in.
    pub stage: Phase,
    /// Names it within the pack: ticks refer to it. A [`BuiltIn`] code has words of its own.
    pub code: String,
    /// The shop's own words, in zh-CN, zh-TW and en; empty ones take the first that is filled,
    /// and then those of the built-in item.
    #[serde(default)]
    pub text: [String; 3],
    /// Without it the case cannot leave the stage for the next.
    #[serde(default)]
    pub required: bool,
}

impl CheckItem {
    /// The shop's own words for a language (0 zh-CN, 1 zh-TW, 2 en), when it has any.
    pub fn own_words(&self, lang: usize) -> Option<&str> {
        let wanted = self.text.get(lang).into_iter();
        wanted
            .chain(&self.text)
            .map(|text| text.trim())
            .find(|text| !text.is_empty())
    }
}

/// The items of one stage of a kind, in the order of the pack.
pub fn of_stage(items: &[CheckItem], kind: Kind, stage: Phase) -> impl Iterator<Item = &CheckItem> {
    items
        .iter()
        .filter(move |item| item.kind == kind && item.stage == stage)
}

/// The checklist of the stage a case is in.
pub fn of_case<'a>(items: &'a [CheckItem], case: &Case) -> impl Iterator<Item = &'a CheckItem> {
    of_stage(items, case.kind, case.phase)
}

/// The three points of 审核 (R47) for what moves goods or money, and what is worth a look
/// elsewhere. None is required until the shop says so.
pub fn defaults() -> Vec<CheckItem> {
    let item = |kind, stage, code: BuiltIn| CheckItem {
        kind,
        stage,
        code: code.code().to_owned(),
        text: Default::default(),
        required: false,
    };
    let mut items = Vec::new();
    for kind in [
        Kind::RefundOnly,
        Kind::ReturnRefund,
        Kind::Exchange,
        Kind::Repair,
        Kind::Reship,
    ] {
        for code in [BuiltIn::OrderNo, BuiltIn::Product, BuiltIn::Problem] {
            items.push(item(kind, Phase::Review, code));
        }
    }
    for kind in [Kind::ReturnRefund, Kind::Exchange, Kind::Repair] {
        items.push(item(kind, Phase::Handling, BuiltIn::OpenedOnCamera));
    }
    for kind in [Kind::Exchange, Kind::Repair, Kind::Reship] {
        items.push(item(kind, Phase::Handling, BuiltIn::ReturnAddress));
    }
    for kind in [Kind::Complaint, Kind::Review] {
        for code in [BuiltIn::ChatRead, BuiltIn::FactsChecked] {
            items.push(item(kind, Phase::Review, code));
        }
    }
    for kind in [Kind::RefundOnly, Kind::ReturnRefund] {
        items.push(item(kind, Phase::CallBack, BuiltIn::MoneyArrived));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_stand_in_for_a_language_that_has_none() {
        let mut item = defaults().remove(0);
        assert_eq!(
            item.own_words(0),
            None,
            "a built-in item has its own phrase"
        );
        item.text[0] = " 核对尺码 ".into();
        assert_eq!(item.own_words(2), Some("核对尺码"));
        item.text[2] = "Check the size".into();
        assert_eq!(item.own_words(2), Some("Check the size"));
    }

    #[test]
    fn a_code_names_one_item_of_a_stage_and_nothing_is_required_at_first() {
        let items = defaults();
        for (at, item) in items.iter().enumerate() {
            assert!(!item.required && BuiltIn::from_code(&item.code).is_some());
            let twice = items[at + 1..].iter().any(|other| {
                (other.kind, other.stage, &other.code) == (item.kind, item.stage, &item.code)
            });
            assert!(!twice, "{item:?}");
        }
    }
}
