//! The word for each member of a closed list. One function per list, so that a code cannot be
//! looked up in the wrong area.

use super::Words;
use super::formats;
use crate::domain::audit;
use crate::domain::bulk;
use crate::domain::calendar::presets;
use crate::domain::case::kind;
use crate::domain::case::open;
use crate::domain::case::record;
use crate::domain::case::refusal;
use crate::domain::case::state;
use crate::domain::case::verb;
use crate::domain::case::work;
use crate::domain::follow_up;
use crate::domain::import;
use crate::domain::money::Fen;
use crate::domain::notice;
use crate::domain::order;
use crate::domain::ownerless;
use crate::domain::people;
use crate::domain::plugin;
use crate::domain::reasons;
use crate::domain::reply;
use crate::domain::rules::checklist;
use crate::domain::rules::reason_book::ReasonBook;
use crate::domain::rules::sheet;
use crate::domain::signs;
use crate::domain::survey;
use crate::domain::token;
use crate::domain::tracking;
use crate::domain::webhook;

/// A closed list as the tests and the glossary walk through it.
#[cfg(test)]
pub(super) struct NamedList {
    pub area: &'static str,
    /// Within `domain` or `domain::case`, as the uses above have it.
    pub path: &'static str,
    /// Variant and code.
    pub members: Vec<(String, &'static str)>,
}

#[cfg(test)]
impl NamedList {
    /// The name of the type alone.
    pub fn name(&self) -> &'static str {
        self.path.rsplit("::").next().unwrap_or(self.path).trim()
    }
}

macro_rules! names {
    ($($name:ident($list:ty) = $area:literal;)+) => {
        $(
            #[doc = concat!("The word for a `", stringify!($list), "`.")]
            pub fn $name(words: Words, member: $list) -> &'static str {
                words.code($area, member.code())
            }
        )+

        /// Every list with its area, for the tests and the glossary.
        #[cfg(test)]
        pub(super) fn lists() -> Vec<NamedList> {
            vec![$(NamedList {
                area: $area,
                path: stringify!($list),
                members: <$list>::ALL
                    .iter()
                    .map(|member| (format!("{member:?}"), member.code()))
                    .collect(),
            },)+]
        }
    };
}

names! {
    kind_name(kind::Kind) = "kind";
    subtype_name(kind::Subtype) = "subtype";
    machine_name(kind::Machine) = "machine";
    phase_name(kind::Phase) = "phase";
    state_name(state::State) = "state";
    verb_name(verb::Verb) = "verb";
    field_name(verb::Field) = "field";
    need_sentence(refusal::Need) = "need";
    role_name(people::Role) = "role";
    lang_name(people::Lang) = "lang";
    identity_name(people::IdentityKind) = "identity";
    channel_name(order::Channel) = "channel";
    order_status_name(order::OrderStatus) = "order-status";
    order_source_name(order::OrderSource) = "order-source";
    parcel_kind_name(order::ParcelKind) = "parcel-kind";
    parcel_state_name(order::ParcelState) = "parcel-state";
    carrier_name(tracking::Carrier) = "carrier";
    stage_name(tracking::Stage) = "stage";
    priority_name(record::Priority) = "priority";
    fault_name(record::Fault) = "fault";
    goods_status_name(record::GoodsStatus) = "goods-status";
    intake_name(record::Intake) = "intake";
    waiting_name(record::WaitingOn) = "waiting";
    grade_name(record::Grade) = "grade";
    deadline_name(record::DeadlineKind) = "deadline";
    deadline_source_name(record::DeadlineSource) = "deadline-source";
    clock_name(record::ClockKind) = "clock";
    deadline_state_name(record::DeadlineState) = "deadline-state";
    outcome_name(record::TimeoutOutcome) = "outcome";
    money_kind_name(record::MoneyKind) = "money-kind";
    payer_name(record::Payer) = "payer";
    pay_method_name(record::PayMethod) = "pay-method";
    money_state_name(record::MoneyState) = "money-state";
    offer_answer_name(record::OfferAnswer) = "offer-answer";
    approval_subject_name(record::ApprovalSubject) = "approval-subject";
    claim_reason_name(record::ClaimReason) = "claim-reason";
    file_kind_name(record::FileKind) = "file-kind";
    notice_name(notice::NoticeKind) = "notice";
    audience_name(notice::Audience) = "audience";
    way_name(notice::delivery::Way) = "way";
    delivery_name(notice::delivery::Standing) = "delivery";
    variable_name(notice::variable::Variable) = "variable";
    receipt_name(notice::sms::ReceiptState) = "receipt";
    went_name(notice::inbound::Went) = "inbox";
    follow_up_name(follow_up::Why) = "follow";
    tone_name(reply::Tone) = "tone";
    solved_name(survey::Solved) = "solved";
    caution_name(reply::wording::Caution) = "caution";
    webhook_name(webhook::Standing) = "webhook";
    webhook_topic_name(webhook::Topic) = "webhook-topic";
    mail_security_name(notice::mail::Security) = "mail-security";
    spf_name(notice::sender::Spf) = "spf";
    dkim_name(notice::sender::Dkim) = "dkim";
    dmarc_name(notice::sender::Dmarc) = "dmarc";
    result_name(record::CaseResult) = "result";
    clue_name(ownerless::Clue) = "clue";
    warning_sentence(open::Warning) = "warning";
    sign_name(signs::Sign) = "sign";
    task_name(bulk::Task) = "bulk-task";
    import_state_name(import::ImportState) = "import-state";
    reason_class_name(reasons::ReasonClass) = "reason-class";
    evidence_name(reasons::Evidence) = "evidence";
    preset_name(presets::Preset) = "preset";
    rule_group_name(sheet::RuleGroup) = "rule-group";
    law_name(sheet::Law) = "law";
    built_in_check(checklist::BuiltIn) = "check";
    contact_channel_name(work::ContactChannel) = "contact-channel";
    contact_outcome_name(work::ContactOutcome) = "contact-outcome";
    direction_name(work::Direction) = "direction";
    hand_over_answer_name(work::HandOverAnswer) = "hand-over-answer";
    plugin_state_name(plugin::installed::State) = "plugin-state";
    telling_name(plugin::telling::Standing) = "telling";
    telling_what_name(plugin::telling::What) = "telling-what";
    plugin_ending_name(plugin::ending::Ending) = "plugin-ending";
    scope_name(token::Scope) = "scope";
    deed_name(audit::Deed) = "audit";
}

/// The words on the button of an act in this table: the kind's own, such as 同意退款 or 同意退货,
/// else the general one.
pub fn act_name(words: Words, machine: kind::Machine, verb: verb::Verb) -> &'static str {
    let code = format!("{}-{}", machine.code(), verb.code());
    optional(words, "act", &code).unwrap_or_else(|| verb_name(words, verb))
}

/// The same with the money it moves: `同意退款 ¥129.00`.
pub fn act_with_amount(
    words: Words,
    machine: kind::Machine,
    verb: verb::Verb,
    amount: Fen,
    currency: &str,
) -> String {
    words.with(
        "act-with-amount",
        &[
            ("act", act_name(words, machine, verb).into()),
            ("amount", formats::money(amount, currency).into()),
        ],
    )
}

/// Under a button: what happens and what the buyer will be told, where that is not plain.
pub fn verb_hint(words: Words, verb: verb::Verb) -> Option<&'static str> {
    optional(words, "verb-hint", verb.code())
}

/// Under a field: what to write there, where that is not plain.
pub fn field_help(words: Words, field: verb::Field) -> Option<&'static str> {
    optional(words, "field-help", field.code())
}

/// A reason of the reason tree (D11). What is none of its codes is shown as it is: a platform's
/// own words, or a reason of a newer version.
pub fn reason_name(words: Words, code: &str) -> &str {
    optional(words, "reason", code).unwrap_or_else(|| match reasons::own_reason(code) {
        Some(own) => reason_class_name(words, own.class),
        None => code,
    })
}

/// The same with the shop's own words, where it has any.
pub fn reason_name_in<'a>(words: Words, book: &'a ReasonBook, code: &'a str) -> &'a str {
    book.words(code, words.lang as usize)
        .unwrap_or_else(|| reason_name(words, code))
}

/// How a case ended: a code of [`record::CaseResult`], else what someone wrote.
pub fn result_text(words: Words, result: &str) -> &str {
    match record::CaseResult::from_code(result) {
        Some(known) => result_name(words, known),
        None => result,
    }
}

/// What happens next (D10.21): the act of this table, else what someone wrote.
pub fn next_action(words: Words, machine: kind::Machine, next: &str) -> &str {
    match verb::Verb::from_code(next) {
        Some(known) => act_name(words, machine, known),
        None => next,
    }
}

/// A carrier as people know it: by its name where we know one, else as it was written.
pub fn carrier_said(words: Words, written: &str) -> String {
    match tracking::Carrier::called(written) {
        Some(carrier) => carrier_name(words, carrier).to_owned(),
        None if written.trim().is_empty() => {
            carrier_name(words, tracking::Carrier::Other).to_owned()
        }
        None => written.to_owned(),
    }
}

/// Who acted, as the timeline names them when it is not a member of staff.
pub fn actor_name(words: Words, actor: &people::ActorRef) -> String {
    match actor {
        people::ActorRef::Staff(_) => words.t("actor-staff").to_owned(),
        people::ActorRef::Buyer => words.t("actor-buyer").to_owned(),
        people::ActorRef::System => words.t("actor-system").to_owned(),
        people::ActorRef::Platform => words.t("actor-platform").to_owned(),
        people::ActorRef::Plugin(id) => words.with("actor-plugin", &[("id", id.into())]),
    }
}

fn optional(words: Words, area: &str, code: &str) -> Option<&'static str> {
    words.has_code(area, code).then(|| words.code(area, code))
}

/// The words of a checklist item: the shop's own, else those of the built-in one, else its code.
pub fn check_words(words: Words, item: &checklist::CheckItem) -> String {
    let own = item.own_words(words.lang as usize).map(str::to_owned);
    let built_in = || {
        Some(built_in_check(
            words,
            checklist::BuiltIn::from_code(&item.code)?,
        ))
    };
    own.or_else(|| built_in().map(str::to_owned))
        .unwrap_or_else(|| item.code.clone())
}
