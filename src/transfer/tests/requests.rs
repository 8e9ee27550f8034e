//! After-sales lists.

use super::read;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::money::Fen;
use crate::transfer::imported::Found;
use crate::transfer::imported::ImportedRefund;

fn requests(text: &str) -> (String, Vec<ImportedRefund>, Vec<String>) {
    let whole = read(text.as_bytes()).expect("it is a table");
    let bad = whole.bad();
    let requests = whole
        .found
        .into_iter()
        .filter_map(|found| match found {
            Found::Refund(refund) => Some(*refund),
            _ => None,
        })
        .collect();
    (whole.profile, requests, bad)
}

#[test]
fn the_taobao_refund_list_gives_number_state_amount_and_parcel() {
    let (profile, requests, bad) = requests(
        "订单编号,退款单编号,退款类型,订单付款时间,商品ID,订单创建时间,宝贝标题,交易金额,买家退款金额,发货状态,\
         发货物流信息,是否需要退货,退款申请时间,退款状态,客服介入状态,卖家退货地址,退货物流单号,退货物流公司,\
         买家退款原因,完结时间,退款操作人,卖家备注\n\
         =\"2900000000000000001\",=\"200000000000000001\",退货退款,,,,杯子,59.00,59.00,已发货,,是,\
         2026-11-21 09:00:00,买家已经退货，等待卖家确认收货,不需客服介入,,YT0000000000009,圆通速递,不想要了,,,\n\
         2900000000000000002,200000000000000002,仅退款,,,,碗,39.80,20.00,未发货,,否,2026-11-21 10:00:00,\
         买家已经申请退款，等待卖家同意,需要客服介入,,,,拍错了,,,\n\
         2900000000000000003,200000000000000003,仅退款,,,,碗,39.80,,未发货,,否,2026-11-21 10:00:00,退款成功,,,,,,,,\n\
         2900000000000000004,200000000000000004,神秘类型,,,,碗,39.80,1,,,,2026-11-21 10:00:00,神秘状态,,,,,,,,\n",
    );
    assert_eq!(profile, "taobao-refunds");
    assert_eq!(bad, ["4 买家退款金额 missing"]);
    let first = &requests[0];
    assert_eq!(first.refund_no, "200000000000000001");
    assert_eq!(first.order_no, "2900000000000000001");
    assert_eq!(first.kind, Some(Kind::ReturnRefund));
    assert_eq!(first.state, Some(State::Returning));
    assert_eq!(first.amount, Fen(5_900));
    assert_eq!(first.return_tracking_no.as_deref(), Some("YT0000000000009"));
    assert!(!first.disputed);
    let second = &requests[1];
    assert_eq!(
        (second.kind, second.subtype),
        (Some(Kind::RefundOnly), Some(Subtype::Unshipped))
    );
    assert_eq!(second.state, Some(State::Submitted));
    assert!(second.disputed);
    // What we do not know is kept and not guessed.
    let third = &requests[2];
    assert_eq!((third.kind, third.state), (None, None));
    assert_eq!(
        (third.kind_word.as_str(), third.status_word.as_str()),
        ("神秘类型", "神秘状态")
    );
}

#[test]
fn the_lists_of_the_other_platforms_are_told_apart() {
    for (text, code, kind, state) in [
        (
            "售后编号,订单编号,售后类型,售后状态,退款金额(元),交易金额(元),售后原因,申请时间\n\
             1,261120-1,退货退款,已同意退货退款,待用户发货,1\n",
            "pinduoduo-refunds",
            None,
            None,
        ),
        (
            "售后单号,订单号,商品单号,售后类型,售后状态,退款总金额(元),售后原因,售后申请时间,仲裁状态\n\
             1,69,70,换货,待商家发货,10.00,尺码不合适,2026-11-21 10:00:00,未介入\n",
            "douyin-refunds",
            Some(Kind::Exchange),
            Some(State::ToShip),
        ),
        (
            "服务单号,订单号,客户期望,服务单状态,申请时间,退款金额,商品名称,问题描述\n\
             1,300,维修,商家收货,2026-11-21 10:00:00,0,台灯,不亮\n",
            "jd-services",
            Some(Kind::Repair),
            Some(State::Arrived),
        ),
        (
            "售后单编号,订单编号,售后类型,售后单状态,退款金额,申请原因,申请时间,截止时间\n\
             1,400,仅退款,商家受理中,10,不想要了,2026-11-21 10:00:00,2026-11-23 10:00:00\n",
            "wechat-refunds",
            Some(Kind::RefundOnly),
            Some(State::Submitted),
        ),
    ] {
        let (profile, requests, bad) = requests(text);
        assert_eq!(profile, code);
        if kind.is_some() {
            assert_eq!(bad, Vec::<String>::new(), "{code}");
            assert_eq!((requests[0].kind, requests[0].state), (kind, state));
        }
    }
}
