//! The page of search, and what the find box proposes.

use crate::desk::Desk;
use crate::desk::between;
use aftercare::actions::cases;
use aftercare::actions::cases::About;
use aftercare::domain::case::Kind;
use aftercare::domain::case::change::OpenCase;
use aftercare::domain::case::record::Intake;
use aftercare::domain::ids::ShopId;
use aftercare::domain::ids::StaffId;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Actor;
use aftercare::domain::people::Role;

/// Opens an inquiry about something, with what the buyer said; gives its number.
async fn inquiry(desk: &Desk, about: &str, said: &str) -> String {
    let mut new = OpenCase::new(ShopId(1), Kind::Inquiry, "slow", Intake::Staff);
    new.about = Some(about.to_owned());
    new.buyer_text = Some(said.to_owned());
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let owner = Actor::Staff {
                id: StaffId(1),
                roles: vec![Role::Owner],
                limit: Fen(i64::MAX),
            };
            let opened = cases::open(plan, &new, &About::default(), &owner, &moment)?;
            Ok(opened.no.to_string())
        })
        .await
        .expect("opens")
}

fn catch_up(desk: &Desk) {
    let (app, now) = (&desk.app, desk.app.now());
    app.search.catch_up(&app.store, now).expect("catches up");
}

/// `q=…` as an address carries it.
fn asking(q: &str) -> String {
    let bytes = q.bytes().map(|byte| format!("%{byte:02X}"));
    format!("/search?q={}", bytes.collect::<String>())
}

#[actix_web::test]
async fn words_lead_to_the_cases_that_have_them() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let no = inquiry(&desk, "保温杯", "杯盖<b>破损</b>了").await;
    inquiry(&desk, "雪纺衬衫", "颜色不对").await;
    let early = owner.get(&asking("破损")).await.is(200);
    early.says("正在重建");
    catch_up(&desk);
    let page = owner.get(&asking("破损")).await.is(200);
    assert!(!page.body.contains("正在重建"), "{}", page.body);
    let page = page.says(&no).says("共 1 条").says("<mark>破损</mark>");
    assert!(!page.body.contains("<b>破损"), "what people say is escaped");
    owner.get(&asking("破")).await.is(200).says(&no);
    owner.get(&asking("破损 保温")).await.is(200).says(&no);
    let none = owner.get(&asking("破损 衬衫")).await.is(200);
    none.says("没有找到").says("破损 衬衫");
    owner.get("/search").await.is(200).says("完整手机号");
}

#[actix_web::test]
async fn filters_stand_in_the_address_and_pages_follow() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let mut opened = Vec::new();
    for n in 0..25 {
        opened.push(inquiry(&desk, &format!("保温杯 {n}"), "有划痕").await);
    }
    catch_up(&desk);
    let q = asking("划痕");
    for (filter, there) in [
        ("", true),
        (
            "&kind=inquiry&state=open&shop=1&owner=1&channel=taobao",
            true,
        ),
        ("&what=case&from=2026-11-22&until=2026-11-22", true),
        ("&kind=repair", false),
        ("&state=closed", false),
        ("&what=order", false),
        ("&shop=2", false),
        ("&until=2026-11-21", false),
        ("&kind=nonsense&from=nonsense&after=nonsense", true),
    ] {
        let page = owner.get(&format!("{q}{filter}")).await.is(200);
        assert_eq!(page.body.contains("<mark>划痕</mark>"), there, "{filter}");
    }
    let first = owner.get(&format!("{q}&state=open")).await.is(200);
    let next = between(&first.body, "rel=\"next\" href=\"", "\"").expect("goes on");
    let next = next.replace("&amp;", "&").replace("&#38;", "&");
    assert!(next.contains("state=open"), "{next}");
    let second = owner.get(&next).await.is(200);
    let on = |page: &str| {
        opened
            .iter()
            .filter(|no| page.contains(no.as_str()))
            .count()
    };
    assert_eq!((on(&first.body), on(&second.body)), (20, 5));
}

#[actix_web::test]
async fn one_exact_number_leads_straight_there_and_a_filter_keeps_the_page() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let no = inquiry(&desk, "保温杯", "慢").await;
    inquiry(&desk, "保温杯", "慢").await;
    catch_up(&desk);
    let q = asking(&no.to_lowercase());
    owner.get(&q).await.leads_to(&format!("/cases/{no}"));
    let spaced = asking(&no.replace('-', " "));
    owner.get(&spaced).await.leads_to(&format!("/cases/{no}"));
    let narrowed = owner.get(&format!("{q}&state=open")).await.is(200);
    narrowed.says(&format!("<mark>{no}</mark>"));
}

#[actix_web::test]
async fn nobody_finds_or_is_proposed_what_belongs_to_another_shop() {
    let desk = Desk::set_up().await;
    let no = inquiry(&desk, "保温杯", "破损").await;
    let mut agent = desk.staff("xiao", Role::Agent).await;
    catch_up(&desk);
    agent.get(&asking("破损")).await.is(200).says(&no);
    desk.only_other_shops("xiao").await;
    for q in ["破损", "保温杯", &no] {
        let page = agent.get(&asking(q)).await.is(200).says("没有找到");
        assert!(!page.body.contains("/cases/AS"), "{q}");
        let proposed = agent
            .get(&asking(q).replace("?", "/suggest?"))
            .await
            .is(200);
        assert_eq!(proposed.body, "{\"items\":[]}", "{q}");
    }
    let nobody = desk.browser().get("/search/suggest?q=AS").await;
    assert!(!nobody.body.contains("items"), "{}", nobody.body);
}

#[actix_web::test]
async fn numbers_words_and_the_sound_of_names_are_proposed() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let no = inquiry(&desk, "保温杯", "破损").await;
    catch_up(&desk);
    for q in [&no, &no[..6], "破损", "保温"] {
        let proposed = owner
            .get(&asking(q).replace("?", "/suggest?"))
            .await
            .is(200);
        proposed.says(&format!("\"label\":\"{no}\"")).says("保温杯");
    }
    for (q, path) in [
        ("wlb", "/cases?owner=1"),
        ("nvz", "/cases?shop=1"),
        ("nz", "/cases?shop=1"),
    ] {
        let proposed = owner.get(&format!("/search/suggest?q={q}")).await.is(200);
        proposed.says(&format!("\"path\":\"{path}\""));
    }
}
