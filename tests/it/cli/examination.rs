//! `doctor` and `reindex` on a stopped desk.

use super::program::Home;
use super::serving::LOGIN;
use super::serving::set_up;
use super::serving::signed_in;
use crate::desk::PASSWORD;
use crate::notices::server::MailServer;
use crate::notices::server::Manners;
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

#[actix_web::test]
async fn mailboxes_are_tried_and_one_that_does_not_answer_is_named() {
    let home = Home::new();
    let server = MailServer::new();
    let running = home.serve();
    set_up(&running).await;
    let mut owner = signed_in(&running, LOGIN, PASSWORD).await;
    owner.get("/settings/mail/new").await.is(200);
    let port = server.port.to_string();
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", "zh-CN"),
    ];
    owner.post("/settings/mail/new", &fields).await.is(303);
    running.stop();
    let told = home.run(&["doctor", "--json"]).with(0).json();
    assert_eq!(told["reached"][0]["what"], "mail service@shop.test");
    assert!(server.taken().is_empty(), "nothing is sent");
    server.behaves(Manners {
        greeting: Some("554 go away"),
        ..Manners::default()
    });
    home.run(&["doctor"]).with(4).says("go away");
    home.run(&["doctor", "--offline"]).with(0);
}
