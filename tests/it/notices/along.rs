//! What goes along with words to a buyer: the files of a reply, sent as attachments of the mail.

use super::server::MailServer;
use super::told::desk_with;
use super::told::order_of;
use super::told::send;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use actix_web::http::Method;
use aftercare::jobs;
use mail_parser::MessageParser;
use mail_parser::MimeHeaders;
use serde_json::Value;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR-how-to-return";
const FORM: &str = "multipart/form-data; boundary=b";

/// A form with a file, as a browser sends it.
fn form(csrf: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |name: &str, more: &str, bytes: &[u8]| {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    part("csrf", "", csrf.as_bytes());
    for (name, value) in fields {
        part(name, "", value.as_bytes());
    }
    for (name, filename, bytes) in files {
        part(name, &format!("; filename=\"{filename}\""), bytes);
    }
    body.extend_from_slice(b"--b--\r\n");
    body
}

async fn csrf(who: &mut Browser, at: &str) -> String {
    let page = who.get(at).await.is(200).body;
    let token = between(&page, "name=\"csrf\" value=\"", "\"");
    token.expect("a token").to_owned()
}

/// A reply with a picture of how to return.
async fn keep_reply(who: &mut Browser) -> String {
    let new = "/settings/replies/new";
    let token = csrf(who, new).await;
    let fields = [
        ("title", "退货指引"),
        ("body", "请按图寄回，今天18:00前答复您"),
        ("tone", "plain"),
        ("scope", "own"),
        ("rev", "0"),
    ];
    let body = form(&token, &fields, &[("files", "退货指引.png", PNG)]);
    let answer = who.send_as(Method::POST, new, FORM, body).await.is(303);
    let at = answer.header("location");
    at[at.find("/settings/").expect("a path")..].to_owned()
}

/// Names and bytes of what is attached to a mail.
fn attached(raw: &str) -> Vec<(String, Vec<u8>)> {
    let mail = MessageParser::default().parse(raw.as_bytes());
    let mail = mail.expect("a mail");
    let named = mail.attachments().map(|part| {
        let name = part.attachment_name().expect("a name").to_owned();
        (name, part.contents().to_vec())
    });
    named.collect()
}

async fn say(desk: &Desk, who: &mut Browser, no: &str, fields: &[(&str, &str)]) {
    act(who, no, "message", fields).await.is(303);
    desk.later(aftercare::domain::time::Span(11_000));
    let app = desk.app.clone().into_inner();
    jobs::send_messages(app).await.expect("said");
    send(desk).await;
}

#[actix_web::test]
async fn a_reply_brings_its_files_into_the_mail_of_the_buyer_unless_they_are_left_out() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let at = keep_reply(&mut owner).await;
    owner.get(&at).await.is(200).says("退货指引.png");
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    send(&desk).await;
    // Behind the slash, and on the page for those without script.
    let answer = owner
        .get(&format!("/cases/{no}/replies/list"))
        .await
        .is(200);
    let offers: Vec<Value> = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(offers[0]["files"][0][1], "退货指引.png");
    let hash = offers[0]["files"][0][0]
        .as_str()
        .expect("its name")
        .to_owned();
    owner
        .get(&format!("/cases/{no}/replies"))
        .await
        .says("退货指引.png");
    let id = offers[0]["id"].to_string();
    let page = owner.get(&format!("/cases/{no}?reply={id}")).await.is(200);
    assert!(
        page.body
            .contains(&format!("name=\"attach\" value=\"{hash}\" checked"))
    );

    let said = "请按图寄回，今天18:00前答复您";
    let with = [("text", said), ("reply", &id), ("attach", &hash)];
    say(&desk, &mut owner, &no, &with).await;
    let last = server.taken().pop().expect("a mail");
    assert!(last.text().contains(said), "{}", last.raw);
    assert_eq!(
        attached(&last.raw),
        [("退货指引.png".to_owned(), PNG.to_vec())]
    );
    // The case has it too, and says that something went along.
    owner
        .get(&format!("/cases/{no}"))
        .await
        .says("退货指引.png");

    // The same again, and once without it.
    say(&desk, &mut owner, &no, &with).await;
    let last = server.taken().pop().expect("a mail");
    assert_eq!(attached(&last.raw).len(), 1);
    let without = [("text", "好的，今天18:00前答复您"), ("reply", id.as_str())];
    say(&desk, &mut owner, &no, &without).await;
    let last = server.taken().pop().expect("a mail");
    assert!(attached(&last.raw).is_empty());
    assert_eq!(server.taken().len(), 4);

    // Nobody sends a file by its name that is neither theirs nor a reply's.
    let other = "ab".repeat(32);
    let forged = [("text", "今天18:00前答复您"), ("attach", other.as_str())];
    say(&desk, &mut owner, &no, &forged).await;
    assert!(attached(&server.taken().pop().expect("a mail").raw).is_empty());
}

#[actix_web::test]
async fn a_message_that_is_taken_back_keeps_what_was_to_go_along() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    keep_reply(&mut owner).await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    send(&desk).await;
    let answer = owner
        .get(&format!("/cases/{no}/replies/list"))
        .await
        .is(200);
    let offers: Vec<Value> = serde_json::from_str(&answer.body).expect("JSON");
    let hash = offers[0]["files"][0][0]
        .as_str()
        .expect("its name")
        .to_owned();
    let with = [("text", "今天18:00前答复您"), ("attach", hash.as_str())];
    let home = format!("/cases/{no}");
    owner.get(&home).await.is(200);
    act(&mut owner, &no, "message", &with).await.is(303);
    let page = owner.get(&home).await.is(200).body;
    let sending = between(&page, "class=\"sending\"", ">").expect("a message that waits");
    let back = between(sending, "action=\"", "\"")
        .expect("a way back")
        .to_owned();
    let fields = [("no", no.as_str()), ("box", "say")];
    owner.post(&back, &fields).await.is(303);
    let page = owner.get(&home).await.is(200).body;
    assert!(
        page.contains(&format!("name=\"attach\" value=\"{hash}\" checked")),
        "{page}"
    );
    assert!(page.contains("退货指引.png"));
    // Sent from there, it goes along although no reply was chosen again.
    owner.get("/settings/replies").await.is(200);
    say(&desk, &mut owner, &no, &with).await;
    let last = server.taken().pop().expect("a mail");
    assert_eq!(attached(&last.raw).len(), 1);
}

#[actix_web::test]
async fn the_files_of_replies_travel_in_the_one_file_and_a_bad_one_is_named() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let at = keep_reply(&mut owner).await;
    let file = owner.get("/settings/replies.toml").await.is(200).body;
    assert!(
        file.contains("退货指引.png") && file.contains("data = "),
        "{file}"
    );

    let other = Desk::set_up().await;
    let mut there = other.owner().await;
    let token = csrf(&mut there, "/settings/replies").await;
    let toml = "/settings/replies.toml";
    let body = form(&token, &[], &[("file", "r.toml", file.as_bytes())]);
    there
        .send_as(Method::POST, toml, FORM, body)
        .await
        .leads_to("/settings/replies");
    let again = there.get(toml).await.is(200).body;
    assert_eq!(again, file);
    let program = file.replace(
        between(&file, "data = \"", "\"").expect("its bytes"),
        "TVqQAAMAAAAEAAAA//8AALgAAAA=",
    );
    let body = form(&token, &[], &[("file", "r.toml", program.as_bytes())]);
    let page = there.send_as(Method::POST, toml, FORM, body).await.is(422);
    page.says("第 1 条");

    // Unticked, it is gone; too many are refused, and what was chosen stays in the form.
    let token = csrf(&mut owner, &at).await;
    let fields = [
        ("title", "退货指引"),
        ("body", "今天18:00前"),
        ("tone", "plain"),
        ("scope", "own"),
        ("rev", "1"),
    ];
    let many: Vec<Vec<u8>> = (0..6)
        .map(|n| format!("第 {n} 份说明").into_bytes())
        .collect();
    let many: Vec<_> = many
        .iter()
        .map(|bytes| ("files", "说明.txt", bytes.as_slice()))
        .collect();
    let body = form(&token, &fields, &many);
    let page = owner.send_as(Method::POST, &at, FORM, body).await.is(422);
    let page = page.says("附件最多 5 个").body;
    assert_eq!(page.matches("name=\"stays\"").count(), 6);
    let body = form(&token, &fields, &[]);
    owner.send_as(Method::POST, &at, FORM, body).await.is(303);
    owner.get(&at).await.is(200).lacks("退货指引.png");
}
