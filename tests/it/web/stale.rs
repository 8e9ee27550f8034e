//! Two people save the same thing: the later one sees both texts, loses none, and decides.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;

const REFUND: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "unshipped"),
    ("reason", "unwanted_unshipped"),
    ("buyer_text", "不想要了"),
];

async fn at_work() -> (Desk, Browser, Browser, String) {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let owner = desk.owner().await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    (desk, lin, owner, no)
}

/// The rev and place in the timeline a form was shown with.
fn shown(page: &str) -> (String, String) {
    let field = |name: &str| {
        let mark = format!("name=\"{name}\" value=\"");
        between(page, &mark, "\"").expect("is there").to_owned()
    };
    (field("rev"), field("seen"))
}

#[actix_web::test]
async fn the_next_action_both_wrote_is_shown_twice_and_sent_again_on_purpose() {
    let (_desk, mut lin, mut owner, no) = at_work().await;
    let path = format!("/cases/{no}/acts/set_next");
    let (rev, seen) = shown(&lin.get(&path).await.is(200).body);
    let due = ("due", "2026-11-23T10:00");
    act(&mut owner, &no, "set_next", &[("text", "等仓库拍照"), due])
        .await
        .is(303);
    let mine = [
        ("rev", rev.as_str()),
        ("seen", seen.as_str()),
        ("text", "今天打电话"),
        due,
    ];
    let again = lin.post(&path, &mine).await.is(409);
    let again = again
        .says("今天打电话")
        .says("现在是「等仓库拍照」")
        .says("王老板")
        .says("仍然提交")
        .says("放弃，看最新的");
    let (rev, seen) = shown(&again.body);
    let mine = [
        ("rev", rev.as_str()),
        ("seen", seen.as_str()),
        ("text", "今天打电话"),
        due,
    ];
    lin.post(&path, &mine)
        .await
        .leads_to(&format!("/cases/{no}"));
    lin.get(&format!("/cases/{no}")).await.says("今天打电话");
}

#[actix_web::test]
async fn a_note_is_never_stale_and_what_came_in_between_is_shown() {
    let (_desk, mut lin, mut owner, no) = at_work().await;
    let home = format!("/cases/{no}");
    let page = lin.get(&home).await.is(200).body;
    let say = between(&page, "class=\"say\"", "</form>").expect("a box");
    let seen = between(say, "name=\"seen\" value=\"", "\"").expect("a place");
    act(&mut owner, &no, "set_priority", &[("priority", "urgent")])
        .await
        .is(303);
    let fields = [("text", "打过电话了"), ("rev", "1"), ("seen", seen)];
    let then = format!("{home}?seen={seen}");
    lin.post(&format!("{home}/acts/note"), &fields)
        .await
        .leads_to(&then);
    lin.get(&then)
        .await
        .says("打开后有 2 处更新")
        .says("改优先级");
}
