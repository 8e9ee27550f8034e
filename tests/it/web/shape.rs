//! Merging, splitting and converting from the page: what will change is shown first, and is what
//! happens then.

use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;

const KEEP: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "keep_goods"),
    ("reason", "flaw"),
    ("amount", "10"),
    ("buyer_text", "有个洞"),
];
const ANGRY: &[(&str, &str)] = &[
    ("kind", "complaint"),
    ("reason", "flaw"),
    ("buyer_text", "没人理我"),
];

/// The hidden fields of the form that does it.
fn hidden<'a>(page: &'a str, names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let at = page
        .find("name=\"rev\"")
        .expect("a form that says which case it saw");
    let form = &page[page[..at].rfind("<form").expect("its form")..];
    names
        .iter()
        .filter_map(|name| {
            let mark = format!("name=\"{name}\" value=\"");
            let at = form.find(&mark)? + mark.len();
            let value = &form[at..at + form[at..].find('"')?];
            Some((*name, value))
        })
        .collect()
}

/// Two cases of one order: one about money, one angry.
async fn two(agent: &mut Browser) -> (String, String) {
    let order = order(agent, "T-1", "羊绒围巾").await;
    let money = case(agent, &order, KEEP).await;
    agent
        .get(&format!("/cases/new?order={order}&kind=complaint"))
        .await;
    let mut fields = vec![
        ("order", order.as_str()),
        ("intake", "phone"),
        ("qty-1", "1"),
        ("warned", ""),
    ];
    fields.extend_from_slice(ANGRY);
    let held = agent.post("/cases/new", &fields).await;
    let angry = match held.status.as_u16() {
        409 => {
            let seen = between(&held.body, "name=\"warned\" value=\"", "\"").expect("a warning");
            let mut again = fields.clone();
            again.push(("warned", seen));
            agent.post("/cases/new", &again).await.is(303)
        }
        _ => held.is(303),
    };
    let angry = angry
        .header("location")
        .rsplit('/')
        .next()
        .unwrap_or("")
        .to_owned();
    (money, angry)
}

#[actix_web::test]
async fn a_merge_is_seen_before_it_is_done_and_both_numbers_live_on() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let (money, angry) = two(&mut agent).await;
    // Each page tells of the other case.
    agent
        .get(&format!("/cases/{money}"))
        .await
        .is(200)
        .says("可能是同一件事")
        .says(&format!("/cases/{money}/acts/merge?case={angry}"));
    let path = format!("/cases/{money}/acts/merge");
    agent.get(&path).await.is(200).says("同一订单").says(&angry);
    // Not without having been seen: nothing is done, what was typed stays.
    let unseen = [("case", angry.as_str()), ("reason", "同一件事")];
    let page = agent.post(&path, &unseen).await.is(409);
    let page = page
        .says("还没有执行")
        .says("同一件事")
        .says("合并后不能撤销");
    let mut fields = hidden(&page.body, &["command", "rev", "seen", "case", "other_rev"]);
    assert_eq!(fields.len(), 5, "{fields:?}");
    fields.push(("reason", "同一件事"));
    agent
        .post(&path, &fields)
        .await
        .leads_to(&format!("/cases/{money}"));
    // The old number leads on, and what was said there can be read here.
    agent
        .get(&format!("/cases/{angry}"))
        .await
        .leads_to(&format!("/cases/{money}"));
    agent
        .get(&format!("/cases/{money}"))
        .await
        .says("没人理我")
        .says(&format!("{angry} 的流水"))
        .says("有个洞");
}

#[actix_web::test]
async fn a_case_that_moves_money_is_not_swallowed_by_one_that_does_not() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let (money, angry) = two(&mut agent).await;
    agent
        .get(&format!("/cases/{angry}/acts/merge?case={money}"))
        .await
        .is(200)
        .says("请反过来")
        .says(&format!("/cases/{money}/acts/merge?case={angry}"));
    // Another order stays another case.
    let other = order(&mut agent, "T-2", "羊绒围巾").await;
    let far = case(&mut agent, &other, KEEP).await;
    agent
        .get(&format!("/cases/{money}/acts/merge?case={far}"))
        .await
        .is(200)
        .says("属于不同订单");
    agent
        .get(&format!("/cases/{money}/acts/merge?case=AS000000-0000-0"))
        .await
        .is(200)
        .says("找不到这张售后单。");
}

#[actix_web::test]
async fn the_parts_of_a_split_are_shown_and_are_the_whole() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let mut both = KEEP.to_vec();
    both.push(("qty-1", "2"));
    both.retain(|(name, _)| *name != "amount");
    both.push(("amount", "31.01"));
    agent.get(&format!("/cases/new?order={order}")).await;
    let mut fields = vec![("order", order.as_str()), ("intake", "chat")];
    fields.extend_from_slice(&both);
    let answer = agent.post("/cases/new", &fields).await.is(303);
    let no = answer
        .header("location")
        .rsplit('/')
        .next()
        .unwrap_or("")
        .to_owned();
    let path = format!("/cases/{no}/acts/split");
    agent.get(&path).await.is(200).says("/ 2</span>");
    agent
        .get(&format!("{path}?preview=1&qty-0=2"))
        .await
        .is(200)
        .says("至少移走一件，也至少留下一件");
    let page = agent
        .get(&format!("{path}?preview=1&qty-0=1"))
        .await
        .is(200);
    let page = page
        .says("¥24.00")
        .says("¥31.01")
        .says("¥15.51")
        .says("¥15.50");
    let mut fields = hidden(&page.body, &["command", "rev", "seen", "shown", "qty-0"]);
    assert!(fields.contains(&("shown", "1")), "{fields:?}");
    // Other pieces than were shown are shown first.
    let mut other = fields.clone();
    other.retain(|(name, _)| *name != "qty-0");
    agent.post(&path, &other).await.is(409).says("还没有执行");
    fields.push(("reason", "一件换货一件退款"));
    agent
        .post(&path, &fields)
        .await
        .leads_to(&format!("/cases/{no}"));
    let page = agent.get(&format!("/cases/{no}")).await.says("¥15.51");
    let page = page.says("拆出");
    let part = between(&page.body, "拆出 <a href=\"/cases/", "\"").expect("a link to the part");
    agent
        .get(&format!("/cases/{part}"))
        .await
        .is(200)
        .says("¥15.50")
        .says(&no);
    agent.get(&path).await.is(200).says("role=\"alert\"");
}

#[actix_web::test]
async fn what_a_conversion_keeps_and_voids_is_said_before_and_why_not_for_the_rest() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let mut unshipped = KEEP.to_vec();
    unshipped[0] = ("kind", "exchange");
    unshipped.retain(|(name, _)| *name != "subtype" && *name != "amount");
    let no = case(&mut agent, &order, &unshipped).await;
    let path = format!("/cases/{no}/acts/convert");
    agent.get(&path).await.is(200).says("?kind=return_refund");
    let page = agent
        .get(&format!("{path}?kind=return_refund"))
        .await
        .is(200);
    let page = page
        .says("换货 ·")
        .says("→ 退货退款")
        .says("单号、退货码、流水、商品明细")
        .says("买家不会自动收到通知");
    let mut fields = hidden(&page.body, &["command", "rev", "seen", "kind"]);
    fields.push(("subtype", "faulty"));
    // Without the buyer's yes it comes back with what was typed.
    let mut half = fields.clone();
    half.push(("reason", "没有同款了"));
    agent
        .post(&path, &half)
        .await
        .is(422)
        .says("没有同款了")
        .says("value=\"faulty\" checked");
    half.push(("buyer_agreed", "1"));
    agent
        .post(&path, &half)
        .await
        .leads_to(&format!("/cases/{no}"));
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("退货退款")
        .says("没有同款了");
    // A form that saw the older case is stale, and says what happened.
    let stale = agent.post(&path, &half).await;
    assert!(
        matches!(stale.status.as_u16(), 303 | 409),
        "{}",
        stale.status
    );
    // Nobody is told about a case of another shop, and who only looks changes nothing.
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    viewer.get(&path).await.is(403);
    desk.only_other_shops("lin").await;
    for verb in ["merge", "split", "convert"] {
        agent.get(&format!("/cases/{no}/acts/{verb}")).await.is(404);
        agent
            .post(
                &format!("/cases/{no}/acts/{verb}"),
                &[("case", no.as_str())],
            )
            .await
            .is(404);
    }
}
