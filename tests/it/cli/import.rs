//! `import orders`: into an empty folder, again, with bad rows, and what is not a table.

use super::program::Home;
use super::program::lines_of_the_sample;
use serde_json::json;

#[test]
fn an_empty_folder_gets_its_first_shop_and_a_second_import_changes_nothing() {
    let home = Home::new();
    let file = home.orders(1_038);
    let first = home.run(&["import", "orders", &file, "--json"]).with(0);
    // The keys in the order they are documented in.
    assert_eq!(
        first.out.trim_end(),
        "{\"encoding\":\"gb18030\",\"profile\":\"taobao-classic\",\"rows\":1038,\
         \"created\":1000,\"updated\":0,\"skipped\":0,\"errors\":[]}"
    );
    let second = home
        .run(&["import", "orders", &file, "--json"])
        .with(0)
        .json();
    assert_eq!(second["created"], 0);
    assert_eq!(second["updated"], 0);
    assert_eq!(second["skipped"], 1000);
    home.run(&["import", "orders", &file, "--shop", "我的店铺"])
        .with(0);
    home.run(&["import", "orders", &file, "--shop", "another"])
        .with(2)
        .says("我的店铺 (");
}

#[test]
fn good_rows_go_in_and_bad_ones_are_listed() {
    let home = Home::new();
    let mut lines = lines_of_the_sample(5);
    lines[2] = with(&lines[2], b"408.00", b"a lot");
    lines[4] = with(&lines[4], b"2026-10-01", b"some day");
    let file = home.file("orders.csv", &lines.join(&b'\n'));
    let ended = home.run(&["import", "orders", &file, "--json"]).with(4);
    let report = ended.json();
    assert_eq!(report["rows"], 5);
    assert_eq!(report["created"], 3);
    assert_eq!(
        report["errors"],
        json!([
            {"row": 3, "column": "买家实际支付金额", "reason": "not_money"},
            {"row": 5, "column": "订单创建时间", "reason": "not_a_time"},
        ])
    );
    home.run(&["import", "orders", &file])
        .with(4)
        .says("3 买家实际支付金额 · 金额看不懂")
        .says("5 订单创建时间");
}

#[test]
fn a_program_under_the_name_of_a_table_is_refused() {
    let home = Home::new();
    let mut program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec();
    program.resize(512, 0);
    let file = home.file("orders.csv", &program);
    let refused = home.run(&["import", "orders", &file, "--json"]).with(2);
    assert_eq!(refused.out, "");
    refused
        .says("这是一个程序，不是表格")
        .says("This is a program, not a table.");
}

#[test]
fn a_file_that_is_not_there_makes_no_desk() {
    let home = Home::new();
    home.run(&["import", "orders", "nowhere.csv"])
        .with(2)
        .says("nowhere.csv");
    assert!(!home.data("aftercare.redb").exists());
}

/// The line with every `from` replaced.
fn with(line: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut new = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.windows(from.len()).position(|part| part == from) {
        new.extend_from_slice(&rest[..at]);
        new.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    new.extend_from_slice(rest);
    assert_ne!(new, line, "nothing was replaced");
    new
}
