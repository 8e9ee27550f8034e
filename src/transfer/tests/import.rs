//! Whole files into a store.

use crate::actions::Moment;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::domain::case::Case;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::people::Lang;
use crate::domain::time::Timestamp;
use crate::store::Store;
use crate::store::cases;
use crate::store::files::Files;
use crate::store::find;
use crate::store::identity;
use crate::store::orders;
use crate::transfer::import::ImportTo;
use crate::transfer::import::Imported;
use crate::transfer::import::Progress;
use crate::transfer::import::run;
use crate::transfer::limits::Limits;
use crate::transfer::plan;
use crate::transfer::table::Table;
use std::io::Cursor;
use std::ops::ControlFlow;

const NOW: Timestamp = Timestamp(1_795_314_030_000);
const SHOP: ShopId = ShopId(1);

struct Desk {
    _folder: tempfile::TempDir,
    store: Store,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::in_memory(files).expect("a store");
    let wanted = SetUp {
        owner: NewStaff {
            login: "owner".into(),
            display_name: "店主".into(),
            password_hash: String::new(),
            roles: Vec::new(),
            shops: Vec::new(),
            limit: None,
            lang: Lang::ZhCn,
        },
        shop_name: "小满家居".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    store
        .write(None, NOW, move |plan| {
            people::set_up(plan, &wanted, &moment())
        })
        .expect("set up");
    Desk {
        _folder: folder,
        store,
    }
}

fn moment() -> Moment {
    Moment {
        now: NOW,
        salt: "5a17".into(),
    }
}

impl Desk {
    fn import_until(&self, bytes: &[u8], stop_after: u64) -> Imported {
        let mut table = Table::open(Cursor::new(bytes), None, Limits::default()).expect("a table");
        let plan = plan::look(&mut table, &|_| None)
            .and_then(|look| look.plan())
            .expect("known headings");
        let to = ImportTo {
            shop: SHOP,
            zone: super::shanghai(),
            moment: moment(),
        };
        let mut watch = |progress: Progress| match progress.done < stop_after {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        run(&self.store, &mut table, &plan, &to, &mut watch).expect("it runs to its end")
    }

    fn import(&self, bytes: &[u8]) -> Imported {
        self.import_until(bytes, u64::MAX)
    }

    /// Created, updated, skipped, bad.
    fn counts(&self, text: &str) -> (u64, u64, u64, usize) {
        let report = self.import(text.as_bytes()).report;
        (
            report.created,
            report.updated,
            report.skipped,
            report.errors.len(),
        )
    }

    fn order(&self, order_no: &str) -> Order {
        self.store
            .read(|view| {
                let id = orders::id_by_no(view, SHOP, order_no)?.expect("it is here");
                Ok(orders::by_id(view, id)?.expect("it is here"))
            })
            .expect("readable")
    }

    fn case(&self, platform_no: &str) -> Case {
        self.store
            .read(|view| {
                let id = cases::id_by_platform_no(view, SHOP, platform_no)?.expect("it is here");
                Ok(cases::by_id(view, id)?.expect("it is here"))
            })
            .expect("readable")
    }
}

const THOUSAND: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/imports/taobao-1000.csv"
));

#[test]
fn a_thousand_orders_go_in_once_and_a_second_time_nothing_changes() {
    let desk = desk();
    let first = desk.import(THOUSAND);
    assert_eq!((first.report.created, first.report.updated), (1000, 0));
    let sample = desk.order("2900000000000000000");
    let again = desk.import(THOUSAND).report;
    assert_eq!((again.created, again.updated, again.skipped), (0, 0, 1000));
    assert_eq!(desk.order("2900000000000000000"), sample);
    let json = serde_json::to_string(&again).expect("a report is JSON");
    assert!(json.starts_with(
        "{\"encoding\":\"gb18030\",\"profile\":\"taobao-classic\",\"rows\":1038,\
         \"created\":0,\"updated\":0,\"skipped\":1000,\"errors\":["
    ));
}

#[test]
fn personal_fields_are_sealed_and_buyers_are_found_by_what_is_in_hand() {
    let desk = desk();
    desk.import(THOUSAND);
    let order = desk.order("2900000000000000000");
    let kept = serde_json::to_string(&order).expect("JSON");
    assert!(!kept.contains("某某") && !kept.contains("1990000") && !kept.contains("tb_sample"));
    let address = order.address.expect("an address");
    let phone = address.phone.expect("a phone");
    assert!(phone.masked.starts_with("199****"));
    let clear = desk
        .store
        .vault()
        .open_sealed(&phone)
        .expect("sealed with this key");
    assert!(clear.starts_with("1990000") && clear.len() == 11);
    let buyer = order.buyer.expect("a buyer");
    for typed in [&clear[7..], clear.as_str()] {
        let found = identity::find_tokens(desk.store.vault(), typed)
            .iter()
            .any(|token| {
                desk.store
                    .read(|view| Ok(find::exactly(view, token, 50)?))
                    .expect("readable")
                    .contains(&(find::What::Buyer as u8, buyer.0))
            });
        assert!(found, "{typed}");
    }
    // The same person on another order is the same buyer.
    let buyers: std::collections::BTreeSet<u64> = (0..1000u64)
        .filter_map(|at| {
            let no = 2_900_000_000_000_000_000 + at * 1_000_003;
            Some(desk.order(&no.to_string()).buyer?.0)
        })
        .collect();
    assert!(buyers.len() < 1000, "{}", buyers.len());
}

const CLASSIC: &str = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,宝贝标题,\
    物流单号,物流公司,宝贝总数量\n";

#[test]
fn a_changed_order_is_updated_and_its_number_stays() {
    let desk = desk();
    let row = |status: &str, tracking: &str| {
        format!("{CLASSIC}1001,n,60,10,70,70,{status},杯子,{tracking},圆通,2\n")
    };
    assert_eq!(
        desk.counts(&row("买家已付款，等待卖家发货", "")),
        (1, 0, 0, 0)
    );
    let before = desk.order("1001");
    assert_eq!(
        desk.counts(&row("交易成功", "YT0000000000001")),
        (0, 1, 0, 0)
    );
    let after = desk.order("1001");
    assert_eq!((after.id, after.rev), (before.id, before.rev + 1));
    assert_eq!(after.created_at, before.created_at);
    assert_eq!(after.parcels.len(), 1);
    assert_eq!(
        desk.counts(&row("交易成功", "YT0000000000001")),
        (0, 0, 1, 0)
    );
}

#[test]
fn the_goods_come_in_a_second_file_and_stay_when_the_first_comes_again() {
    let desk = desk();
    let orders = |paid: &str| format!("{CLASSIC}1001,n,60,10,70,{paid},交易成功,杯子 等多件,,,3\n");
    let goods = "订单编号,标题,价格,购买数量,外部系统编号,商品属性\n\
        1001,杯子,40.00,1,A,白\n1001,碗,10.00,2,B,蓝\n9999,无主,1,1,C,\n";
    assert_eq!(desk.counts(goods), (0, 0, 0, 2));
    assert_eq!(desk.counts(&orders("70")), (1, 0, 0, 0));
    let report = desk.import(goods.as_bytes()).report;
    assert_eq!((report.updated, report.errors.len()), (1, 1));
    assert_eq!(report.errors[0].reason, "order_unknown");
    assert_eq!(report.errors[0].row, 4);
    let shares = |desk: &Desk| -> Vec<Fen> {
        desk.order("1001")
            .lines
            .iter()
            .map(|line| line.line_paid)
            .collect()
    };
    assert_eq!(shares(&desk), [Fen(4_000), Fen(2_000)]);
    assert_eq!(desk.counts(goods), (0, 0, 1, 1));
    assert_eq!(desk.counts(&orders("70")), (0, 0, 1, 0));
    // Someone paid less than it said: the lines stay and share the new sum.
    assert_eq!(desk.counts(&orders("40")), (0, 1, 0, 0));
    assert_eq!(shares(&desk), [Fen(2_000), Fen(1_000)]);
}

#[test]
fn lines_keep_their_numbers_when_the_platform_lists_them_in_another_order() {
    let desk = desk();
    let header = "子订单编号,主订单编号,买家会员名,买家应付邮费,买家实际支付金额,子单实际支付金额,订单状态,宝贝标题,宝贝数量\n";
    let first = "11,1,n,0,30,10,交易成功,杯子,1\n12,1,n,0,30,20,交易成功,碗,1\n";
    let second = "13,1,n,0,60,30,交易成功,勺,1\n12,1,n,0,60,20,交易成功,碗,1\n11,1,n,0,60,10,交易成功,杯子,1\n";
    assert_eq!(desk.counts(&format!("{header}{first}")), (1, 0, 0, 0));
    assert_eq!(desk.counts(&format!("{header}{second}")), (0, 1, 0, 0));
    let lines: Vec<(u32, String, i64)> = desk
        .order("1")
        .lines
        .into_iter()
        .map(|line| (line.line_no, line.title, line.line_paid.0))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "杯子".to_owned(), 1_000),
            (2, "碗".to_owned(), 2_000),
            (3, "勺".to_owned(), 3_000)
        ]
    );
}

#[test]
fn a_cancelled_import_keeps_what_it_did_and_can_be_run_again() {
    let desk = desk();
    let cancelled = desk.import_until(THOUSAND, 400);
    assert!(cancelled.cancelled);
    let done = cancelled.report.created;
    assert!((300..=400).contains(&done), "{done}");
    let rest = desk.import(THOUSAND).report;
    assert_eq!((rest.created, rest.skipped), (1000 - done, done));
}

const REFUNDS: &str = "订单编号,退款单编号,退款类型,宝贝标题,交易金额,买家退款金额,发货状态,是否需要退货,退款申请时间,\
    超时时间,退款状态,客服介入状态,退货物流单号,退货物流公司,买家退款原因\n";

#[test]
fn the_refund_list_opens_cases_updates_them_and_repeats_nothing() {
    let desk = desk();
    desk.counts(&format!(
        "{CLASSIC}1001,n,60,10,70,70,交易成功,杯子,,,2\n1002,m,30,0,30,30,交易成功,碗,,,1\n"
    ));
    let list = |status: &str, more: &str, tracking: &str| {
        format!(
            "{REFUNDS}1001,R1,退货退款,杯子,70,60.00,已发货,是,2026-11-21 09:00:00,2026-11-25 09:00:00,{status},,{tracking},有质量问题\n\
             1002,R2,仅退款,碗,30,20.00,已发货,否,2026-11-21 09:00:00,,{more},,,,不想要了\n\
             7777,R3,仅退款,碗,30,20.00,已发货,否,2026-11-21 09:00:00,,退款成功,,,,不想要了\n\
             1002,R4,神秘,碗,30,20.00,,,2026-11-21 09:00:00,,退款成功,,,,不想要了\n"
        )
    };
    let first = list(
        "卖家已经同意退款，等待买家退货",
        "买家已经申请退款，等待卖家同意",
        ",",
    );
    let report = desk.import(first.as_bytes()).report;
    let reasons: Vec<&str> = report.errors.iter().map(|error| error.reason).collect();
    assert_eq!((report.created, report.updated), (2, 0));
    assert_eq!(reasons, ["order_unknown", "kind_unknown"]);
    let case = desk.case("R1");
    assert_eq!(
        (case.kind, case.state, case.reason.as_str()),
        (Kind::ReturnRefund, State::AwaitReturn, "flaw")
    );
    assert_eq!(case.applied_amount, Some(Fen(6_000)));
    assert_eq!(
        case.platform_status.as_deref(),
        Some("卖家已经同意退款，等待买家退货")
    );
    assert_eq!(case.order_no, "1001");
    let due = super::super::cell::time(
        &super::super::row::Cell::Text("2026-11-25 09:00:00".to_owned()),
        &super::shanghai(),
    );
    assert!(case.deadlines.iter().any(|d| Ok(Some(d.due_at)) == due));
    assert_eq!(desk.counts(&first), (0, 0, 2, 2));
    assert_eq!(desk.case("R1"), case);

    let later = list(
        "买家已经退货，等待卖家确认收货",
        "退款成功",
        "YT0000000000009,圆通",
    );
    assert_eq!(desk.counts(&later), (0, 2, 0, 2));
    let case = desk.case("R1");
    assert_eq!(case.state, State::Returning);
    assert_eq!(case.parcels[0].tracking_no, "YT0000000000009");
    let refunded = desk.case("R2");
    assert!(matches!(
        refunded.state,
        State::Refunded | State::Notified | State::Closed
    ));
    let paid: Fen = refunded.money.iter().map(|entry| entry.amount).sum();
    assert_eq!(paid, Fen(2_000));
    assert_eq!(desk.counts(&later), (0, 0, 2, 2));
}

#[test]
fn the_platform_stepping_in_is_heard_once() {
    let desk = desk();
    desk.counts(&format!("{CLASSIC}1001,n,60,10,70,70,交易成功,杯子,,,2\n"));
    let list = |cs: &str| {
        format!(
            "{REFUNDS}1001,R1,仅退款,杯子,70,60.00,已发货,否,2026-11-21 09:00:00,,卖家拒绝退款,{cs},,,不想要了\n"
        )
    };
    assert_eq!(desk.counts(&list("不需客服介入")), (1, 0, 0, 0));
    assert_eq!(desk.case("R1").state, State::Rejected);
    assert_eq!(desk.counts(&list("客服已经介入")), (0, 1, 0, 0));
    assert!(desk.case("R1").dispute.is_some());
    assert_eq!(desk.counts(&list("客服已经介入")), (0, 0, 1, 0));
}
