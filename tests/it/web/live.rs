//! The event stream of a tab over a real server: what it names, what it never names, and when it
//! ends.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use actix_web::web::Bytes;
use aftercare::actions::people;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::store::people as staff;
use awc::error::PayloadError;
use futures_util::Stream;
use futures_util::StreamExt;
use std::pin::Pin;
use std::time::Duration;

const REFUND: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "unshipped"),
    ("reason", "unwanted_unshipped"),
    ("buyer_text", "不想要了"),
];

/// An open stream, read event by event.
struct Ear {
    body: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>>,
    heard: String,
}

impl Ear {
    async fn open(desk: &Desk, who: &Browser, path: &str) -> Ear {
        let (status, ear) = Ear::try_open(desk, who, path).await;
        assert_eq!(status, 200, "{path}");
        ear
    }

    async fn try_open(desk: &Desk, who: &Browser, path: &str) -> (u16, Ear) {
        let cookies: Vec<String> = who
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = awc::Client::builder()
            .disable_timeout()
            .finish()
            .get(format!("{}{path}", desk.base))
            .insert_header(("cookie", cookies.join("; ")))
            .insert_header(("accept", "text/event-stream"))
            .insert_header(("accept-encoding", "gzip"))
            .send()
            .await
            .expect("an answer");
        let status = answer.status().as_u16();
        if status == 200 {
            let header = |name: &str| {
                let value = answer.headers().get(name);
                value.and_then(|v| v.to_str().ok()).unwrap_or("").to_owned()
            };
            assert!(header("content-type").starts_with("text/event-stream"));
            assert_eq!(
                header("content-encoding"),
                "identity",
                "held back by nobody"
            );
            assert_eq!(header("cache-control"), "no-store");
        }
        let ear = Ear {
            body: Box::pin(answer),
            heard: String::new(),
        };
        (status, ear)
    }

    /// The name and data of the next event; none when the stream ended.
    async fn event(&mut self) -> Option<(String, String)> {
        loop {
            while let Some((block, rest)) = self.heard.split_once("\n\n") {
                let field = |name: &str| {
                    let line = block.lines().find_map(|line| line.strip_prefix(name));
                    line.unwrap_or_default().to_owned()
                };
                let (event, data) = (field("event: "), field("data: "));
                self.heard = rest.to_owned();
                if !event.is_empty() {
                    return Some((event, data));
                }
            }
            let chunk = tokio::time::timeout(Duration::from_secs(20), self.body.next());
            let chunk = chunk.await.expect("something is said in time")?;
            let chunk = chunk.expect("a whole chunk");
            self.heard += std::str::from_utf8(&chunk).expect("text");
        }
    }

    /// Reads until an event of this name; gives its data.
    async fn until(&mut self, name: &str) -> String {
        loop {
            let (event, data) = self.event().await.expect("the stream goes on");
            if event == name {
                return data;
            }
        }
    }
}

#[actix_web::test]
async fn a_tab_hears_of_its_case_by_number_and_fetches_what_changed() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let mut owner = desk.owner().await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    let mut ear = Ear::open(&desk, &lin, &format!("/live?case={no}")).await;
    assert_eq!(ear.event().await.expect("hello").0, "hello");

    act(&mut owner, &no, "note", &[("text", "仓库说还没打包")])
        .await
        .is(303);
    assert_eq!(ear.until("case").await, format!("{{\"no\":\"{no}\"}}"));

    lin.get(&format!("/live/cases/{no}?seen=1"))
        .await
        .is(200)
        .says("王老板")
        .says("仓库说还没打包");
    lin.get("/live/counts").await.is(200).says("\"/\":\"1\"");
}

#[actix_web::test]
async fn the_case_of_another_shop_is_not_found_and_never_named() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    let stream = format!("/live?case={no}");
    let mut ear = Ear::open(&desk, &lin, &stream).await;
    ear.until("presence").await;
    desk.staff("zhao", Role::Agent).await;
    desk.only_other_shops("zhao").await;
    let mut zhao = desk.signed_in("zhao").await;
    assert_eq!(Ear::try_open(&desk, &zhao, &stream).await.0, 404);
    zhao.get(&format!("/live/cases/{no}")).await.is(404);
    zhao.get("/").await;
    zhao.post(&format!("/live/cases/{no}/writing"), &[])
        .await
        .is(404);
    let mut other = Ear::open(&desk, &zhao, "/live").await;
    other.until("hello").await;

    // The one who had it open loses the shop: from then on it is not named to them either.
    desk.only_other_shops("lin").await;
    let mut owner = desk.owner().await;
    act(&mut owner, &no, "note", &[("text", "换人跟进")])
        .await
        .is(303);
    for ear in [&mut ear, &mut other] {
        loop {
            let (event, data) = ear.event().await.expect("the stream goes on");
            assert!(!data.contains(&no), "{event} {data}");
            if event == "counts" {
                break;
            }
        }
    }
}

#[actix_web::test]
async fn the_stream_of_who_signed_out_or_was_disabled_ends_at_once() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let qian = desk.staff("qian", Role::Finance).await;
    let mut leaving = Ear::open(&desk, &lin, "/live").await;
    let mut disabled = Ear::open(&desk, &qian, "/live").await;
    lin.get("/").await.is(200);
    lin.post("/sign-out", &[]).await.is(303);
    leaving.until("end").await;
    assert!(
        leaving.event().await.is_none(),
        "nothing comes after the end"
    );

    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let qian = staff::by_login(plan, "qian")?.expect("someone we made");
            people::change(plan, qian.id, |s| s.active = false, &moment)
        })
        .await
        .expect("changes");
    disabled.until("end").await;
    assert!(disabled.event().await.is_none());
}

#[actix_web::test]
async fn an_open_page_does_not_keep_a_session_alive() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    for _ in 0..13 {
        desk.later(Span::hours(1));
        lin.get("/live/counts").await;
    }
    lin.get("/live/counts").await.is(303);
}

#[actix_web::test]
async fn colleagues_on_one_case_see_each_other_come_write_and_go() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let mut owner = desk.owner().await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    let (stream, beside) = (format!("/live?case={no}"), format!("/live/cases/{no}"));
    let mut ear = Ear::open(&desk, &lin, &stream).await;
    ear.until("presence").await;
    lin.get(&beside).await.is(200);

    let theirs = Ear::open(&desk, &owner, &stream).await;
    ear.until("presence").await;
    lin.get(&beside).await.says("王老板也在看");
    owner.get("/").await;
    owner
        .post(&format!("/live/cases/{no}/writing"), &[])
        .await
        .is(204);
    ear.until("presence").await;
    lin.get(&beside).await.says("王老板正在写");
    let page = lin.get(&format!("/cases/{no}")).await.is(200);
    page.says("王老板正在写");
    desk.later(Span::minutes(1));
    lin.get(&beside).await.says("王老板也在看");
    drop(theirs);
    ear.until("presence").await;
    let gone = lin.get(&beside).await.is(200).body;
    assert!(!gone.contains("王老板"), "{gone}");
}

#[actix_web::test]
async fn a_stopping_desk_ends_its_streams_and_of_too_many_tabs_the_oldest_goes() {
    let desk = Desk::under("/aftercare").await;
    desk.make_owner().await;
    let owner = desk.owner().await;
    let mut tabs = Vec::new();
    for _ in 0..20 {
        tabs.push(Ear::open(&desk, &owner, "/live").await);
    }
    tabs.push(Ear::open(&desk, &owner, "/live").await);
    let mut oldest = tabs.remove(0);
    while oldest.event().await.is_some() {}
    // A page asked for where a stream is would never end.
    let mut same = owner.clone();
    same.get("/live").await.is(406);
    desk.app.signals.stop();
    for tab in &mut tabs {
        while tab.event().await.is_some() {}
    }
    assert_eq!(Ear::try_open(&desk, &owner, "/live").await.0, 503);
}
