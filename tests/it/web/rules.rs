//! The rules as the owner changes them: versions, bounds, the calendar, the page for the wall.

use crate::desk::Browser;
use crate::desk::Desk;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;

/// The form of the limits as it stands, with some fields changed.
async fn limits(
    owner: &mut Browser,
    changed: &[(&'static str, &'static str)],
) -> crate::desk::Answer {
    owner.get("/settings/rules/limits").await.is(200);
    let mut fields = vec![
        ("limit.agent", "50.00"),
        ("limit.supervisor", "500.00"),
        ("limit.finance_review", "200.00"),
        ("limit.skip_inspection_below", "20.00"),
        ("auto.refund_only.unshipped", "50.00"),
        ("why", "双十一"),
    ];
    for (name, value) in changed {
        fields.retain(|(other, _)| other != name);
        fields.push((name, value));
    }
    owner.post("/settings/rules/limits", &fields).await
}

#[actix_web::test]
async fn a_change_of_the_rules_is_a_version_with_a_reason_and_a_comparison() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/rules").await.is(200).says("第 1 版");
    limits(&mut owner, &[("limit.agent", "80")])
        .await
        .leads_to("/settings/rules/versions/2");
    owner
        .get("/settings/rules/versions/2")
        .await
        .says("客服自己能批")
        .says("<del>¥50.00</del>")
        .says("<ins>¥80.00</ins>")
        .says("双十一");
    owner.get("/settings/roles").await.is(200).says("¥80.00");
    limits(&mut owner, &[("limit.agent", "80"), ("why", "")])
        .await
        .is(422)
        .says("value=\"80\"");
    limits(&mut owner, &[("limit.agent", "80")])
        .await
        .is(422)
        .says("没有改动");
    limits(&mut owner, &[("limit.agent", "-3"), ("rev", "0")])
        .await
        .is(409)
        .says("别人改过");
    let mut clerk = desk.staff("li", Role::Agent).await;
    clerk.get("/settings/rules").await.is(403);
    clerk.get("/settings/roles").await.is(200);
}

#[actix_web::test]
async fn a_refund_later_than_the_law_allows_cannot_be_a_rule() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let page = owner.get("/settings/rules/windows").await.is(200);
    assert!(page.body.contains("消费者权益保护法"));
    let fields = [
        ("window.return_refund.no_reason", "6"),
        ("window.return_refund", "7"),
        ("window.exchange", "15"),
        ("window.repair", "365"),
        ("why", "试试"),
    ];
    owner
        .post("/settings/rules/windows", &fields)
        .await
        .is(422)
        .says("不能比法律规定更宽松")
        .says("value=\"6\"");
}

#[actix_web::test]
async fn a_planned_version_holds_from_its_moment_on_and_can_be_withdrawn() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let planned = [("limit.agent", "90"), ("from", "2026-11-23T09:00")];
    limits(&mut owner, &planned)
        .await
        .leads_to("/settings/rules/versions/2");
    owner
        .get("/settings/rules")
        .await
        .says("现在执行第 1 版")
        .says("第 2 版")
        .says("2026-11-23 09:00")
        .says("第 2 版原定 2026-11-23 09:00 起执行，撤回后到时不再执行")
        .says("确认撤回");
    owner
        .post("/settings/rules/versions/2/withdraw", &[])
        .await
        .leads_to("/settings/rules");
    owner.get("/settings/rules/versions/2").await.is(404);
    owner
        .post("/settings/rules/versions/1/withdraw", &[])
        .await
        .is(404);
}

#[actix_web::test]
async fn a_marketplace_extends_for_a_festival_and_it_ends_by_itself() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/rules/extend").await.is(200);
    let fields = [
        ("channels", "taobao"),
        ("longer", "24"),
        ("from", "2026-11-22T00:00"),
        ("until", "2026-11-25T00:00"),
        ("why", "平台公告"),
    ];
    owner
        .post("/settings/rules/extend", &fields)
        .await
        .leads_to("/settings/rules");
    owner
        .get("/settings/rules/versions/2")
        .await
        .says("淘宝 · 商家处理退款")
        .says("<ins>3 天</ins>");
    owner
        .get("/settings/rules/versions/3")
        .await
        .says("<del>3 天</del>")
        .says("<ins>2 天</ins>");
    let backwards = [
        ("channels", "taobao"),
        ("longer", "24"),
        ("from", "2026-12-02T00:00"),
        ("until", "2026-12-01T00:00"),
        ("why", "平台公告"),
    ];
    owner
        .post("/settings/rules/extend", &backwards)
        .await
        .is(422)
        .says("结束要晚于开始");
}

#[actix_web::test]
async fn the_shop_words_its_checklist_and_adds_to_it() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/rules/checklists")
        .await
        .is(200)
        .says("订单号无误");
    let fields = [
        ("check.refund_only.review.order_no.text", "订单号对过两遍"),
        ("check.refund_only.review.order_no.required", "yes"),
        ("check.refund_only.review.product.drop", "yes"),
        ("new0.kind", "exchange"),
        ("new0.stage", "review"),
        ("new0.text", "问过要换的尺码"),
        ("why", "上月错了三单"),
    ];
    owner
        .post("/settings/rules/checklists", &fields)
        .await
        .leads_to("/settings/rules/versions/2");
    let mut clerk = desk.staff("li", Role::Agent).await;
    clerk
        .get("/settings/rules-in-force")
        .await
        .is(200)
        .says("订单号对过两遍")
        .says("问过要换的尺码");
}

#[actix_web::test]
async fn the_calendar_takes_several_windows_and_shows_the_days_to_come() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/calendar")
        .await
        .is(200)
        .says("2026-11-22 周日")
        .says("2027 年的放假通知还没有内置");
    let mut fields = vec![
        ("day1", "9-12，13:30-18"),
        ("day2", "09:00-18:00"),
        ("day3", "09:00-18:00"),
        ("day4", "09:00-18:00"),
        ("day5", "09:00-18:00"),
        ("day6", ""),
        ("day7", ""),
        ("statutory", "yes"),
        ("off", "2026-11-24~11-25"),
        ("extra", "2026-11-28"),
    ];
    owner
        .post("/settings/calendar", &fields)
        .await
        .leads_to("/settings/calendar");
    owner
        .get("/settings/calendar")
        .await
        .says("09:00-12:00 13:30-18:00")
        .says("本店休息")
        .says("本店营业")
        .says("修改记录");
    fields[0] = ("day1", "12-9");
    owner
        .post("/settings/calendar", &fields)
        .await
        .is(422)
        .says("value=\"12-9\"");
    fields[0] = ("day1", "noon");
    fields[8] = ("off", "tomorrow");
    owner
        .post("/settings/calendar", &fields)
        .await
        .is(422)
        .says("日期写成");
}

#[actix_web::test]
async fn what_holds_is_on_one_page_that_all_staff_read() {
    let desk = Desk::set_up().await;
    desk.later(Span::days(1));
    let mut clerk = desk.staff("li", Role::Warehouse).await;
    clerk
        .get("/settings/rules-in-force")
        .await
        .is(200)
        .says("首次响应")
        .says("法定退款")
        .says("平台自动退款")
        .says("消费者权益保护法")
        .says("审批额度")
        .says("退货退款")
        .says("同意退货");
}
