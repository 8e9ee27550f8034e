//! Two-step sign-in: enrolling, the code, recovery codes, roles that must.

use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::between;
use aftercare::actions::second_factor::from_hex;
use aftercare::domain::people::Role;
use aftercare::domain::second_factor::SECRET;
use aftercare::domain::second_factor::code_at;
use aftercare::domain::time::Span;

const PAGE: &str = "/settings/second-factor";

/// Someone with a second factor: the secret, and the recovery codes they saw once.
struct Enrolled {
    secret: [u8; SECRET],
    recovery: Vec<String>,
}

fn recovery_codes(page: &Answer) -> Vec<String> {
    page.body
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split('<').next().expect("a code").to_owned())
        .collect()
}

async fn enrol(desk: &Desk, browser: &mut Browser) -> Enrolled {
    let page = browser
        .get(PAGE)
        .await
        .is(200)
        .says("<svg class=\"square\"");
    let hex = between(&page.body, "name=\"secret\" value=\"", "\"").expect("a secret");
    let secret = from_hex(hex).expect("hex");
    let wrong = [("act", "enrol"), ("secret", hex), ("code", "000000")];
    let again = browser.post(PAGE, &wrong).await.is(422).says("验证码不对");
    assert!(again.body.contains(hex), "the same secret is offered again");
    let code = code_at(secret, desk.app.now());
    let right = [("act", "enrol"), ("secret", hex), ("code", code.as_str())];
    let shown = browser
        .post(PAGE, &right)
        .await
        .is(200)
        .says("只显示这一次");
    let recovery = recovery_codes(&shown);
    assert_eq!(recovery.len(), 10);
    desk.later(Span::minutes(1));
    Enrolled { secret, recovery }
}

/// The first step: leads to the second.
async fn first_step(desk: &Desk, login: &str) -> Browser {
    let mut browser = desk.browser();
    browser.get("/sign-in").await;
    let fields = [("login", login), ("password", PASSWORD), ("next", "/cases")];
    browser
        .post("/sign-in", &fields)
        .await
        .leads_to("/sign-in/code");
    browser.get("/sign-in/code").await.is(200);
    browser.get("/").await.leads_to("/sign-in");
    browser
}

#[actix_web::test]
async fn with_two_steps_the_password_alone_opens_nothing_and_a_code_opens_once() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let person = enrol(&desk, &mut owner).await;
    let mut browser = first_step(&desk, "wang").await;
    browser
        .post("/sign-in/code", &[("code", "123456")])
        .await
        .is(422);
    let code = code_at(person.secret, desk.app.now());
    browser
        .post("/sign-in/code", &[("code", &code)])
        .await
        .leads_to("/cases");
    browser.get("/").await.is(200);
    // Someone who looked over the shoulder has the password and the same code.
    let mut thief = first_step(&desk, "wang").await;
    thief
        .post("/sign-in/code", &[("code", &code)])
        .await
        .is(422)
        .says("已经用过");
}

#[actix_web::test]
async fn a_recovery_code_opens_once_and_new_ones_end_the_old() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let person = enrol(&desk, &mut owner).await;
    let code = person.recovery[0].as_str();
    let mut browser = first_step(&desk, "wang").await;
    browser
        .post("/sign-in/code", &[("code", code)])
        .await
        .leads_to("/cases");
    browser.get(PAGE).await.says("还有 9 个没用");
    let renewed = browser.post(PAGE, &[("act", "recovery")]).await.is(200);
    let fresh = recovery_codes(&renewed);
    let mut browser = first_step(&desk, "wang").await;
    for used in [code, person.recovery[1].as_str()] {
        browser
            .post("/sign-in/code", &[("code", used)])
            .await
            .is(422);
    }
    browser
        .post("/sign-in/code", &[("code", &fresh[3])])
        .await
        .leads_to("/cases");
}

#[actix_web::test]
async fn codes_cannot_be_tried_out() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let person = enrol(&desk, &mut owner).await;
    let mut browser = first_step(&desk, "wang").await;
    for n in 0..5 {
        let guess = format!("00000{n}");
        browser
            .post("/sign-in/code", &[("code", &guess)])
            .await
            .is(422);
    }
    let code = code_at(person.secret, desk.app.now());
    browser
        .post("/sign-in/code", &[("code", &code)])
        .await
        .is(429);
    // The first step is good for five minutes; after a quarter of an hour one begins again.
    desk.later(Span::minutes(16));
    browser
        .post("/sign-in/code", &[("code", &code)])
        .await
        .leads_to("/sign-in");
    let mut browser = first_step(&desk, "wang").await;
    let code = code_at(person.secret, desk.app.now());
    browser
        .post("/sign-in/code", &[("code", &code)])
        .await
        .leads_to("/cases");
}

#[actix_web::test]
async fn a_role_that_must_enrols_before_anything_else() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let mut clerk = desk.staff("li", Role::Finance).await;
    clerk.get("/finance").await.is(200);
    owner.get("/settings/security").await;
    let fields = [("idle", "12"), ("absolute", "14"), ("roles", "finance")];
    owner
        .post("/settings/security", &fields)
        .await
        .leads_to("/settings/security");
    owner
        .get("/settings/security")
        .await
        .says("还没设置两步验证：li");
    clerk.get("/finance").await.leads_to(PAGE);
    clerk.get("/").await.leads_to(PAGE);
    enrol(&desk, &mut clerk).await;
    clerk.get("/finance").await.is(200);
}

#[actix_web::test]
async fn a_new_password_keeps_the_second_factor_and_the_owner_can_take_it_away() {
    let desk = Desk::set_up().await;
    let mut clerk = desk.staff("li", Role::Agent).await;
    enrol(&desk, &mut clerk).await;
    let mut owner = desk.owner().await;
    owner.get("/settings/staff/2").await.says("已打开");
    owner
        .post("/settings/staff/2/password", &[("password", PASSWORD)])
        .await
        .leads_to("/settings/staff/2");
    first_step(&desk, "li").await;
    owner.get("/settings/staff/2").await;
    owner
        .post("/settings/staff/2/second-factor", &[])
        .await
        .leads_to("/settings/staff/2");
    desk.signed_in("li").await.get("/").await.is(200);
}

#[actix_web::test]
async fn nobody_enrols_with_a_password_typed_long_ago() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    desk.later(Span::minutes(11));
    owner
        .get(PAGE)
        .await
        .leads_to("/settings/confirm?next=/settings/second-factor");
    owner.get("/").await;
    owner
        .post(PAGE, &[("act", "recovery")])
        .await
        .leads_to("/settings/confirm?next=/settings/second-factor");
}
