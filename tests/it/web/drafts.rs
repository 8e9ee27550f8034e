//! Drafts over a real server: kept as one types, there again after a crash, gone with the act that
//! sends them, and never written over by another tab.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::actions::drafts;
use aftercare::domain::case::CaseNo;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::store::Direction;
use aftercare::store::Table;
use aftercare::store::View;
use aftercare::store::cases;
use aftercare::store::drafts::Draft;
use aftercare::store::drafts::on_case;

const REFUND: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "unshipped"),
    ("reason", "unwanted_unshipped"),
    ("buyer_text", "不想要了"),
];

/// A desk, an agent and a case.
async fn at_work() -> (Desk, Browser, String) {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    (desk, lin, no)
}

/// Saves as the script of one tab does.
async fn keep(who: &mut Browser, no: &str, tab: &str, turn: &str, text: &str) -> Answer {
    let place = format!("case/{no}/say");
    let fields = [
        ("place", place.as_str()),
        ("tab", tab),
        ("turn", turn),
        ("text", text),
    ];
    who.post("/drafts", &fields).await
}

fn kept(desk: &Desk) -> Vec<Draft> {
    desk.app
        .store
        .read(|view| {
            let rows = view.list(Table::Drafts, &[], &[], Direction::Forward, 99)?;
            Ok(rows.into_iter().map(|(_, draft)| draft).collect())
        })
        .expect("reads")
}

#[actix_web::test]
async fn what_was_typed_is_there_again_and_sealed_on_the_disk() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    lin.get(&home).await;
    keep(&mut lin, &no, "a", "1", "买家电话 13800138000")
        .await
        .is(200)
        .says("草稿，");
    // Sent again because the answer was lost, and late: nothing changes.
    keep(&mut lin, &no, "a", "2", "买家电话 13800138000，明早打")
        .await
        .is(200);
    keep(&mut lin, &no, "a", "1", "买家").await.is(200);
    let drafts = kept(&desk);
    assert_eq!(drafts.len(), 1);
    let bytes = serde_json::to_string(&drafts[0].text).expect("a record");
    assert!(!bytes.contains("13800138000") && !bytes.contains("明早"));

    let page = lin.get(&home).await;
    page.says("买家电话 13800138000，明早打</textarea>")
        .says("草稿，");
    // Nobody else sees it.
    let mut owner = desk.owner().await;
    let theirs = owner.get(&home).await.body;
    assert!(!theirs.contains("明早打"));
    // Deleted to nothing, it is gone.
    lin.get(&home).await;
    keep(&mut lin, &no, "a", "3", " ").await.is(200);
    assert!(kept(&desk).is_empty());
}

#[actix_web::test]
async fn the_act_takes_its_draft_with_it_and_a_save_that_comes_late_brings_it_not_back() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    lin.get(&home).await;
    keep(&mut lin, &no, "a", "1", "打过电话了").await.is(200);
    keep(&mut lin, &no, "b", "1", "另一页写的").await.is(200);
    let note = format!("{home}/acts/note");
    let fields = [
        ("command", "form-1"),
        ("text", "打过电话了"),
        ("draft", "say|c|a|1"),
    ];
    lin.post(&note, &fields).await.leads_to(&home);
    let left: Vec<String> = kept(&desk).into_iter().map(|draft| draft.tab).collect();
    assert_eq!(left, ["b"], "what another tab wrote stays");

    let place = format!("case/{no}/say");
    let late = [
        ("place", place.as_str()),
        ("tab", "c"),
        ("turn", "5"),
        ("text", "打过电话了"),
        ("form", "form-1"),
    ];
    lin.post("/drafts", &late)
        .await
        .is(200)
        .says("\"sent\":true");
    assert_eq!(kept(&desk).len(), 1);
}

#[actix_web::test]
async fn a_refused_form_keeps_its_draft() {
    let (desk, mut lin, no) = at_work().await;
    let place = format!("case/{no}/reject.reason");
    lin.get("/").await;
    let fields = [
        ("place", place.as_str()),
        ("tab", "a"),
        ("turn", "1"),
        ("text", "照片看不清"),
    ];
    lin.post("/drafts", &fields).await.is(200);
    lin.get(&format!("/cases/{no}/acts/reject"))
        .await
        .says("照片看不清</textarea>");
    act(
        &mut lin,
        &no,
        "approve",
        &[("amount", "99"), ("draft", "reject.reason|a")],
    )
    .await
    .is(422);
    assert_eq!(kept(&desk).len(), 1);
}

#[actix_web::test]
async fn two_tabs_of_one_person_keep_both_texts() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    lin.get(&home).await;
    keep(&mut lin, &no, "a", "1", "第一页").await.is(200);
    // The second tab was opened with the first one's words in its box, and goes on from there.
    let place = format!("case/{no}/say");
    let second = |text: &'static str, turn: &'static str, shown: &'static str| {
        vec![
            ("tab", "b"),
            ("turn", turn),
            ("text", text),
            ("from", "a"),
            ("from_turn", shown),
        ]
    };
    let mut fields = second("第一页，接着写", "1", "1");
    fields.push(("place", &place));
    lin.post("/drafts", &fields).await.is(200);
    assert_eq!(kept(&desk).len(), 1, "taken over");
    // The first goes on too: both stay, and both are told.
    keep(&mut lin, &no, "a", "2", "第一页，另外写")
        .await
        .is(200)
        .says("两份都留着");
    let page = lin.get(&home).await.is(200);
    page.says("第一页，接着写")
        .says("第一页，另外写")
        .says("这里还有一份草稿");
    // A draft that went on meanwhile is not taken over.
    let mut fields = second("第三页", "1", "1");
    fields[0] = ("tab", "c");
    fields.push(("place", &place));
    lin.post("/drafts", &fields).await.is(200);
    assert_eq!(kept(&desk).len(), 3);
    let discard = format!("{place}|c");
    lin.post("/drafts/discard", &[("discard", &discard)])
        .await
        .leads_to(&home);
    assert_eq!(kept(&desk).len(), 2);
}

#[actix_web::test]
async fn a_new_case_has_drafts_before_it_exists() {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let page = format!("/cases/new?order={order}&kind=refund_only");
    let body = lin.get(&page).await.is(200).body;
    let place = format!("new/{order}/refund_only.buyer_text");
    assert!(body.contains(&format!("data-draft=\"{place}\"")), "{body}");
    let fields = [
        ("place", place.as_str()),
        ("tab", "a"),
        ("turn", "1"),
        ("text", "买家说颜色不对"),
    ];
    lin.post("/drafts", &fields).await.is(200);
    let body = lin.get(&page).await.is(200).body;
    assert!(body.contains("买家说颜色不对</textarea>"), "{body}");
    let used = between(&body, "name=\"draft\" value=\"refund_only.buyer_text", "\"");
    let used = format!("refund_only.buyer_text{}", used.expect("names its draft"));
    let mut more = REFUND.to_vec();
    more.push(("draft", &used));
    case(&mut lin, &order, &more).await;
    assert!(kept(&desk).is_empty());
}

#[actix_web::test]
async fn a_draft_is_bounded_belongs_to_its_writer_and_ends() {
    let (desk, mut lin, no) = at_work().await;
    lin.get("/").await;
    let long = "长".repeat(drafts::LONGEST + 1);
    keep(&mut lin, &no, "a", "1", &long).await.is(422);
    keep(&mut lin, &no, "../a", "1", "x").await.is(404);
    keep(&mut lin, "AS000000-0000X", "a", "1", "x")
        .await
        .is(404);
    keep(&mut lin, &no, "a", "1", "留着").await.is(200);
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    viewer.get("/").await;
    keep(&mut viewer, &no, "a", "1", "x").await.is(403);
    desk.staff("zhao", Role::Agent).await;
    desk.only_other_shops("zhao").await;
    let mut zhao = desk.signed_in("zhao").await;
    zhao.get("/").await;
    keep(&mut zhao, &no, "a", "1", "x").await.is(404);

    // A month later the night forgets it.
    desk.later(Span::days(31));
    let moment = desk.app.moment();
    let forgotten = desk
        .app
        .write(None, move |plan| drafts::forget_old(plan, &moment))
        .await;
    assert_eq!(forgotten.expect("forgets"), 1);
}

#[actix_web::test]
async fn drafts_on_a_case_go_with_the_buyers_data() {
    let (desk, mut lin, no) = at_work().await;
    lin.get("/").await;
    keep(&mut lin, &no, "a", "1", "她住在三楼").await.is(200);
    let number = CaseNo::parse(&no).expect("a number");
    let left = desk
        .app
        .write(None, move |plan| {
            let id = cases::id_by_no(plan, &number)?.expect("the case");
            drafts::erase_of_case(plan, id)?;
            Ok(on_case(plan, id)?.len())
        })
        .await;
    assert_eq!(left.expect("erases"), 0);
}
