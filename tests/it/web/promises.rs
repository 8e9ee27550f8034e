//! 承诺账本: a time in a message becomes a promise with one click, is shown to the buyer, and is counted.

use super::cases::UNSHIPPED;
use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::case::Case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::cases;

async fn read(desk: &Desk, no: &str) -> Case {
    let no = CaseNo::parse(no).expect("a number");
    let read = move |view: &aftercare::store::ReadTx| {
        let id = cases::id_by_no(view, &no)?.expect("its number");
        Ok(cases::by_id(view, id)?.expect("the case"))
    };
    desk.app.read(read).await.expect("read")
}

/// Says something to the buyer, and lets the moment of taking it back pass.
async fn say(desk: &Desk, who: &mut Browser, no: &str, text: &str) {
    act(who, no, "message", &[("text", text)]).await.is(303);
    desk.later(Span(11_000));
    let app = desk.app.clone().into_inner();
    jobs::send_messages(app).await.expect("sent");
}

/// What the page offers to keep: text and time of the first.
async fn offered(who: &mut Browser, no: &str) -> Option<(String, String)> {
    let page = who.get(&format!("/cases/{no}")).await.is(200);
    let form = between(&page.body, "acts/promise\">", "</form>")?.to_owned();
    let text = between(&form, "name=\"text\" value=\"", "\"")?.to_owned();
    let due = between(&form, "name=\"due\" value=\"", "\"")?.to_owned();
    Some((text, due))
}

#[actix_web::test]
async fn a_time_said_to_a_buyer_is_kept_as_a_promise_with_one_click() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    say(
        &desk,
        &mut owner,
        &no,
        "您好。我们明天中午前给您答复，谢谢！",
    )
    .await;
    let (text, due) = offered(&mut owner, &no).await.expect("an offer");
    assert_eq!(text, "我们明天中午前给您答复，谢谢！");
    assert_eq!(due, "2026-11-23T12:00");
    let home = format!("/cases/{no}");
    let kept = [("text", text.as_str()), ("due", due.as_str())];
    owner
        .post(&format!("{home}/acts/promise"), &kept)
        .await
        .is(303);
    let found = read(&desk, &no).await;
    assert_eq!(found.promises.len(), 1);
    assert_eq!(offered(&mut owner, &no).await, None, "once");
    owner.get("/promises").await.is(200).says("承诺账本");
    let page = owner.get(&home).await.is(200);
    page.says("承诺");
    // Done in time, it counts for whoever made it.
    let done = [("promise_no", "1"), ("text", "答复了")];
    act(&mut owner, &no, "keep_promise", &done).await.is(303);
    owner.get("/promises").await.is(200).says("100%");
}

#[actix_web::test]
async fn a_time_that_is_no_promise_is_put_away_and_a_broken_one_counts() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    say(&desk, &mut owner, &no, "页面写的是3个工作日内到账").await;
    let home = format!("/cases/{no}");
    let page = owner
        .get(&home)
        .await
        .is(200)
        .says("对买家说了“3个工作日内”");
    let form = between(&page.body, "/promises\">", "</form>").expect("a way to put it away");
    let event = between(form, "name=\"event\" value=\"", "\"")
        .expect("its event")
        .to_owned();
    let at = between(form, "name=\"at\" value=\"", "\"")
        .expect("its time")
        .to_owned();
    let pass = [("event", event.as_str()), ("at", at.as_str())];
    owner
        .post(&format!("{home}/promises"), &pass)
        .await
        .leads_to(&home);
    assert_eq!(offered(&mut owner, &no).await, None);
    // A word to colleagues promises a buyer nothing.
    act(&mut owner, &no, "note", &[("text", "明天看")])
        .await
        .is(303);
    assert_eq!(offered(&mut owner, &no).await, None);
    say(&desk, &mut owner, &no, "两小时内给您答复").await;
    let (text, due) = offered(&mut owner, &no).await.expect("an offer");
    let kept = [("text", text.as_str()), ("due", due.as_str())];
    owner
        .post(&format!("{home}/acts/promise"), &kept)
        .await
        .is(303);
    desk.later(Span::hours(3));
    let mut owner = desk.owner().await;
    let done = [("promise_no", "1"), ("text", "晚了")];
    act(&mut owner, &no, "keep_promise", &done).await.is(303);
    let page = owner.get("/promises").await.is(200);
    page.says("0%");
}
