//! Every header set and quirk that was collected, and every state word.

use super::fixture;
use super::read;
use crate::domain::order::OrderStatus;
use crate::transfer::address;
use crate::transfer::cell;
use crate::transfer::encoding::Guess;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::encoding::by_mark;
use crate::transfer::profile;
use crate::transfer::row::Cell;
use crate::transfer::words;
use serde_json::Value;

fn cases() -> Vec<Value> {
    fixture("order_export_headers.json")["cases"]
        .as_array()
        .expect("cases are a list")
        .clone()
}

fn named<'a>(cases: &'a [Value], name: &str) -> &'a Value {
    cases
        .iter()
        .find(|case| case["name"] == name)
        .expect("the case is there")
}

fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(|text| text.as_str().expect("a text").to_owned())
        .collect()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex");
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"))
        .collect()
}

#[test]
fn every_collected_header_set_is_recognised_in_any_order_of_columns() {
    let expected = [
        ("taobao/classic-order-list", "taobao-classic"),
        ("taobao/sub-order-list", "taobao-sub-orders"),
        ("taobao/2026-xlsx-21", "taobao-2026"),
        ("taobao/order-detail-list", "taobao-lines"),
        ("taobao/refund-list", "taobao-refunds"),
        ("pinduoduo/order-list", "pinduoduo-orders"),
        ("doudian/order-list", "douyin-orders"),
    ];
    let cases = cases();
    for (name, code) in expected {
        let case = named(&cases, &format!("headers/{name}"));
        let mut headings: Vec<String> = texts(&case["inputs"]["columns"])
            .iter()
            .map(|text| profile::heading(text))
            .collect();
        assert_eq!(
            headings.len() as u64,
            case["expected"]["column_count"].as_u64().expect("a count")
        );
        for _ in 0..2 {
            let fit = profile::sure(&headings).expect(name);
            assert_eq!(fit.profile, code, "{name}");
            assert_eq!(fit.known, headings.len(), "{name}");
            headings.reverse();
        }
        // One column more and one less change nothing.
        headings.push("新列".to_owned());
        headings.retain(|heading| heading != "商家备注" && heading != "店铺名称");
        assert_eq!(profile::sure(&headings).expect(name).profile, code);
    }
}

#[test]
fn the_platform_mappings_e2_are_recognised_too() {
    for (columns, code) in [
        (
            "订单编号,买家会员名,买家支付宝账号,支付交易号,买家应付货款,买家应付邮费,买家支付积分,总金额,\
             返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址,运送方式,\
             联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,\
             宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,\
             分阶段订单信息,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,\
             是否是O2O交易,买家姓名,买家身份证号,买家手机号",
            "taobao-classic",
        ),
        (
            "订单编号,订单状态,买家实付金额,买家应付邮费,确认收货打款金额,退款金额,订单创建时间,\
             订单付款时间,发货时间,确认收货时间,商家备注,订单关闭原因,收货地址",
            "taobao-two-sheets",
        ),
        (
            "订单号,下单时间,物流公司,实付款,运单号,买家,收货地址,货品标题,规格,数量,退款状态,订单状态",
            "1688-orders",
        ),
        (
            "主订单编号,子订单编号,商品数量,商品ID,商家编码,订单应付金额,商家备注,售后状态,订单状态",
            "douyin-orders",
        ),
    ] {
        let headings: Vec<String> = columns.split(',').map(profile::heading).collect();
        let fit = profile::sure(&headings).expect(code);
        assert_eq!(fit.profile, code);
        assert_eq!(fit.known, headings.len());
    }
}

#[test]
fn gbk_header_bytes_are_found_out_and_read() {
    let cases = cases();
    for (name, code) in [
        ("gbk-bytes/taobao/classic-order-list", "taobao-classic"),
        ("gbk-bytes/jd/order-list", "jd-orders"),
    ] {
        let case = named(&cases, name);
        let bytes = bytes(&case["inputs"]["hex"]);
        let mut guess = Guess::default();
        guess.feed(&bytes);
        assert_eq!(guess.encoding(), TextEncoding::Gb18030, "{name}");
        let text = TextEncoding::Gb18030.decode_piece(&bytes);
        assert_eq!(text, case["expected"]["text"].as_str().expect("text"));
        let headings: Vec<String> = text.split(',').map(profile::heading).collect();
        assert_eq!(profile::sure(&headings).expect(name).profile, code);
        // A file with nothing but its headings is a table without rows, not a fault.
        let whole = read(&bytes).expect("it is a table");
        assert_eq!((whole.rows, whole.profile.as_str()), (0, code));
    }
}

#[test]
fn the_collected_quirks_are_read_as_they_are_meant() {
    let cases = cases();
    let bom = named(&cases, "quirk/doudian/bom");
    assert_eq!(
        by_mark(&bytes(&bom["inputs"]["bytes_hex_prefix"])),
        Some(TextEncoding::Utf8)
    );

    let long = named(&cases, "quirk/long-ids-are-text");
    let id = long["inputs"]["cell"].as_str().expect("a cell");
    assert_eq!(
        cell::number(&Cell::Text(id.to_owned())),
        Ok(Some(id.to_owned()))
    );

    let deleted = named(&cases, "quirk/jd/deleted-prefix-in-status");
    let word = deleted["inputs"]["订单状态"].as_str().expect("a word");
    assert_eq!(words::order_status(word), (OrderStatus::Closed, true));

    let masked = named(&cases, "quirk/taobao-2026/address-masked-by-platform");
    let address = address::read(masked["inputs"]["收货地址"].as_str().expect("an address"));
    for (part, expected) in [
        (address.province.as_str(), "province"),
        (&address.city, "city"),
        (&address.district, "district"),
        (address.street(), "street"),
    ] {
        assert_eq!(part, masked["expected"][expected], "{expected}");
    }
    assert!(address.masked);
}

#[test]
fn every_province_is_recognised_by_its_full_and_its_short_name() {
    for case in fixture("provinces_cn.json")["cases"]
        .as_array()
        .expect("cases are a list")
    {
        let full = case["inputs"]["name"].as_str().expect("a name");
        let short = case["expected"]["short"].as_str().expect("a name");
        for written in [format!("{full} 某市某区"), format!("{short} 某市某区")] {
            assert_eq!(address::read(&written).province, full, "{written}");
        }
    }
}

#[test]
fn every_collected_state_word_is_mapped_or_knowingly_kept() {
    let unmapped: Vec<String> = fixture("status_words.json")["cases"]
        .as_array()
        .expect("cases are a list")
        .iter()
        .filter_map(|case| {
            let name = case["name"].as_str().expect("a name");
            let word = case["word"].as_str().expect("a word");
            let is_known = if name.starts_with("order") {
                words::order_status(word).0 != OrderStatus::Unmapped
            } else if name.contains("type") || name.contains("customerExpect") {
                words::refund_kind(word).is_some()
            } else {
                words::refund_state(word).is_some()
            };
            (!is_known).then(|| word.to_owned())
        })
        .collect();
    // The first turns into another request, the second is none, the third lies over one.
    assert_eq!(unmapped, ["换货关闭转退款", "无售后", "平台处理中"]);
    assert!(words::is_disputed("平台处理中"));
}
