//! Parcels followed by real courier plugins, from the number on a case to the goods that wait for
//! inspection: asked for by the clock, told by the service, and what happens when either fails.

use super::vendors::install;
use super::vendors::network;
use super::vendors::server;
use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::answer;
use crate::web::cases::act;
use crate::web::cases::case;
use crate::web::cases::order;
use actix_web::http::Method;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::State;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::people::Role;
use aftercare::domain::plugin::pushed::Pushed;
use aftercare::domain::time::Span;
use aftercare::host::pushes;
use aftercare::jobs;
use aftercare::store::cases;
use aftercare::store::plugin_pushes;
use aftercare::store::tracks;
use md5::Digest;
use md5::Md5;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;

const NUMBER: &str = "YT1234567890123";
const PAGE: &str = "/parcels/yto/YT1234567890123";
const SETTINGS: &[(&str, &str)] = &[
    ("customer", "DEMO0CUSTOMER"),
    ("key", "tRvAsKeY0001"),
    ("salt", "sAlTsAlT01"),
    ("detail", "4"),
];
const ON_ITS_WAY: &str = r#"{"message":"ok","nu":"YT1234567890123","com":"yuantong","status":"200","state":"0","data":[{"time":"2026-11-21 20:10:00","context":"快件已到达【杭州转运中心】","statusCode":"0"},{"time":"2026-11-21 10:00:00","context":"已揽收","statusCode":"103"}]}"#;
const SIGNED: &str = r#"{"message":"ok","nu":"YT1234567890123","com":"yuantong","status":"200","state":"3","data":[{"time":"2026-11-22 10:30:00","context":"已签收，签收人：前台","statusCode":"301"},{"time":"2026-11-21 20:10:00","context":"快件已到达【杭州转运中心】","statusCode":"0"}]}"#;

pub(super) fn md5(text: &str) -> String {
    Md5::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect()
}

pub(super) fn form(body: &[u8]) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

pub(super) fn json(body: &str) -> Option<Vec<u8>> {
    let sort = [("content-type", "application/json;charset=UTF-8")];
    Some(answer("200 OK", &sort, body.as_bytes()))
}

/// 快递100: looks at nothing that is not signed by its rule.
fn kuaidi100(says: &Arc<Mutex<&'static str>>) -> Server {
    let says = Arc::clone(says);
    server(move |seen: &Seen| {
        let fields = form(&seen.body);
        let param = &fields["param"];
        if seen.line().starts_with("POST /poll/query.do ") {
            let right = md5(&format!("{param}tRvAsKeY0001DEMO0CUSTOMER"));
            if fields["sign"] != right {
                return json(r#"{"result":false,"returnCode":"503","message":"验证签名失败"}"#);
            }
            return match *says.lock().expect("whole") {
                "cut" => None,
                body => json(body),
            };
        }
        assert!(seen.line().starts_with("POST /poll "), "{}", seen.line());
        json(r#"{"result":true,"returnCode":"200","message":"提交成功"}"#)
    })
}

/// A return of an order on its way back with a number; the case's number.
pub(super) async fn returning(agent: &mut Browser, order_no: &str, number: &str) -> String {
    let order = order(agent, order_no, "羊绒围巾").await;
    let wanted = [
        ("kind", "return_refund"),
        ("subtype", "faulty"),
        ("reason", "flaw"),
    ];
    let case = case(agent, &order, &wanted).await;
    act(agent, &case, "approve", &[("freight_payer", "shop")])
        .await
        .is(303);
    act(agent, &case, "tracking", &[("tracking_no", number)])
        .await
        .is(303);
    case
}

pub(super) async fn state(desk: &Desk, no: &str) -> State {
    let no = CaseNo::parse(no).expect("a number");
    desk.app
        .read(move |view| Ok(cases::as_it_was(view, &no)?.expect("the case").state))
        .await
        .expect("read")
}

async fn ask(desk: &Desk) -> usize {
    jobs::ask_couriers(desk.host.clone().into_inner())
        .await
        .expect("asked")
}

#[actix_web::test]
async fn a_parcel_is_asked_for_shown_and_its_arrival_waits_for_inspection() {
    let says = Arc::new(Mutex::new(ON_ITS_WAY));
    let server = kuaidi100(&says);
    // Nobody out there finds a desk without a public address: it asks by the clock.
    let desk = Desk::in_network("", network(&server)).await;
    install(&desk, "kuaidi100", SETTINGS).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    assert_eq!(ask(&desk).await, 0, "spread over the first minutes");
    desk.later(Span::minutes(3));
    assert_eq!(ask(&desk).await, 1);
    agent
        .get(PAGE)
        .await
        .says("杭州转运中心")
        .says("已揽收")
        .says("aftercare.kuaidi100");
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("杭州转运中心");
    // Its own floor: never below half an hour for one number, however often the clock looks.
    for _ in 0..29 {
        desk.later(Span::minutes(1));
        ask(&desk).await;
    }
    assert_eq!(server.seen().len(), 1);
    *says.lock().expect("whole") = SIGNED;
    desk.later(Span::minutes(120));
    assert_eq!(ask(&desk).await, 1);
    assert_eq!(state(&desk, &no).await, State::Arrived);
    agent.get(PAGE).await.says("已签收，签收人：前台");
    // What arrived is not asked for again.
    desk.later(Span::days(2));
    ask(&desk).await;
    assert_eq!(server.seen().len(), 2);
    let mut owner = desk.owner().await;
    owner
        .get("/settings/couriers")
        .await
        .is(200)
        .says("快递100 · 旗舰店")
        .says("poll.kuaidi100.com");
    let calls = owner
        .get("/settings/plugins/aftercare.kuaidi100/calls")
        .await
        .is(200);
    calls
        .says("courier.track")
        .says("POST https://poll.kuaidi100.com/poll/query.do → 200");
}

#[actix_web::test]
async fn a_service_that_fails_is_left_alone_for_a_while_and_no_number_is_asked_for_too_soon() {
    let says = Arc::new(Mutex::new("cut"));
    let server = kuaidi100(&says);
    let desk = Desk::in_network("", network(&server)).await;
    install(&desk, "kuaidi100", SETTINGS).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    returning(&mut agent, "T-1", NUMBER).await;
    desk.later(Span::minutes(3));
    assert_eq!(ask(&desk).await, 0);
    *says.lock().expect("whole") = ON_ITS_WAY;
    for _ in 0..29 {
        desk.later(Span::minutes(1));
        ask(&desk).await;
    }
    assert_eq!(server.seen().len(), 1, "it may have been asked for");
    desk.later(Span::hours(3));
    assert_eq!(ask(&desk).await, 1);
    agent.get(PAGE).await.says("杭州转运中心");
}

#[actix_web::test]
async fn the_second_account_is_asked_where_the_first_does_not_know() {
    let says = Arc::new(Mutex::new(
        r#"{"result":false,"returnCode":"500","message":"查询无结果，请隔段时间再查"}"#,
    ));
    let of = Arc::clone(&says);
    let other = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&other);
    let server = server(move |seen: &Seen| {
        if seen.line().contains("/Ebusiness/EbusinessOrderHandle.aspx") {
            *counted.lock().expect("whole") += 1;
            return json(
                r#"{"EBusinessID":"1237100","Success":true,"ShipperCode":"YTO","LogisticCode":"YT1234567890123","State":"2","StateEx":"2","Traces":[{"AcceptTime":"2026-11-21 20:10:00","AcceptStation":"快件到达杭州","Action":"2"}]}"#,
            );
        }
        json(*of.lock().expect("whole"))
    });
    let desk = Desk::in_network("", network(&server)).await;
    let (first, _) = install(&desk, "kuaidi100", SETTINGS).await;
    let settings = [("ebusiness-id", "1237100"), ("api-key", "kEy0000000000001")];
    let (second, _) = install(&desk, "kdniao", &settings).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    returning(&mut agent, "T-1", NUMBER).await;
    desk.later(Span::minutes(3));
    assert_eq!(ask(&desk).await, 1);
    agent
        .get(PAGE)
        .await
        .says("快件到达杭州")
        .says("aftercare.kdniao");
    assert_eq!(*other.lock().expect("whole"), 1);
    // The owner turns the order round: the other is asked first, and the first not at all.
    let mut owner = desk.owner().await;
    let page = owner.get("/settings/couriers").await.is(200);
    let at = |id: PluginAccountId| page.body.find(&format!("name=\"shown\" value=\"{id}\""));
    assert!(at(first) < at(second));
    let (one, two) = (first.to_string(), second.to_string());
    let fields = [
        ("shown", one.as_str()),
        ("shown", two.as_str()),
        ("account", two.as_str()),
    ];
    owner
        .post("/settings/couriers", &fields)
        .await
        .leads_to("/settings/couriers");
    let before = server.seen().len();
    desk.later(Span::hours(3));
    ask(&desk).await;
    let asked = &server.seen()[before..];
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].line().contains("EbusinessOrderHandle"));
}

/// What 快递100 sends when the parcel was signed for.
fn pushed(salt: &str) -> String {
    let param = format!(
        "{{\"status\":\"shutdown\",\"message\":\"\",\"lastResult\":{}}}",
        SIGNED
    );
    let sign = md5(&format!("{param}{salt}"));
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("param", &param)
        .append_pair("sign", &sign)
        .finish()
}

async fn push(desk: &Desk, token: &str, body: &str) -> Answer {
    let form = "application/x-www-form-urlencoded";
    let mut vendor = desk.browser();
    let path = format!("/hooks/{token}");
    vendor
        .send_as(Method::POST, &path, form, body.as_bytes().to_vec())
        .await
}

async fn unread(desk: &Desk) -> usize {
    desk.app
        .read(|view| Ok(plugin_pushes::waiting(view)?))
        .await
        .expect("read")
}

#[actix_web::test]
async fn a_service_that_watches_a_parcel_tells_by_itself_and_a_stranger_tells_nothing() {
    let says = Arc::new(Mutex::new(ON_ITS_WAY));
    let server = kuaidi100(&says);
    let desk = Desk::in_network("https://desk.example.cn", network(&server)).await;
    let (_, token) = install(&desk, "kuaidi100", SETTINGS).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    desk.later(Span::minutes(3));
    ask(&desk).await;
    let seen = server.seen();
    let param = &form(&seen[0].body)["param"];
    assert!(seen[0].line().starts_with("POST /poll "));
    let callback = format!("https://desk.example.cn/hooks/{token}");
    assert!(param.contains(&callback), "{param}");
    // Watched: it is not asked for in the meantime.
    desk.later(Span::hours(12));
    ask(&desk).await;
    assert_eq!(server.seen().len(), 1);

    push(&desk, &token, &pushed("gUeSsEd1")).await.is(401);
    let nobody = "0123456789abcdef0123456789abcdef";
    push(&desk, nobody, "x").await.is(404);
    assert_eq!(state(&desk, &no).await, State::Returning);
    push(&desk, &token, &pushed("sAlTsAlT01"))
        .await
        .is(200)
        .says("\"returnCode\":\"200\"");
    assert_eq!(state(&desk, &no).await, State::Arrived);
    let mut agent = desk.signed_in("lin").await;
    agent.get(PAGE).await.says("已签收，签收人：前台");
    // The same again is thanked for and changes nothing.
    let rev = || {
        desk.app
            .read(|view| Ok(tracks::find(view, "yto", NUMBER)?.expect("followed").rev))
    };
    let before = rev().await.expect("read");
    push(&desk, &token, &pushed("sAlTsAlT01")).await.is(200);
    assert_eq!(rev().await.expect("read"), before);
    assert_eq!(unread(&desk).await, 0);
    // A stranger's signature does not stop the account.
    let mut owner = desk.owner().await;
    owner
        .get("/settings/plugins/aftercare.kuaidi100")
        .await
        .lacks("已暂停");
}

#[actix_web::test]
async fn what_was_kept_before_a_crash_is_read_after_it_once() {
    let says = Arc::new(Mutex::new(ON_ITS_WAY));
    let server = kuaidi100(&says);
    let desk = Desk::in_network("https://desk.example.cn", network(&server)).await;
    let (account, _) = install(&desk, "kuaidi100", SETTINGS).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    let now = desk.app.now();
    let came = Pushed {
        account,
        method: "POST".into(),
        path: String::new(),
        query: Vec::new(),
        headers: vec![(
            "content-type".into(),
            "application/x-www-form-urlencoded".into(),
        )],
        body: pushed("sAlTsAlT01").into_bytes(),
        received_at: now,
        tries: 0,
        again_at: now + Span(30_000),
    };
    // Kept, and the process ends before the plugin read it. The vendor was answered nothing, and
    // sends it once more.
    for _ in 0..2 {
        pushes::keep(&desk.host, came.clone()).await.expect("kept");
    }
    let replay = || jobs::replay_pushes(desk.host.clone().into_inner());
    assert_eq!(
        replay().await.expect("looked"),
        0,
        "another may be reading it"
    );
    assert_eq!(state(&desk, &no).await, State::Returning);
    desk.later(Span::minutes(1));
    assert_eq!(replay().await.expect("read"), 2);
    assert_eq!(unread(&desk).await, 0);
    let track = desk
        .app
        .read(|view| Ok(tracks::find(view, "yto", NUMBER)?.expect("followed")))
        .await
        .expect("read");
    assert_eq!(track.events.len(), 2);
    assert_eq!(state(&desk, &no).await, State::Arrived);
}
