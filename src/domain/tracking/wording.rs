//! What carriers' own words say about the stage.

use super::stage::Stage;

/// Words, and what they say. The first that is found counts: what went wrong before what went well,
/// because "已签收" also stands in "未能签收，已退回".
const WORDS: &[(Stage, &[&str])] = &[
    (
        Stage::Lost,
        &["丢失", "遗失", "遺失", "丢件", "灭失", "lost"],
    ),
    (
        Stage::Returned,
        &[
            "退回签收",
            "退回件已签收",
            "退件已签收",
            "退件签收",
            "已退回寄件人",
            "退回成功",
            "退签",
            "returned to sender",
        ],
    ),
    (
        Stage::Rejected,
        &["拒收", "拒签", "拒簽", "refused", "rejected"],
    ),
    (
        Stage::Returning,
        &["退回", "退件", "返回寄件", "returning", "return to sender"],
    ),
    (
        Stage::Exception,
        &[
            "疑难",
            "疑難",
            "异常",
            "異常",
            "问题件",
            "問題件",
            "破损",
            "破損",
            "无法联系",
            "联系不上",
            "地址不详",
            "派送不成功",
            "派送失败",
            "投递失败",
            "未妥投",
            "滞留",
            "超区",
            "exception",
            "failed",
            "damaged",
        ],
    ),
    (
        Stage::Signed,
        &[
            "已签收",
            "已簽收",
            "签收人",
            "簽收人",
            "代签收",
            "本人签收",
            "签收成功",
            "已代收",
            "妥投",
            "已取件",
            "已被领取",
            "delivered",
        ],
    ),
    (
        Stage::ReadyForPickup,
        &[
            "待取",
            "取件码",
            "取件碼",
            "提货码",
            "请及时取",
            "已存放",
            "暂存",
            "暫存",
            "已投柜",
            "入柜",
            "投入",
            "自提点",
            "驿站",
            "驛站",
            "快递柜",
            "丰巢",
            "ready for pickup",
            "available for pickup",
        ],
    ),
    (
        Stage::OutForDelivery,
        &[
            "派送",
            "派件",
            "投递中",
            "安排投递",
            "正在派",
            "为您派",
            "out for delivery",
        ],
    ),
    (
        Stage::Customs,
        &["清关", "清關", "海关", "海關", "报关", "customs"],
    ),
    (
        Stage::Created,
        &[
            "待揽收",
            "等待揽收",
            "已下单",
            "已接单",
            "待揽件",
            "等待揽件",
            "电子面单",
            "label created",
        ],
    ),
    (
        Stage::PickedUp,
        &[
            "揽收",
            "攬收",
            "揽件",
            "已收件",
            "已收取",
            "已收寄",
            "收寄",
            "picked up",
            "accepted",
        ],
    ),
    (
        Stage::InTransit,
        &[
            "运输",
            "運輸",
            "在途",
            "中转",
            "中轉",
            "转运",
            "到达",
            "到達",
            "离开",
            "離開",
            "发往",
            "發往",
            "已发出",
            "发出",
            "发车",
            "装车",
            "航班",
            "起飞",
            "降落",
            "转投",
            "in transit",
            "arrived",
            "departed",
        ],
    ),
];

/// The stage these words say; `Unmapped` when they say none.
pub fn stage_of(text: &str) -> Stage {
    let text = text.to_lowercase();
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map_or(Stage::Unmapped, |(stage, _)| *stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_words_of_the_carriers_are_understood() {
        for (text, stage) in [
            ("【杭州市】快件已被顺丰收取，已揽收", Stage::PickedUp),
            ("商家已下单，等待揽收", Stage::Created),
            ("快件离开【杭州转运中心】，正发往【上海】", Stage::InTransit),
            ("快件已到达【上海转运中心】", Stage::InTransit),
            (
                "【上海市】快递员正在为您派送，请保持电话畅通",
                Stage::OutForDelivery,
            ),
            (
                "您的快件已暂存至丰巢快递柜，取件码 12345",
                Stage::ReadyForPickup,
            ),
            ("已签收，签收人：前台，投递员：某某", Stage::Signed),
            ("您的快件已由菜鸟驿站代签收", Stage::Signed),
            ("收件人拒收，快件正在退回", Stage::Rejected),
            ("快件正在退回寄件人", Stage::Returning),
            ("退回件已签收", Stage::Returned),
            ("派送不成功：无法联系收件人", Stage::Exception),
            ("快件已丢失，请联系网点理赔", Stage::Lost),
            ("已提交海关，清关中", Stage::Customs),
            ("Out for delivery", Stage::OutForDelivery),
            ("您好", Stage::Unmapped),
        ] {
            assert_eq!(stage_of(text), stage, "{text}");
        }
    }
}
