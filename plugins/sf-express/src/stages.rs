//! `opCode` of a route. The vendor's own table is behind a login; these are the codes that public
//! integrations agree on. Every other code is `unmapped`, 33 among them: one list calls it 待派,
//! another 异常.

use aftercare_plugin::courier::Stage;

pub const STAGES: &[(&str, &str, Stage)] = &[
    ("50", "收件", Stage::PickedUp),
    ("30", "中转", Stage::InTransit),
    ("31", "到达", Stage::InTransit),
    ("36", "中转", Stage::InTransit),
    ("44", "派送", Stage::OutForDelivery),
    ("204", "派送", Stage::OutForDelivery),
    ("70", "派送不成功", Stage::Exception),
    ("80", "签收", Stage::Signed),
    ("8000", "签收明细", Stage::Signed),
    ("99", "退回", Stage::Returning),
    ("648", "退回", Stage::Returning),
];

pub fn stage(code: &str) -> Stage {
    let row = STAGES.iter().find(|(known, ..)| *known == code);
    row.map_or(Stage::Unmapped, |(_, _, stage)| *stage)
}
