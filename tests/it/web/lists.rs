//! Lists narrowed down, kept under names, and worked on: one row, or many at once.

use super::cases::UNSHIPPED;
use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::record::Priority;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::store;

/// Cases of as many orders, and their numbers.
async fn cases(who: &mut Browser, n: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for at in 0..n {
        let order = order(who, &format!("L-{at}"), "羊绒围巾").await;
        numbers.push(case(who, &order, UNSHIPPED).await);
    }
    numbers
}

/// The fields of the confirming form of a preview.
fn confirming(page: &Answer) -> Vec<(String, String)> {
    let form = between(&page.body, "action=\"/bulk\">", "</form>").expect("a form to confirm");
    form.split("<input ")
        .skip(1)
        .filter_map(|input| {
            let name = between(input, "name=\"", "\"")?;
            let value = between(input, "value=\"", "\"")?;
            Some((name.to_owned(), value.replace("&amp;", "&")))
        })
        .filter(|(name, _)| name != "csrf")
        .collect()
}

async fn confirm(who: &mut Browser, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    who.post("/bulk", &fields).await
}

fn chosen<'a>(numbers: &'a [String], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = numbers.iter().map(|no| ("no", no.as_str())).collect();
    fields.extend_from_slice(more);
    fields
}

#[actix_web::test]
async fn filters_combine_in_the_address_and_each_has_a_way_out() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 2).await;
    act(
        &mut agent,
        &numbers[0],
        "set_priority",
        &[("priority", "urgent")],
    )
    .await
    .is(303);
    act(&mut agent, &numbers[0], "tag", &[("tag", "大客户")])
        .await
        .is(303);
    let path = "/cases?kind=refund_only&priority=urgent&from=20&tag=%E5%A4%A7%E5%AE%A2%E6%88%B7";
    let page = agent.get(path).await.is(200);
    let page = page.says(&numbers[0]).says("优先级：紧急").says("大客户");
    assert!(!page.body.contains(&numbers[1]));
    // The case shows it too, and leads to the list of all that have it.
    agent
        .get(&format!("/cases/{}", numbers[0]))
        .await
        .is(200)
        .says("href=\"/cases?tag=%E5%A4%A7%E5%AE%A2%E6%88%B7\">大客户</a>");
    // A chip leads to the list without it.
    let page = page.says("/cases?kind=refund_only&#38;from=20&#38;tag=");
    assert!(page.body.contains("from=20") && page.body.contains("¥20.00 起"));
    // A form names every filter it has; the address says only what matters.
    agent
        .get("/cases?kind=refund_only&owner=&left=&sort=")
        .await
        .leads_to("/cases?kind=refund_only");
    agent
        .get("/cases?from=viel&kind=")
        .await
        .is(200)
        .says("viel")
        .says("field--wrong");
    agent
        .get("/cases?state=closed&list=closed")
        .await
        .is(200)
        .says("没有符合这些条件的售后单");
    agent.get("/cases?left=over").await.is(200);
    desk.later(Span::days(9));
    agent.get("/").await;
}

#[actix_web::test]
async fn a_list_is_kept_under_a_name_renamed_moved_shared_and_taken_away() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut owner = desk.owner().await;
    // A fresh desk has lists that fit what one does.
    agent.get("/").await.is(200).says("我的 2 小时内");
    owner.get("/").await.is(200).says("已超时");
    let fields = [("query", "priority=urgent&x=1"), ("name", " 急单 ")];
    agent
        .post("/views", &fields)
        .await
        .leads_to("/cases?priority=urgent");
    let page = agent.get("/cases?priority=urgent").await.is(200);
    page.says("<h1>急单</h1>");
    // What it began with is still there, and can be put in order.
    let page = agent.get("/views").await.is(200).says("我的 2 小时内");
    let page = page.says("value=\"急单\"");
    assert!(!page.body.contains("name=\"whose\" value=\"shared\""));
    let change = |what: &'static str, no: &'static str, name: &'static str| {
        [("whose", "mine"), ("do", what), ("no", no), ("name", name)]
    };
    agent
        .post("/views/change", &change("rename", "4", "最急的"))
        .await
        .leads_to("/views");
    agent
        .post("/views/change", &change("up", "4", ""))
        .await
        .leads_to("/views");
    agent
        .post("/views/change", &change("remove", "1", ""))
        .await
        .leads_to("/views");
    agent
        .post("/views/change", &change("rename", "4", "我的已超时"))
        .await
        .is(422)
        .says("已有同名的视图");
    let page = agent.get("/").await.body;
    let rail = between(&page, "rail__views", "</details>").expect("views in the rail");
    assert!(!rail.contains("我的 2 小时内"));
    assert!(rail.find("最急的") < rail.find("我的等买家"), "{rail}");
    // What everyone sees is a supervisor's to keep.
    let shared = [("query", "left=2h"), ("name", "快到时"), ("shared", "1")];
    agent.post("/views", &shared).await.is(403);
    owner.post("/views", &shared).await.is(303);
    agent.get("/").await.says("快到时");
    let theirs = [
        ("whose", "shared"),
        ("do", "remove"),
        ("no", "1"),
        ("name", ""),
    ];
    agent.post("/views/change", &theirs).await.is(403);
    // A name that does not fit comes back with what was typed.
    let long = [
        ("query", "left=2h"),
        ("name", "一二三四五六七八九十一二三四五六七八九十一"),
    ];
    agent
        .post("/views", &long)
        .await
        .is(422)
        .says("最多 20 个字")
        .says("value=\"left=2h\"");
}

#[actix_web::test]
async fn one_row_is_acted_on_without_leaving_the_list() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut hong = desk.staff("hong", Role::Agent).await;
    let no = cases(&mut agent, 1).await.remove(0);
    let panel = format!("/cases/{no}/quick");
    hong.headers
        .push(("referer", format!("{}/cases?owner=2", desk.base)));
    let page = hong.get(&panel).await.is(200).says("转给我");
    let page = page.says("name=\"back\" value=\"/cases?owner=2\"");
    let me = between(&page.body, "name=\"staff\" value=\"", "\"").expect("me");
    hong.post(
        &format!("{panel}/assign"),
        &[("staff", me), ("back", "/cases?owner=2")],
    )
    .await
    .leads_to(&format!("/cases?owner=2#r-{no}"));
    hong.get("/cases?owner=me").await.says(&no);
    // Nobody is led away from the desk.
    hong.post(
        &format!("{panel}/set_priority"),
        &[("priority", "high"), ("back", "//evil.example/")],
    )
    .await
    .leads_to(&format!("/cases#r-{no}"));
    // Put off until tomorrow at nine, by one press.
    hong.post(
        &format!("{panel}/set_next"),
        &[("text", "问厂家"), ("due", ""), ("later", "tomorrow")],
    )
    .await
    .is(303);
    hong.get(&panel)
        .await
        .says("问厂家")
        .says("2026-11-23T09:00");
    // What does not fit comes back with what was typed.
    hong.post(
        &format!("{panel}/set_next"),
        &[("text", "再问一次"), ("due", "2026-11-01T09:00")],
    )
    .await
    .is(409)
    .says("再问一次");
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    viewer.get(&panel).await.is(403);
    let page = viewer.get("/cases").await.is(200).body;
    assert!(!page.contains("form=\"bulk\"") && !page.contains("/quick"));
}

#[actix_web::test]
async fn many_cases_are_changed_at_once_after_a_preview_that_says_what_is_skipped_and_why() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut hong = desk.staff("hong", Role::Agent).await;
    let numbers = cases(&mut agent, 3).await;
    act(&mut agent, &numbers[2], "withdraw", &[]).await.is(303);
    hong.get("/cases").await.is(200);
    let page = hong
        .post("/bulk/preview", &chosen(&numbers, &[("do", "mine")]))
        .await
        .is(200)
        .says("会改 2 单")
        .says("lin → hong")
        .says("跳过 1 单");
    let fields = confirming(&page);
    // Sent twice, it is done once.
    let first = confirm(&mut hong, &fields).await.is(303);
    let run = first.header("location").to_owned();
    confirm(&mut hong, &fields).await.leads_to(&run);
    hong.get(&run).await.is(200).says("已改 2 单");
    let page = agent.get(&format!("/cases/{}", numbers[0])).await.is(200);
    assert_eq!(page.body.matches("指派").count(), 1, "{}", page.body);
    hong.get("/bulk").await.is(200).says("改负责人 → hong");
    // Whose run it is not, and who does not lead, does not find it.
    agent.get(&run).await.is(404);
    desk.owner().await.get(&run).await.is(200);
}

#[actix_web::test]
async fn undo_brings_back_what_nobody_changed_since_and_says_what_stays() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 2).await;
    let wish = [("do", "priority"), ("priority", "urgent")];
    let page = agent
        .post("/bulk/preview", &chosen(&numbers, &wish))
        .await
        .is(200);
    let done = confirm(&mut agent, &confirming(&page)).await.is(303);
    let run = done.header("location").to_owned();
    let mut hong = desk.staff("hong", Role::Agent).await;
    act(
        &mut hong,
        &numbers[1],
        "set_priority",
        &[("priority", "low")],
    )
    .await
    .is(303);
    agent.get(&run).await.is(200).says("撤销");
    let undo = format!("{run}/undo");
    for _ in 0..2 {
        agent.post(&undo, &[("command", "u")]).await.leads_to(&run);
    }
    agent
        .get(&run)
        .await
        .says("已撤销 1 单")
        .says("1 单没能撤销")
        .says("刚才有人改过这一单");
    let page = agent.get("/cases?priority=urgent").await.is(200).body;
    assert!(!page.contains(&numbers[0]) && !page.contains(&numbers[1]));
    agent.get("/cases?priority=low").await.says(&numbers[1]);
    // Ten minutes later there is no way back.
    let page = agent
        .post("/bulk/preview", &chosen(&numbers, &wish))
        .await
        .is(200);
    let done = confirm(&mut agent, &confirming(&page)).await.is(303);
    let run = done.header("location").to_owned();
    desk.later(Span::minutes(11));
    agent
        .post(&format!("{run}/undo"), &[("command", "late")])
        .await
        .is(422);
}

#[actix_web::test]
async fn numbers_of_a_foreign_shop_are_not_found_and_nothing_happens_to_them() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 1).await;
    let mut other = desk.staff("hong", Role::Agent).await;
    desk.only_other_shops("hong").await;
    let mut sent = numbers.clone();
    sent.push("AS261122-9999X".to_owned());
    other.get("/cases").await.is(200);
    let page = other
        .post("/bulk/preview", &chosen(&sent, &[("do", "mine")]))
        .await
        .is(422);
    assert!(!page.body.contains("羊绒"), "{}", page.body);
    let forged = [
        ("case", numbers[0].as_str()),
        ("do", "mine"),
        ("command", "x"),
    ];
    other.post("/bulk", &forged).await.is(404);
    agent.get("/cases?owner=me").await.says(&numbers[0]);
    other.get("/cases?list=all").await.is(200);
}

#[actix_web::test]
async fn a_step_is_taken_for_many_where_the_rules_allow_it_and_never_one_that_moves_money() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 2).await;
    act(
        &mut agent,
        &numbers[0],
        "approve",
        &[("amount", "24"), ("reason", "未发货")],
    )
    .await
    .is(303);
    // Paying is not among the steps, not even for who may pay, and not by a forged form.
    let mut finance = desk.staff("qian", Role::Finance).await;
    finance.get("/finance").await.is(200);
    let page = finance
        .post("/bulk/preview", &chosen(&numbers, &[("do", "act")]))
        .await
        .is(200);
    assert!(!page.body.contains("pay_start"), "{}", page.body);
    let wish = [("do", "act"), ("verb", "pay_start")];
    finance
        .post("/bulk/preview", &chosen(&numbers, &wish))
        .await
        .says("一单一单地做");
    let case = format!("{}@3", numbers[0]);
    let forged = [("case", case.as_str()), wish[0], wish[1], ("command", "f")];
    let done = finance.post("/bulk", &forged).await.is(303);
    let run = done.header("location").to_owned();
    finance.get(&run).await.says("1 单没改成");
    agent
        .get(&format!("/cases/{}", numbers[0]))
        .await
        .says("待打款");
}

#[actix_web::test]
async fn forty_cases_take_a_tag_and_a_note_in_one_go() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 40).await;
    for (wish, said) in [
        (vec![("do", "tag"), ("tag", "双十一")], "加标签 → 双十一"),
        (
            vec![("do", "note"), ("text", "物流延误，统一回复过")],
            "写备注",
        ),
    ] {
        let page = agent
            .post("/bulk/preview", &chosen(&numbers, &wish))
            .await
            .is(200)
            .says("会改 40 单");
        let done = confirm(&mut agent, &confirming(&page)).await.is(303);
        let run = done.header("location").to_owned();
        agent.get(&run).await.says("已改 40 单").says(said);
    }
    let page = agent
        .get("/cases?tag=%E5%8F%8C%E5%8D%81%E4%B8%80")
        .await
        .is(200);
    assert_eq!(page.body.matches("id=\"r-AS").count(), 40);
    // Once more changes nothing, and says so.
    agent
        .post(
            "/bulk/preview",
            &chosen(&numbers, &[("do", "tag"), ("tag", "双十一")]),
        )
        .await
        .says("已经是这样");
}

#[actix_web::test]
async fn two_hundred_cases_change_at_once_and_come_back_at_once() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let numbers = cases(&mut agent, 200).await;
    for over in &numbers[..3] {
        act(&mut agent, over, "withdraw", &[]).await.is(303);
    }
    let wish = [("do", "priority"), ("priority", "urgent")];
    for already in &numbers[3..5] {
        act(
            &mut agent,
            already,
            "set_priority",
            &[("priority", "urgent")],
        )
        .await
        .is(303);
    }
    let page = agent
        .post("/bulk/preview", &chosen(&numbers, &wish))
        .await
        .is(200)
        .says("会改 195 单")
        .says("跳过 5 单")
        .says("已经是这样");
    let skipped = between(&page.body, "跳过 5 单", "</section>").expect("who is skipped");
    for no in &numbers[..5] {
        assert!(skipped.contains(no.as_str()), "{no} is named with its why");
    }
    let fields = confirming(&page);
    assert_eq!(
        fields.iter().filter(|(name, _)| name == "case").count(),
        195
    );
    // One that ends between looking and confirming fails by itself.
    act(&mut agent, &numbers[199], "withdraw", &[])
        .await
        .is(303);
    let done = confirm(&mut agent, &fields).await.is(303);
    let run = done.header("location").to_owned();
    let page = agent
        .get(&run)
        .await
        .is(200)
        .says("已改 194 单")
        .says("1 单没改成");
    let failed = between(&page.body, "1 单没改成</h2>", "</section>").expect("what failed");
    assert!(failed.contains(&numbers[199]));
    assert_eq!(of_priority(&desk, Priority::Urgent, &numbers).await, 196);
    agent
        .post(&format!("{run}/undo"), &[("command", "back")])
        .await
        .leads_to(&run);
    agent.get(&run).await.is(200).says("已撤销 194 单");
    assert_eq!(of_priority(&desk, Priority::Urgent, &numbers).await, 2);
}

/// How many of these cases have a priority.
async fn of_priority(desk: &Desk, priority: Priority, numbers: &[String]) -> usize {
    let numbers: Vec<CaseNo> = numbers.iter().filter_map(|no| CaseNo::parse(no)).collect();
    desk.app
        .read(move |view| {
            let mut found = 0;
            for no in &numbers {
                let id = store::cases::id_by_no(view, no)?.expect("a case");
                let case = store::cases::by_id(view, id)?.expect("a case");
                found += usize::from(case.priority == priority);
            }
            Ok(found)
        })
        .await
        .expect("reads")
}
