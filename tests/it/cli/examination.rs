//! `doctor` and `reindex` on a stopped desk.

use super::program::Home;
use serde_json::json;

#[test]
fn a_fresh_import_is_sound_and_stays_so_when_its_indexes_are_written_again() {
    let home = Home::new();
    for command in ["doctor", "reindex", "backup"] {
        home.run(&[command]).with(3).says("aftercare serve");
    }
    let file = home.orders(100);
    home.run(&["import", "orders", &file]).with(0);
    let before = home.run(&["doctor", "--json"]).with(0).json();
    assert_eq!(before["findings"], json!([]));
    assert!(before["records"].as_u64() > Some(100), "{before}");
    let done = home.run(&["reindex", "--json"]).with(0).json();
    assert_eq!(done["rows"], before["index_rows"]);
    assert_eq!(done["unreadable"], json!([]));
    home.run(&["reindex"]).with(0).says("Every index is new");
    let after = home.run(&["doctor", "--json"]).with(0).json();
    assert_eq!(after["findings"], json!([]));
    assert_eq!(after["index_rows"], before["index_rows"]);
}
