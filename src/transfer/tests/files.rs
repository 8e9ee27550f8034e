//! Stories of single files, one per platform and quirk.

use super::read;
use super::shanghai;
use crate::domain::money::Fen;
use crate::domain::order::OrderStatus;
use crate::transfer::cell;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::imported::ImportedOrder;
use crate::transfer::limits::Limits;
use crate::transfer::plan;
use crate::transfer::row::Cell;
use crate::transfer::sample::Sample;
use crate::transfer::sample::write_taobao;
use crate::transfer::table::Table;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Workbook;
use std::io::Cursor;

const CLASSIC: &str = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,\
    收货人姓名,收货地址,联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,物流单号,物流公司,宝贝总数量\n";

fn one(text: &str) -> ImportedOrder {
    let whole = read(text.as_bytes()).expect("it is a table");
    assert_eq!(whole.bad(), Vec::<String>::new());
    let orders = whole.orders();
    assert_eq!(orders.len(), 1);
    orders[0].clone()
}

fn fen(yuan: &str) -> Fen {
    Fen::parse(yuan).expect("an amount")
}

#[test]
fn the_sample_of_a_thousand_orders_is_committed_as_it_is_made() {
    let mut bytes = Vec::new();
    let sample = Sample {
        orders: 1000,
        seed: 42,
    };
    write_taobao(&mut bytes, sample, TextEncoding::Gb18030).expect("memory takes it");
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/imports/taobao-1000.csv"
    );
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &bytes).expect("the fixture can be written");
    }
    let committed = std::fs::read(path).expect("the fixture is there");
    assert!(committed == bytes, "run with UPDATE_EXPECT=1 and look");
    assert!(bytes.len() < 400 << 10);
}

#[test]
fn a_thousand_taobao_orders_in_gb18030_all_go_in() {
    let bytes = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/imports/taobao-1000.csv"
    ));
    let whole = read(bytes).expect("it is a table");
    assert_eq!(whole.encoding, Some(TextEncoding::Gb18030));
    assert_eq!(whole.profile, "taobao-classic");
    assert_eq!(whole.bad(), Vec::<String>::new());
    let orders = whole.orders();
    assert_eq!(orders.len(), 1000);
    assert!(whole.rows > 1000, "some orders have two rows");
    for order in &orders {
        let shares: Fen = order.lines.iter().map(|line| line.line_paid).sum();
        assert_eq!(shares, order.paid_total - order.freight_paid);
        assert_ne!(order.status, OrderStatus::Unmapped);
        assert!(order.order_no.starts_with("29000"));
        assert!(order.nick.is_some() && order.ordered_at.is_some());
        let address = order.address.as_ref().expect("an address");
        assert!(!address.city.is_empty() && !address.district.is_empty());
    }
    assert!(orders.iter().any(|order| order.lines.len() == 2));
    let noted = orders
        .iter()
        .find(|order| order.seller_note.is_some())
        .expect("some have a note");
    assert_eq!(noted.seller_note.as_deref(), Some("+赠品"));
    assert_eq!(noted.buyer_note.as_deref(), Some("请用\"顺丰\",谢谢"));
}

#[test]
fn a_classic_row_becomes_an_order_with_its_money_in_fen() {
    let order = one(&format!(
        "{CLASSIC}=\"2900000000000000001\",tb_1,200.00,10.00,210.00,200.07,交易成功,王某某,\
         江苏省 南京市 建邺区 沙洲街道1号,,'19900000001,2026-11-22 10:20:30,2026-11-22 10:21:00,\
         \"杯子, 白色\",No:YT0000000000001,圆通速递,2\n"
    ));
    assert_eq!(order.order_no, "2900000000000000001");
    assert_eq!(order.status, OrderStatus::Completed);
    assert_eq!(order.paid_total, fen("200.07"));
    assert_eq!(order.freight_paid, fen("10"));
    assert_eq!(order.discount_total, fen("9.93"));
    assert_eq!(order.phone.as_deref(), Some("19900000001"));
    assert_eq!(
        order.parcels,
        [("圆通速递".to_owned(), "YT0000000000001".to_owned())]
    );
    let line = &order.lines[0];
    assert_eq!((line.title.as_str(), line.qty), ("杯子, 白色", 2));
    assert_eq!(line.unit_price, fen("100"));
    assert_eq!(line.line_paid, fen("190.07"));
    assert!(order.lines_are_summary);
}

#[test]
fn an_unpaid_order_has_paid_nothing_and_got_no_discount() {
    let order = one(&format!(
        "{CLASSIC}1,n,100.00,10.00,110.00,0.00,等待买家付款,,,,,2026-11-22 10:20:30,,t,,,1\n"
    ));
    assert_eq!(order.paid_total, Fen(0));
    assert_eq!(order.freight_paid, Fen(0));
    assert_eq!(order.discount_total, Fen(0));
    assert_eq!(order.paid_at, None);
}

#[test]
fn an_unknown_state_is_kept_as_the_platform_says_it() {
    let order = one(&format!("{CLASSIC}1,n,1,0,1,1,等待下一站,,,,,,,t,,,1\n"));
    assert_eq!(order.status, OrderStatus::Unmapped);
    assert_eq!(order.channel_status, "等待下一站");
}

#[test]
fn the_workbook_of_2026_is_read_with_its_dates_and_its_mask() {
    let columns = [
        "订单编号",
        "支付单号",
        "买家应付货款",
        "买家应付邮费",
        "总金额",
        "买家实付金额",
        "订单状态",
        "收货地址",
        "运送方式",
        "订单创建时间",
        "商品标题",
        "宝贝种类",
        "物流单号",
        "物流公司",
        "备注标签",
        "商家备注",
        "宝贝总数量",
        "开票信息",
        "手机订单",
        "商品属性SKU",
        "发货时间",
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in columns.iter().enumerate() {
        sheet.write(0, column as u16, *name).expect("fits");
    }
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let moment = ExcelDateTime::from_ymd(2026, 11, 22)
        .and_then(|day| day.and_hms(10, 20, 30))
        .expect("a date");
    for (row, order_no) in [(1, "2900000000000000001"), (2, "2900000000000000002")] {
        sheet.write(row, 0, order_no).expect("fits");
        sheet.write(row, 2, 200.07).expect("fits");
        sheet.write(row, 3, 0).expect("fits");
        sheet.write(row, 5, 200.07).expect("fits");
        sheet
            .write(row, 6, "买家已付款，等待卖家发货")
            .expect("fits");
        sheet
            .write(row, 7, "江苏省 南京市 建邺区 沙洲街道****")
            .expect("fits");
        sheet
            .write_with_format(row, 9, &moment, &date)
            .expect("fits");
        sheet.write(row, 10, "台灯").expect("fits");
        sheet.write(row, 16, 1).expect("fits");
    }
    // The number was typed as a number: Excel kept fifteen digits of it.
    sheet
        .write(3, 0, 2_900_000_000_000_000_003_f64)
        .expect("fits");
    sheet.write(3, 5, 1.0).expect("fits");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let whole = read(&bytes).expect("it is a table");
    assert_eq!(whole.profile, "taobao-2026");
    assert_eq!(whole.bad(), ["4 订单编号 digits_lost"]);
    let order = whole.orders()[0].clone();
    assert_eq!(order.paid_total, Fen(20_007));
    assert_eq!(order.nick, None);
    let expected = cell::time(&Cell::Text("2026-11-22 10:20:30".to_owned()), &shanghai());
    assert_eq!(Ok(order.ordered_at), expected);
    let address = order.address.expect("an address");
    assert!(address.masked);
    assert_eq!(address.street(), "沙洲街道");
}

#[test]
fn pinduoduo_discounts_are_told_apart_by_who_pays_them() {
    let order = one(
        "订单成交时间,商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),\
         多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,\
         商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,商家备注,售后状态,快递单号,快递公司\n\
         2026-11-20 08:00:00,坚果,261120-000000000000001,已发货，待收货,100.00,0,10.00,5.00,1.00,84.00,\
         90.00,2,2026-11-20 18:00:00\t,\t,1,大包,2,SKU-1,,,无售后或售后取消,YT0000000000001,圆通\n",
    );
    assert_eq!(order.order_no, "261120-000000000000001");
    assert_eq!(order.status, OrderStatus::Shipped);
    assert_eq!(order.paid_total, fen("84"));
    assert_eq!(order.discount_total, fen("10"));
    assert_eq!(order.platform_subsidy, fen("6"));
    assert_eq!(order.completed_at, None);
    assert_eq!(order.lines[0].sku_code.as_deref(), Some("SKU-1"));
    assert!(!order.lines_are_summary);
}

#[test]
fn a_jd_order_repeats_its_money_on_each_row_and_has_it_once() {
    let order = one(
        "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,\
         订单状态,客户姓名,客户地址,联系电话,运费金额,货号\n\
         300000000001,1,杯子,1,货到付款,2026-11-20 08:00:00,30.00,90.00,81.00,0,81.00,完成,李某,北京市朝阳区望京街1号,19900000002,6.00,A\n\
         300000000001,2,碗,2,货到付款,2026-11-20 08:00:00,30.00,90.00,81.00,0,81.00,完成,李某,北京市朝阳区望京街1号,19900000002,6.00,B\n",
    );
    assert_eq!(order.paid_total, fen("81"));
    assert_eq!(order.freight_paid, fen("6"));
    assert!(order.cod);
    let shares: Vec<Fen> = order.lines.iter().map(|line| line.line_paid).collect();
    assert_eq!(shares, [fen("25"), fen("50")]);
    assert_eq!(order.goods_total, fen("90"));
}

#[test]
fn douyin_sub_orders_make_one_order_whose_money_is_their_sum() {
    let order = one(
        "\u{feff}主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,收件人,收件人手机号,\
         详细地址,订单提交时间,商家备注,订单完成时间,订单状态,售后状态,取消原因,发货时间,平台实际承担优惠金额,\
         商家实际承担优惠金额,达人实际承担优惠金额\n\
         6917000000000000001\t,6917000000000000001\t,杯子,白,1,A,10.01,0,张*,199****0001,浙江省杭州市西湖区***,\
         2026-11-20 08:00:00,,,已发货,-,,2026-11-20 18:00:00,0,0,0\n\
         6917000000000000001\t,6917000000000000002\t,碗,蓝,3,B,20.00,0,张*,199****0001,浙江省杭州市西湖区***,\
         2026-11-20 08:00:00,,,已发货,-,,2026-11-20 18:00:00,0,0,0\n",
    );
    assert_eq!(order.paid_total, fen("30.01"));
    assert_eq!(order.lines.len(), 2);
    assert_eq!(
        order.lines[1].sub_order_no.as_deref(),
        Some("6917000000000000002")
    );
    assert_eq!(order.lines[0].line_paid, fen("10.01"));
    assert_eq!(order.phone.as_deref(), Some("199****0001"));
}

#[test]
fn taobao_sub_orders_tell_whether_the_paid_column_is_the_rows_or_the_orders() {
    let header = "子订单编号,主订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,\
        子单实际支付金额,订单状态,宝贝标题,宝贝数量,商家编码\n";
    for (rows, why) in [
        (
            "11,1,n,,5.00,,35.00,10.00,交易成功,a,1,A\n12,1,n,,5.00,,35.00,20.00,交易成功,b,1,B\n",
            "the order's",
        ),
        (
            "11,1,n,,5.00,,15.00,10.00,交易成功,a,1,A\n12,1,n,,5.00,,20.00,20.00,交易成功,b,1,B\n",
            "the row's",
        ),
    ] {
        let order = one(&format!("{header}{rows}"));
        assert_eq!(order.paid_total, fen("35"), "{why}");
        assert_eq!(order.lines[0].line_paid, fen("10"), "{why}");
        assert_eq!(order.lines[1].line_paid, fen("20"), "{why}");
    }
}

#[test]
fn a_1688_order_has_its_number_only_on_its_first_row() {
    let whole = read(
        "订单号,下单时间,物流公司,实付款,运单号,买家,收货地址,货品标题,规格,数量,退款状态,订单状态\n\
         ,2026-11-20 08:00:00,,1.00,,,,无主,,1,,交易成功\n\
         100001,2026-11-20 08:00:00,中通,60.00,75000000000001,某公司,浙江省义乌市,袜子,黑,10,,交易成功\n\
         ,,,,,,,袜子,白,20,,\n\
         100002,2026-11-20 09:00:00,中通,5.00,75000000000002,某公司,浙江省义乌市,手套,,1,,交易成功\n"
            .as_bytes(),
    )
    .expect("it is a table");
    assert_eq!(whole.bad(), ["2 订单号 no_order"]);
    let orders = whole.orders();
    assert_eq!(orders.len(), 2);
    assert_eq!(orders[0].lines.len(), 2);
    assert_eq!(orders[0].lines[1].line_paid, fen("40"));
}

#[test]
fn titles_above_the_headings_and_totals_below_the_rows_are_passed_over() {
    let whole = read(
        format!(
            "小满家居 订单导出\n导出时间：2026-11-22\n\n{CLASSIC}1,n,1,0,1,1,交易成功,,,,,,,t,,,1\n合计,,,,,1,,,,,,,,,,,1\n"
        )
        .as_bytes(),
    )
    .expect("it is a table");
    assert_eq!(whole.bad(), Vec::<String>::new());
    assert_eq!(whole.orders().len(), 1);
    assert_eq!(whole.orders()[0].row, 5);
}

#[test]
fn bad_rows_name_row_column_and_reason_and_the_good_ones_go_in() {
    let whole = read(
        format!(
            "{CLASSIC}\
             1,n,1,0,1,1,交易成功,,,,,2026-11-22 10:00:00,,t,,,1\n\
             6.9E+18,n,1,0,1,1,交易成功,,,,,,,t,,,1\n\
             3,n,1,0,1,1.005,交易成功,,,,,,,t,,,1\n\
             4,n,1,0,1,1,交易成功,,,,,2026-02-30 10:00:00,,t,,,1\n\
             ,n,1,0,1,1,交易成功,,,,,,,t,,,1\n\
             6,n,1,0,1,,交易成功,,,,,,,t,,,1\n\
             7,n,1,0,1,1,交易成功,,,,,,,t,,,半件\n\
             8,n,1,0,1,1,交易成功,,,,,,,t,7.5E+13,,1\n\
             9,n,1,0,1,1,交易成功,,,,,,,t,无需物流,,1\n"
        )
        .as_bytes(),
    )
    .expect("it is a table");
    assert_eq!(
        whole.bad(),
        [
            "3 订单编号 digits_lost",
            "4 买家实际支付金额 not_money",
            "5 订单创建时间 not_a_time",
            "6 订单编号 missing",
            "7 买家实际支付金额 missing",
            "8 宝贝总数量 not_a_count",
            "9 物流单号 digits_lost",
        ]
    );
    let good: Vec<&str> = whole
        .orders()
        .iter()
        .map(|order| order.order_no.as_str())
        .collect();
    assert_eq!(good, ["1", "9"]);
}

#[test]
fn an_unknown_header_set_is_mapped_by_hand_once_and_then_remembered() {
    let text = "单子,钱,东西,几个\nA1,12.50,帽子,2\n";
    let mut table =
        Table::open(Cursor::new(text.as_bytes()), None, Limits::default()).expect("a table");
    let look = plan::look(&mut table, &|_| None).expect("it can be looked at");
    assert_eq!(look.sheets[0].profile, None);
    assert!(look.plan().is_err());
    let mut mapping = look.sheets[0].mapping.clone();
    use crate::transfer::field::Field;
    for (heading, field) in [
        ("单子", Field::OrderNo),
        ("钱", Field::PaidTotal),
        ("东西", Field::Title),
        ("几个", Field::Quantity),
    ] {
        mapping.columns.insert(heading.to_owned(), field);
    }
    // What the store keeps is JSON under the fingerprint.
    let kept = serde_json::to_string(&mapping).expect("a mapping is JSON");
    let fingerprint = look.sheets[0].fingerprint.clone();
    let again = plan::look(&mut table, &|asked| {
        (asked == fingerprint).then(|| serde_json::from_str(&kept).expect("JSON"))
    })
    .expect("it can be looked at");
    assert_eq!(again.plan().expect("it is known now").profile(), "by-hand");
}

#[test]
fn the_look_shows_the_first_rows_the_encoding_and_the_guess() {
    let bytes = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/imports/taobao-1000.csv"
    ));
    let mut table = Table::open(Cursor::new(&bytes[..]), None, Limits::default()).expect("a table");
    let look = plan::look(&mut table, &|_| None).expect("it can be looked at");
    assert_eq!(look.encoding, Some(TextEncoding::Gb18030));
    let sheet = &look.sheets[0];
    assert_eq!(sheet.profile.as_deref(), Some("taobao-classic"));
    assert_eq!((sheet.header_row, sheet.rows.len()), (1, 20));
    assert!(sheet.rows[0].1[0].starts_with("29000"));
    // Told another encoding, the same file shows what that would give.
    let wrong = Table::open(
        Cursor::new(&bytes[..]),
        Some(TextEncoding::Big5),
        Limits::default(),
    );
    let look = plan::look(&mut wrong.expect("a table"), &|_| None).expect("looked at");
    assert_eq!(look.sheets[0].profile, None);
}
