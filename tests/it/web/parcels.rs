//! Parcels on their way: what is typed and pasted about them moves their cases.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use aftercare::actions::tracking::take_update;
use aftercare::domain::people::Actor;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::domain::tracking::Event;
use aftercare::domain::tracking::Source;
use aftercare::domain::tracking::Stage;
use aftercare::domain::tracking::Update;
use aftercare::jobs;
use std::collections::BTreeSet;

const NUMBER: &str = "SF1234567890123";
const PAGE: &str = "/parcels/sf/SF1234567890123";
/// As 快递100 shows it; the desk's clock stands at 2026-11-22 09:00.
const PASTED: &str = "顺丰速运 SF1234567890123\n\
    2026-11-22 08:31:02 【杭州市】 已签收，签收人：前台\n\
    2026-11-21 20:10 【上海市】 快件已发往杭州\n\
    2026-11-21 10:12:33 【上海市】 已揽收\n";

/// A return on its way back with [`NUMBER`]; the case's number.
async fn returning(agent: &mut Browser, no: &str, number: &str) -> String {
    let order = order(agent, no, "羊绒围巾").await;
    let wanted = [
        ("kind", "return_refund"),
        ("subtype", "faulty"),
        ("reason", "flaw"),
    ];
    let case = case(agent, &order, &wanted).await;
    act(agent, &case, "approve", &[("freight_payer", "shop")])
        .await
        .is(303);
    // Nobody names the carrier: the number does.
    act(agent, &case, "tracking", &[("tracking_no", number)])
        .await
        .is(303);
    case
}

#[actix_web::test]
async fn pasted_text_is_shown_first_then_taken_in_and_the_return_waits_for_inspection() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    let case = format!("/cases/{no}");
    agent
        .get(&case)
        .await
        .says("顺丰速运")
        .says(&format!("href=\"{PAGE}\""));
    agent
        .get(PAGE)
        .await
        .is(200)
        .says("还没有物流信息")
        .says(&no);

    let paste = format!("{PAGE}/paste");
    let shown = agent.post(&paste, &[("pasted", PASTED)]).await.is(200);
    let shown = shown
        .says("读出 3 条")
        .says("有 1 行没有读懂")
        .says("第 1 行");
    assert!(shown.body.contains("name=\"take\""));
    agent.get(PAGE).await.says("还没有物流信息");

    let take = [("pasted", PASTED), ("take", "1")];
    agent.post(&paste, &take).await.leads_to(PAGE);
    agent
        .get(PAGE)
        .await
        .says("已录入 3 条物流信息")
        .says("已签收，签收人：前台")
        .says("lin 粘贴");
    let page = agent.get(&case).await.says("已签收待验货");
    assert!(page.body.contains("包裹 SF1234567890123：已签收"));

    // The same text again adds nothing.
    agent.get(PAGE).await.is(200);
    agent.post(&paste, &take).await.leads_to(PAGE);
    agent.get(PAGE).await.says("没有新的物流信息");
    // What says nothing comes back as it was typed.
    agent
        .post(&paste, &[("pasted", "已签收吧<b>")])
        .await
        .is(422)
        .says("没有读出物流信息")
        .says("已签收吧&#60;b&#62;");
}

#[actix_web::test]
async fn a_carrier_nobody_named_and_no_number_tells_is_asked_for() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let wanted = [
        ("kind", "return_refund"),
        ("subtype", "faulty"),
        ("reason", "flaw"),
    ];
    let no = case(&mut agent, &order, &wanted).await;
    act(&mut agent, &no, "approve", &[("freight_payer", "shop")])
        .await
        .is(303);
    let unknown = [("tracking_no", "000000000000000")];
    act(&mut agent, &no, "tracking", &unknown)
        .await
        .is(422)
        .says("这一项必填")
        .says("000000000000000");
}

#[actix_web::test]
async fn an_event_by_hand_and_a_corrected_carrier() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    agent.get(PAGE).await.is(200);
    let events = format!("{PAGE}/events");
    let wrong = [
        ("stage", "exception"),
        ("at", "2031-01-01T10:00"),
        ("text", "外箱破损"),
    ];
    agent
        .post(&events, &wrong)
        .await
        .is(422)
        .says("时间不对")
        .says("外箱破损");
    let right = [
        ("stage", "exception"),
        ("at", "2026-11-22T08:00"),
        ("text", "外箱破损"),
    ];
    agent.post(&events, &right).await.leads_to(PAGE);
    agent
        .get(PAGE)
        .await
        .says("疑难件")
        .says("外箱破损")
        .says("lin 录入");
    // Trouble opens a logistics case beside it.
    agent.get(&format!("/cases/{no}")).await.says("物流异常");

    let moved = "/parcels/yto/SF1234567890123";
    agent
        .post(&format!("{PAGE}/carrier"), &[("carrier", "yto")])
        .await
        .leads_to(moved);
    agent
        .get(moved)
        .await
        .is(200)
        .says("圆通速递")
        .says("外箱破损");
    agent.get(PAGE).await.is(404);
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("快递公司由顺丰速运更正为圆通速递");
}

#[actix_web::test]
async fn what_a_plugin_says_and_the_clock_sees() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let no = returning(&mut agent, "T-1", NUMBER).await;
    let event = Event {
        at: desk.app.now() - Span::hours(1),
        stage: Stage::InTransit,
        text: "快件已发往杭州".into(),
        place: None,
        raw_code: None,
        sources: BTreeSet::from([Source::Plugin("kuaidi100".into())]),
    };
    let update = Update {
        carrier: "shunfeng".into(),
        number: NUMBER.into(),
        events: vec![event],
        estimated: None,
        watching_ended: false,
    };
    for changed in [true, false] {
        let (update, moment) = (update.clone(), desk.app.moment());
        let plugin = Actor::Plugin("kuaidi100".into());
        let taken = desk
            .app
            .write(None, move |plan| {
                take_update(plan, &plugin, update, &moment)
            })
            .await
            .expect("taken");
        assert_eq!(taken.changed, changed);
    }
    agent
        .get(PAGE)
        .await
        .says("快件已发往杭州")
        .says("kuaidi100");
    desk.later(Span::hours(46));
    jobs::watch_parcels(desk.app.clone().into_inner())
        .await
        .expect("looks");
    let quiet = agent.get(&format!("/cases/{no}")).await;
    assert!(!quiet.body.contains("退货物流停滞"));
    desk.later(Span::hours(2));
    jobs::watch_parcels(desk.app.clone().into_inner())
        .await
        .expect("looks");
    let mut agent = desk.signed_in("lin").await;
    agent.get(&format!("/cases/{no}")).await.says("物流异常");
    agent.get(PAGE).await.says("没有更新");
}

#[actix_web::test]
async fn another_shops_parcel_is_not_found_and_who_only_looks_adds_nothing() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    returning(&mut agent, "T-1", NUMBER).await;
    let mut looks = desk.staff("kan", Role::Viewer).await;
    let page = looks.get(PAGE).await.is(200);
    assert!(!page.body.contains("/paste"));
    looks
        .post(&format!("{PAGE}/paste"), &[("pasted", PASTED)])
        .await
        .is(403);
    looks.get("/parcels/sf/SF0000000000000").await.is(404);
    looks.get("/parcels/yto/SF1234567890123").await.is(404);

    desk.only_other_shops("lin").await;
    let mut agent = desk.signed_in("lin").await;
    agent.get(PAGE).await.is(404);
    agent.get("/settings/profile").await.is(200);
    agent
        .post(
            &format!("{PAGE}/paste"),
            &[("pasted", PASTED), ("take", "1")],
        )
        .await
        .is(404);
}
