//! The states of 快递100, as its documents list them, and where they stand in the desk's words.

use aftercare_plugin::courier::Stage;

/// A row of the vendor's table.
pub struct State {
    pub code: &'static str,
    pub name: &'static str,
    /// The basic state a detailed one belongs to.
    pub basic: &'static str,
    pub stage: Stage,
}

const fn row(code: &'static str, name: &'static str, basic: &'static str, stage: Stage) -> State {
    State {
        code,
        name,
        basic,
        stage,
    }
}

/// Basic states, then those of `resultv2` 4 and 8. The documents disagree about 14: a basic state
/// of its own in one table, a child of 4 in another.
pub const STATES: &[State] = &[
    row("0", "在途", "0", Stage::InTransit),
    row("1", "揽收", "1", Stage::PickedUp),
    row("2", "疑难", "2", Stage::Exception),
    row("3", "签收", "3", Stage::Signed),
    // The sender has signed for what came back.
    row("4", "退签", "4", Stage::Returned),
    row("5", "派件", "5", Stage::OutForDelivery),
    row("6", "退回", "6", Stage::Returning),
    // Another carrier has it now.
    row("7", "转投", "7", Stage::InTransit),
    row("8", "清关", "8", Stage::Customs),
    row("10", "待清关", "8", Stage::Customs),
    row("11", "清关中", "8", Stage::Customs),
    row("12", "已清关", "8", Stage::Customs),
    row("13", "清关异常", "8", Stage::Exception),
    row("14", "拒签", "14", Stage::Rejected),
    row("101", "已下单", "1", Stage::Created),
    row("102", "待揽收", "1", Stage::Created),
    row("103", "已揽收", "1", Stage::PickedUp),
    row("1001", "到达派件城市", "0", Stage::InTransit),
    row("1002", "干线", "0", Stage::InTransit),
    row("1003", "转递", "0", Stage::InTransit),
    row("501", "投柜或驿站", "5", Stage::ReadyForPickup),
    row("301", "本人签收", "3", Stage::Signed),
    row("302", "派件异常后签收", "3", Stage::Signed),
    row("303", "代签", "3", Stage::Signed),
    row("304", "投柜或站签收", "3", Stage::Signed),
    // The waybill was cancelled: a person has to look.
    row("401", "已销单", "4", Stage::Exception),
    row("201", "超时未签收", "2", Stage::Exception),
    row("203", "拒收", "2", Stage::Rejected),
    row("204", "派件异常", "2", Stage::Exception),
    row("205", "柜或驿站超时未取", "2", Stage::Exception),
    row("206", "无法联系", "2", Stage::Exception),
    row("207", "超区", "2", Stage::Exception),
    row("208", "滞留", "2", Stage::Exception),
    row("209", "破损", "2", Stage::Exception),
];

/// The row of a code.
pub fn of(code: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.code == code)
}

/// Where a code stands; one outside the table is never guessed.
pub fn stage(code: &str) -> Stage {
    of(code).map_or(Stage::Unmapped, |state| state.stage)
}
