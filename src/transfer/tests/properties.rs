//! What holds for every file: nothing panics, and what we write we read.

use super::read;
use super::shanghai;
use crate::domain::money::Fen;
use crate::domain::order::OrderLine;
use crate::domain::people::Lang;
use crate::domain::share::split;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
use crate::transfer::address;
use crate::transfer::bad_rows::BadRows;
use crate::transfer::export::Orders;
use crate::transfer::imported::ImportedOrder;
use crate::transfer::limits::Limits;
use crate::transfer::plan;
use crate::transfer::reading;
use crate::transfer::table::Table;
use crate::transfer::words;
use proptest::prelude::*;
use std::io::Cursor;
use std::ops::ControlFlow;

/// A text as an import leaves it.
fn plain() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[ -~一-龥\\n👍]{1,20}").prop_map(|text| {
        text.map(|text| crate::transfer::cell::clean(&text).into_owned())
            .filter(|text| crate::transfer::cell::clean(text) == *text)
            .filter(|text| !crate::transfer::cell::is_nothing(text))
    })
}

fn moment() -> impl Strategy<Value = Option<Timestamp>> {
    proptest::option::of((1_500_000_000i64..4_000_000_000).prop_map(|s| Timestamp(s * 1000)))
}

prop_compose! {
    fn an_order()(
        number in 1u64..1_000_000_000_000_000_000,
        status in prop::sample::select(vec!["交易成功", "等待下一站", "", "(删除)等待出库"]),
        texts in prop::array::uniform4(plain()),
        times in prop::array::uniform3(moment()),
        goods in 0i64..10_000_000,
        freight in 0i64..100_000,
        discount in 0i64..1_000,
        cod in any::<bool>(),
        lines in prop::collection::vec((plain(), plain(), 1u32..100, 0i64..1_000_000), 1..5),
        parcels in prop::collection::vec("[A-Z]{2}[0-9]{10,14}", 0..3),
    ) -> ImportedOrder {
        let [nick, receiver, seller_note, buyer_note] = texts;
        let weights: Vec<i64> = lines.iter().map(|(_, _, _, price)| *price).collect();
        let shares = split(Fen(goods), &weights);
        let mut parcels: Vec<(String, String)> =
            parcels.into_iter().map(|no| ("圆通速递".to_owned(), no)).collect();
        parcels.dedup_by(|a, b| a.1 == b.1);
        ImportedOrder {
            row: 0,
            order_no: number.to_string(),
            shown_no: None,
            status: words::order_status(status).0,
            channel_status: status.to_owned(),
            nick,
            platform_buyer_id: None,
            receiver,
            phone: Some("19900000001".to_owned()),
            address: Some(address::read("江苏省 南京市 建邺区 沙洲街道1号")),
            ordered_at: times[0],
            paid_at: times[1],
            shipped_at: None,
            signed_at: None,
            completed_at: times[2],
            closed_at: None,
            goods_total: Fen(goods + discount),
            freight_paid: Fen(freight),
            discount_total: Fen(discount),
            paid_total: Fen(goods + freight),
            platform_subsidy: Fen(0),
            cod,
            seller_note,
            buyer_note,
            lines: lines
                .into_iter()
                .zip(shares)
                .zip(1..)
                .map(|(((title, sku_code, qty, price), share), line_no)| OrderLine {
                    line_no,
                    sub_order_no: Some(format!("{number}-{line_no}")),
                    title: title.unwrap_or_default(),
                    sku_code,
                    sku_text: None,
                    qty,
                    unit_price: Fen(price),
                    line_paid: share,
                    serial_no: None,
                    invoice_at: None,
                    no_seven_days: false,
                    cost_price: None,
                })
                .collect(),
            lines_are_summary: false,
            parcels,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_exported_order_comes_back_as_it_was(order in an_order()) {
        let mut file = Orders::start(Vec::new()).expect("memory takes it");
        file.add(&order).expect("memory takes it");
        let bytes = file.finish().expect("memory takes it");
        let whole = read(&bytes).expect("we read what we write");
        prop_assert_eq!(&whole.profile, "desk-orders");
        prop_assert_eq!(whole.bad(), Vec::<String>::new());
        let mut back = whole.orders()[0].clone();
        back.row = 0;
        prop_assert_eq!(&back, &order);
        prop_assert_eq!(back.facts(), order.facts());
    }

    #[test]
    fn no_bytes_make_the_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
        // And as the rows under headings we know.
        let mut rows = "订单编号,买家会员名,买家实际支付金额,订单状态,宝贝标题,宝贝总数量,订单创建时间\n"
            .as_bytes()
            .to_vec();
        rows.extend(&bytes);
        let _ = read(&rows);
        let mut packed = b"PK\x03\x04".to_vec();
        packed.extend(&bytes);
        prop_assert!(read(&packed).is_err());
    }

    #[test]
    fn every_row_is_an_order_or_a_bad_row_and_bad_rows_can_be_given_back(
        cells in prop::collection::vec(
            ("[0-9A-Z.+]{0,12}", "[0-9.,¥元-]{0,8}", "\\PC{0,20}", "[0-9.]{0,3}"),
            1..20,
        ),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let columns = ["订单编号", "买家实际支付金额", "宝贝标题", "宝贝总数量", "订单状态"];
        writer.write_record(columns).expect("memory takes it");
        for (number, amount, title, count) in &cells {
            writer
                .write_record([number, amount, title, count, "交易成功"])
                .expect("memory takes it");
        }
        let bytes = writer.into_inner().expect("memory takes it");
        let mut table = Table::open(Cursor::new(&bytes), None, Limits::default()).expect("a table");
        let plan = plan::look(&mut table, &|_| None).and_then(|look| look.plan()).expect("known");
        let survey = reading::survey(&mut table, &plan).expect("readable");
        let headings: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        let mut file =
            BadRows::start(Vec::new(), &headings, Words::of(Lang::En)).expect("memory takes it");
        let mut done = 0;
        reading::read(&mut table, &plan, &survey, &shanghai(), &mut |found, rows| {
            done = rows;
            if let crate::transfer::imported::Found::Bad(bad) = found {
                assert!(bad.error.excerpt.chars().count() <= 40);
                file.add(&bad).expect("memory takes it");
            }
            ControlFlow::Continue(())
        })
        .expect("readable");
        prop_assert_eq!(done, survey.rows);
        let given_back = file.finish().expect("memory takes it");
        let _ = read(&given_back);
    }
}
