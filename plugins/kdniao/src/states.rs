//! `State`, `StateEx` and the `Action` of a trace, and where they stand in the desk's words.

use aftercare_plugin::courier::Stage;

/// Code, the vendor's words, stage. `StateEx` adds to `State`; a code of one digit means the same
/// in both.
pub const STATES: &[(&str, &str, Stage)] = &[
    ("1", "已揽收", Stage::PickedUp),
    ("2", "在途中", Stage::InTransit),
    ("201", "到达派件城市", Stage::InTransit),
    ("202", "派件中", Stage::OutForDelivery),
    ("211", "已放入快递柜或驿站", Stage::ReadyForPickup),
    ("3", "签收", Stage::Signed),
    ("311", "已取出快递柜或驿站", Stage::Signed),
    ("4", "问题件", Stage::Exception),
    ("401", "发货无信息", Stage::Exception),
    ("402", "超时未签收", Stage::Exception),
    ("403", "超时未更新", Stage::Exception),
    ("404", "拒收（退件）", Stage::Rejected),
    ("412", "快递柜或驿站超时未取", Stage::Exception),
];

/// `State` of a parcel without traces.
pub const NOTHING: (&str, &str) = ("0", "暂无轨迹信息");

pub fn stage(code: &str) -> Stage {
    let row = STATES.iter().find(|(known, ..)| *known == code);
    row.map_or(Stage::Unmapped, |(_, _, stage)| *stage)
}
