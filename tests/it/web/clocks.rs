//! What a change of the rules or a calendar does to the clocks that run.

use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::actions::calendar;
use aftercare::actions::cases;
use aftercare::actions::cases::About;
use aftercare::actions::recomputing;
use aftercare::actions::rules;
use aftercare::actions::rules::NewVersion;
use aftercare::domain::case::Case;
use aftercare::domain::case::Kind;
use aftercare::domain::case::change::OpenCase;
use aftercare::domain::case::record::DeadlineKind;
use aftercare::domain::case::record::DeadlineState;
use aftercare::domain::case::record::Intake;
use aftercare::domain::change::Said;
use aftercare::domain::ids::CaseId;
use aftercare::domain::ids::ShopId;
use aftercare::domain::ids::StaffId;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Actor;
use aftercare::domain::people::Role;
use aftercare::domain::rules::Length;
use aftercare::domain::time::Span;
use aftercare::failure::Failure;
use aftercare::jobs;
use aftercare::store::Table;
use aftercare::store::cases as stored;
use aftercare::store::key::Key;

/// Opens an inquiry and gives it as it is kept.
async fn inquiry(desk: &Desk) -> Case {
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let owner = Actor::Staff {
                id: StaffId(1),
                roles: vec![Role::Owner],
                limit: Fen(i64::MAX),
            };
            let mut new = OpenCase::new(ShopId(1), Kind::Inquiry, "slow", Intake::Staff);
            new.about = Some("雪纺衬衫".into());
            let done = cases::open(plan, &new, &About::default(), &owner, &moment)?;
            stored::by_id(plan, done.id)?.ok_or(Failure::NotFound)
        })
        .await
        .expect("opens")
}

fn answer_within(case: &Case) -> Span {
    let first = DeadlineKind::FirstResponse;
    let deadline = case
        .deadlines
        .iter()
        .find(|deadline| deadline.kind == first);
    let deadline = deadline.expect("a first answer is due");
    deadline.due_at.since(deadline.started_at)
}

/// The form of the deadlines as it stands, with one length in hours changed.
async fn deadlines(owner: &mut Browser, key: &str, hours: &str) -> Vec<(String, String)> {
    let page = owner.get("/settings/rules/deadlines").await.is(200).body;
    let mut fields: Vec<(String, String)> = Vec::new();
    for part in page.split("<li class=\"rule-row").skip(1) {
        let name = between(part, "name=\"", "\"").expect("a field");
        let number = between(part, " value=\"", "\"").expect("a number");
        let unit = part.split("selected").next().expect("a unit");
        let unit = unit.rsplit("<option value=\"").next().expect("an option");
        let unit = unit.split('"').next().expect("a code");
        let number = if name == key { hours } else { number };
        fields.push((name.to_owned(), number.to_owned()));
        fields.push((format!("{name}.unit"), unit.to_owned()));
    }
    fields.push(("why".into(), "客服增加了".into()));
    fields
}

async fn send(owner: &mut Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let sent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    owner.post(path, &sent).await
}

async fn stored_case(desk: &Desk, id: CaseId) -> Case {
    desk.app
        .read(move |view| stored::by_id(view, id)?.ok_or(Failure::NotFound))
        .await
        .expect("the case is there")
}

async fn recompute(desk: &Desk) -> usize {
    let app = desk.app.clone().into_inner();
    jobs::recompute_deadlines(app).await.expect("recomputes")
}

#[actix_web::test]
async fn a_planned_version_moves_the_clocks_that_run_when_it_begins() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let old = inquiry(&desk).await;
    assert_eq!(
        (old.rules_version, answer_within(&old)),
        (1, Span::hours(24))
    );
    let mut fields = deadlines(&mut owner, "deadline.first_response", "12").await;
    fields.push(("from".into(), "2026-11-22T12:00".into()));
    let asked = send(&mut owner, "/settings/rules/deadlines", &fields).await;
    let asked = asked.is(200).says("到开始执行时，按那时的在办单重算");
    let sure = between(&asked.body, "name=\"sure\" value=\"", "\"").expect("asks");
    fields.push(("sure".into(), sure.to_owned()));
    send(&mut owner, "/settings/rules/deadlines", &fields)
        .await
        .leads_to("/settings/rules/versions/2");
    // Planned for noon: in the morning the old rules hold.
    assert_eq!(recompute(&desk).await, 0);
    assert_eq!(answer_within(&inquiry(&desk).await), Span::hours(24));
    desk.later(Span::hours(4));
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| rules::turn(plan, &moment))
        .await
        .expect("turns");
    let new = inquiry(&desk).await;
    assert_eq!(
        (new.rules_version, answer_within(&new)),
        (2, Span::hours(12))
    );
    assert_eq!(
        answer_within(&stored_case(&desk, old.id).await),
        Span::hours(24)
    );
    recompute(&desk).await;
    let moved = stored_case(&desk, old.id).await;
    assert_eq!(
        (moved.rules_version, answer_within(&moved)),
        (2, Span::hours(12))
    );
}

#[actix_web::test]
async fn before_saving_the_owner_reads_which_clocks_will_move_and_afterwards_that_they_did() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let case = inquiry(&desk).await;
    let mut fields = deadlines(&mut owner, "deadline.first_response", "12").await;
    let asked = send(&mut owner, "/settings/rules/deadlines", &fields).await;
    let asked = asked
        .is(200)
        .says("1 张在办售后单的时效会变：0 个延后，1 个提前")
        .says("平台时效、法定时效、答应买家的和手工改过的都不变")
        .says("value=\"客服增加了\"")
        .says("确认保存");
    let sure = between(&asked.body, "name=\"sure\" value=\"", "\"").expect("asks");
    owner.get("/settings/rules/versions/2").await.is(404);
    // Something else than what was asked about is asked about again.
    let mut other = deadlines(&mut owner, "deadline.first_response", "10").await;
    other.push(("sure".into(), sure.to_owned()));
    let again = send(&mut owner, "/settings/rules/deadlines", &other).await;
    again.is(200).says("确认保存");
    fields.push(("sure".into(), sure.to_owned()));
    send(&mut owner, "/settings/rules/deadlines", &fields)
        .await
        .leads_to("/settings/rules/versions/2");
    owner.get("/settings/rules").await.says("正在重算");
    assert_eq!(recompute(&desk).await, 1);
    owner
        .get("/settings/rules")
        .await
        .says("看了 1 张，改了 1 张");
    let moved = stored_case(&desk, case.id).await;
    assert_eq!(answer_within(&moved), Span::hours(12));
    assert_eq!(moved.events, case.events + 1, "one event");
    owner
        .get(&format!("/cases/{}", case.no))
        .await
        .is(200)
        .says("重算时效")
        .says("首次响应");
    // Nothing is left to do, and nothing is done twice.
    assert_eq!(recompute(&desk).await, 0);
    assert_eq!(stored_case(&desk, case.id).await, moved);
}

#[actix_web::test]
async fn a_slice_that_is_done_again_after_a_crash_finds_it_done() {
    let desk = Desk::set_up().await;
    let case = inquiry(&desk).await;
    let lines = vec![(
        "deadline.first_response".to_owned(),
        Said::Length(Length::Wall(Span::hours(30))),
    )];
    let new = NewVersion {
        lines,
        checklists: None,
        reasons: None,
        from: desk.app.now(),
        why: "试试".into(),
    };
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            rules::adopt(plan, StaffId(1), &new, None, &moment)
        })
        .await
        .expect("adopts");
    let waiting = desk.app.read(recomputing::waiting).await.expect("reads");
    let (round, ids) = waiting.expect("a round waits");
    assert_eq!(ids, [case.id]);
    for _ in 0..2 {
        let (round, ids, moment) = (round.clone(), ids.clone(), desk.app.moment());
        desk.app
            .write(None, move |plan| {
                recomputing::slice(plan, &round, &ids, &moment)
            })
            .await
            .expect("looks");
    }
    let moved = stored_case(&desk, case.id).await;
    assert_eq!(answer_within(&moved), Span::hours(30));
    assert_eq!(moved.events, case.events + 1);
    // The process starts again: what was looked at is not looked at again.
    assert_eq!(recompute(&desk).await, 0);
    let round = desk.app.read(recomputing::round).await.expect("reads");
    let round = round.expect("there was one");
    assert_eq!((round.looked_at, round.moved), (1, 1));
    assert_eq!(round.done_at, Some(desk.app.now()));
}

#[actix_web::test]
async fn a_shop_with_other_hours_goes_by_a_calendar_of_its_own() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/calendar")
        .await
        .says("各店的日历")
        .says("通用日历");
    let path = "/settings/shops/1/calendar";
    owner.get(path).await.is(200).says("单独给这家店保存");
    let mut fields: Vec<(String, String)> = (1..=7)
        .map(|n| (format!("day{n}"), "20:00-22:00".to_owned()))
        .collect();
    let mut wrong = fields.clone();
    wrong[0].1 = "22-20".into();
    send(&mut owner, path, &wrong)
        .await
        .is(422)
        .says("value=\"22-20\"");
    fields.push(("rev".into(), "0".into()));
    send(&mut owner, path, &fields).await.leads_to(path);
    owner
        .get(path)
        .await
        .says("按自己的日历算")
        .says("改回通用日历")
        .says("在办售后单的时效不会变")
        .says("确认改回通用日历");
    owner
        .get("/settings/rules-in-force")
        .await
        .says("20:00-22:00");
    // What the desk's calendar says is as it was.
    let page = owner.get("/settings/calendar").await.says("单独设置");
    assert!(!page.body.contains("20:00-22:00"));
    let shop = desk
        .app
        .read(|view| Ok(calendar::of(view, Some(ShopId(1)))?.week[0].len()))
        .await
        .expect("reads");
    assert_eq!(shop, 1);
    owner
        .post(&format!("{path}/general"), &[])
        .await
        .leads_to(path);
    owner
        .get(path)
        .await
        .says("现在按通用日历算")
        .says("20:00-22:00");
    owner.post(&format!("{path}/general"), &[]).await.is(404);
    owner.get("/settings/shops/9/calendar").await.is(404);
}

#[actix_web::test]
async fn one_damaged_case_does_not_hold_up_the_clocks_of_the_others() {
    let desk = Desk::set_up().await;
    let (damaged, whole) = (inquiry(&desk).await, inquiry(&desk).await);
    let key = Key::new().u64(damaged.id.0).build();
    desk.app
        .write(None, move |plan| {
            plan.put_bytes(Table::Cases, key, b"not a record".to_vec());
            Ok(())
        })
        .await
        .expect("damages");
    desk.later(Span::hours(30));
    let app = desk.app.clone().into_inner();
    assert_eq!(jobs::tick_cases(app).await.expect("ticks"), 2);
    let late = stored_case(&desk, whole.id).await;
    let first = DeadlineKind::FirstResponse;
    let first = late.deadlines.iter().find(|line| line.kind == first);
    assert_eq!(first.map(|line| line.state), Some(DeadlineState::Breached));
}
