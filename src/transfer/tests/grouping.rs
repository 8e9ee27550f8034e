//! Orders whose rows lie apart, in one sheet or two.

use super::read;
use super::read_within;
use crate::domain::money::Fen;
use crate::transfer::imported::Found;
use crate::transfer::limits::Limits;
use crate::transfer::refused::Refused;
use rust_xlsxwriter::Workbook;

const JD: &str =
    "订单号,商品名称,订购数量,京东价,订单金额,结算金额,应付金额,订单状态,运费金额,货号,客户姓名\n";

#[test]
fn rows_of_one_order_that_lie_apart_still_make_one_order() {
    let whole = read(
        format!(
            "{JD}\
             1,杯子,1,10,30,30,30,完成,0,A,甲\n\
             2,碗,1,5,5,5,5,完成,0,C,乙\n\
             1,盘子,1,20,30,30,30,完成,0,B,甲\n\
             3,勺,1,5,5,5,5,完成,0,D,丙\n"
        )
        .as_bytes(),
    )
    .expect("it is a table");
    let shown: Vec<(String, usize)> = whole
        .orders()
        .iter()
        .map(|order| (order.order_no.clone(), order.lines.len()))
        .collect();
    assert_eq!(
        shown,
        [
            ("2".to_owned(), 1),
            ("1".to_owned(), 2),
            ("3".to_owned(), 1)
        ]
    );
}

#[test]
fn a_row_that_is_there_twice_counts_once() {
    let whole = read(
        format!(
            "{JD}1,杯子,1,10,10,10,10,完成,0,A,甲\n2,碗,1,5,5,5,5,完成,0,C,乙\n1,杯子,1,10,10,10,10,完成,0,A,甲\n"
        )
        .as_bytes(),
    )
    .expect("it is a table");
    let first = whole
        .orders()
        .into_iter()
        .find(|order| order.order_no == "1")
        .expect("it is there");
    assert_eq!(first.lines.len(), 1);
    assert_eq!(first.paid_total, Fen(1_000));
}

#[test]
fn one_bad_row_keeps_the_whole_order_out_and_says_so_for_each_row() {
    let whole = read(
        format!(
            "{JD}1,杯子,1,10,30,30,30,完成,0,A,甲\n1,盘子,x,20,30,30,30,完成,0,B,甲\n2,碗,1,5,5,5,5,完成,0,C,乙\n"
        )
        .as_bytes(),
    )
    .expect("it is a table");
    assert_eq!(whole.bad(), ["2  other_row", "3 订购数量 not_a_count"]);
    assert_eq!(whole.orders().len(), 1);
}

fn two_sheets(items_first: bool) -> Vec<u8> {
    let orders: [[&str; 6]; 3] = [
        [
            "订单编号",
            "订单状态",
            "买家实付金额",
            "买家应付邮费",
            "订单创建时间",
            "收货地址",
        ],
        [
            "2900000000000000001",
            "交易成功",
            "100.00",
            "10.00",
            "2026-11-20 10:00:00",
            "江苏省 南京市 建邺区 沙洲街道****",
        ],
        [
            "2900000000000000002",
            "交易关闭",
            "0",
            "0",
            "2026-11-20 11:00:00",
            "江苏省 南京市 建邺区 沙洲街道****",
        ],
    ];
    let items: [[&str; 6]; 4] = [
        [
            "订单编号",
            "标题",
            "价格",
            "购买数量",
            "外部系统编号",
            "商品属性",
        ],
        ["2900000000000000001", "杯子", "40.00", "1", "A", "白"],
        ["2900000000000000001", "碗", "10.00", "5", "B", "蓝"],
        ["2900000000000000003", "孤儿", "10.00", "1", "B", "蓝"],
    ];
    let mut workbook = Workbook::new();
    let mut add = |name: &str, rows: &[[&str; 6]]| {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).expect("fits");
            }
        }
    };
    if items_first {
        add("宝贝", &items);
        add("订单", &orders);
    } else {
        add("订单", &orders);
        add("宝贝", &items);
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn the_goods_of_a_second_sheet_are_joined_whichever_sheet_comes_first() {
    for items_first in [false, true] {
        let whole = read(&two_sheets(items_first)).expect("it is a table");
        assert_eq!(whole.bad(), Vec::<String>::new());
        let order = whole
            .orders()
            .into_iter()
            .find(|order| order.order_no.ends_with('1'))
            .expect("it is there")
            .clone();
        assert!(!order.lines_are_summary);
        let lines: Vec<(&str, u32, i64)> = order
            .lines
            .iter()
            .map(|line| (line.title.as_str(), line.qty, line.line_paid.0))
            .collect();
        assert_eq!(lines, [("杯子", 1, 4_000), ("碗", 5, 5_000)]);
        // Goods without an order in this file are shown as such, for an order imported before.
        let orphan = whole
            .found
            .iter()
            .any(|found| matches!(found, Found::Lines(lines) if lines.order_no.ends_with('3')));
        assert!(orphan);
    }
}

#[test]
fn orders_that_lie_too_far_apart_are_refused_before_memory_runs_out() {
    let mut text = JD.to_owned();
    for half in 0..2 {
        for order in 0..2_000 {
            text.push_str(&format!("{order},杯{half},1,10,20,20,20,完成,0,A,甲\n"));
        }
    }
    assert!(read(text.as_bytes()).is_ok());
    let limits = Limits {
        waiting: 64 << 10,
        ..Limits::default()
    };
    assert_eq!(
        read_within(text.as_bytes(), limits).err(),
        Some(Refused::TooScattered)
    );
}
