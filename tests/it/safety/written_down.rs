//! What is written down about people and passwords, and what a fault inside tells whoever meets it.

use super::side_doors::TwoShops;
use crate::cli::program::Home;
use crate::cli::program::until;
use crate::cli::serving::set_up;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::web::cases::case;
use crate::web::cases::order;
use actix_web::http::Method;
use aftercare::domain::case::CaseNo;
use aftercare::domain::ids::StaffId;
use aftercare::domain::people::Role;
use aftercare::domain::time::Timestamp;
use aftercare::store::Table;
use aftercare::store::audit;
use aftercare::store::audit::AuditEvent;
use aftercare::store::cases;
use aftercare::store::key::Key;
use aftercare::store::people;

fn written(desk: &Desk) -> Vec<AuditEvent> {
    let read = |view: &_| Ok(audit::since(view, Timestamp(0), 1_000)?);
    desk.app.store.read(read).expect("reads")
}

#[actix_web::test]
async fn sign_ins_reveals_and_settings_are_written_down_with_who_when_and_what() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    order(&mut agent, "T-1", "羊绒围巾").await;
    agent.get("/buyers/1").await.is(200);
    agent.post("/buyers/1/reveal", &[("at", "0")]).await.is(200);
    let mut owner = desk.owner().await;
    owner.get("/settings/security").await.is(200);
    let fields = [("idle", "2"), ("absolute", "1"), ("rev", "0")];
    owner
        .post("/settings/security", &fields)
        .await
        .leads_to("/settings/security");
    let now = desk.app.moment().now;
    let written = written(&desk);
    let (owner_id, agent_id) = (StaffId(1), StaffId(2));
    for (what, who, object) in [
        ("sign_in", owner_id, ""),
        ("sign_in", agent_id, ""),
        ("reveal", agent_id, "buyer 1"),
        ("settings", owner_id, "security"),
    ] {
        let line = written
            .iter()
            .find(|line| {
                line.what == what && line.staff == Some(who) && line.object.starts_with(object)
            })
            .unwrap_or_else(|| panic!("no {what} of {who}: {written:?}"));
        assert!(line.at <= now && line.at > Timestamp(0));
    }
    let change = written.iter().find(|line| line.what == "settings");
    let changes = &change.expect("found above").changes;
    assert_eq!(changes[0].field, "idle", "{changes:?}");
    // Nothing of it holds what was shown.
    assert!(!format!("{written:?}").contains("138"), "{written:?}");
    // The owner reads it where it was changed.
    let page = owner.get("/settings/security").await.is(200);
    page.says("王老板").says("<del>12 小时</del>");
}

#[actix_web::test]
async fn wrong_passwords_and_denials_stand_in_the_log_with_who_and_where() {
    let home = Home::new();
    let desk = home.serve();
    set_up(&desk).await;
    let mut owner = desk.browser();
    owner.get("/sign-in").await.is(200);
    let wrong = [("login", "xiaoyu.typed.this"), ("password", "not-this-one")];
    owner.post("/sign-in", &wrong).await.is(422);
    let right = [("login", "xiaoyu.typed.this"), ("password", PASSWORD)];
    owner.post("/sign-in", &right).await.is(303);
    owner.get("/settings/staff").await.is(200);
    let clerk = [
        ("display_name", "小李"),
        ("login", "xiaoli"),
        ("password", PASSWORD),
        ("roles", "agent"),
    ];
    owner.post("/settings/staff", &clerk).await.is(303);
    let mut agent = desk.browser();
    agent.get("/sign-in").await.is(200);
    let right = [("login", "xiaoli"), ("password", PASSWORD)];
    agent.post("/sign-in", &right).await.is(303);
    agent.get("/settings/staff").await.is(403);
    agent.get("/orders/4711").await.is(404);
    for (route, status, staff) in [
        ("/sign-in", 422, None),
        ("/settings/staff", 403, Some(2)),
        ("/orders/{id}", 404, Some(2)),
    ] {
        let line = until("the line is in the log", || {
            desk.log().into_iter().find(|line| {
                line["message"] == "request" && line["route"] == route && line["status"] == status
            })
        });
        assert_eq!(line["staff"].as_u64(), staff, "{line}");
        assert!(
            line["timestamp"]
                .as_str()
                .is_some_and(|at| at.ends_with('Z')),
            "{line}"
        );
    }
    desk.stop();
}

#[actix_web::test]
async fn a_fault_inside_shows_a_request_number_and_opens_nothing() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let wanted = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
    ];
    let no = case(&mut agent, &order, &wanted).await;
    let parsed = CaseNo::parse(&no).expect("a number");
    let id = desk
        .app
        .store
        .read(|view| Ok(cases::id_by_no(view, &parsed)?))
        .expect("reads")
        .expect("is there");
    let key = Key::new().u64(id.0).build();
    desk.app
        .write(None, move |plan| {
            plan.put_bytes(Table::Cases, key, b"secret-of-the-inside".to_vec());
            Ok(())
        })
        .await
        .expect("damages");
    let page = format!("/cases/{no}");
    let shown = agent.get(&page).await.is(500);
    let note = format!("{page}/acts/note");
    let acted = agent.post(&note, &[("text", "在吗")]).await.is(500);
    for answer in [shown, acted] {
        let request = answer.header("x-request-id");
        assert_eq!(request.len(), 16);
        assert!(answer.body.contains(request), "{}", answer.body);
        for inside in [
            "secret-of-the-inside",
            "checksum",
            "src/",
            ".rs",
            "redb",
            "panicked",
        ] {
            assert!(!answer.body.contains(inside), "{inside}: {}", answer.body);
        }
    }
    // The rest of the desk goes on.
    agent.get("/cases").await;
    agent.get("/orders").await.is(200);
}

#[actix_web::test]
async fn a_password_lies_on_the_disk_only_as_argon2id() {
    let desk = Desk::set_up().await;
    let staff = desk
        .app
        .store
        .read(|view| Ok(people::by_login(view, "wang")?))
        .expect("reads")
        .expect("the owner");
    let hash = &staff.password_hash;
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
    assert!(!format!("{staff:?}").contains(PASSWORD));
}

#[actix_web::test]
async fn no_other_site_may_read_an_answer() {
    let two = TwoShops::open().await;
    let mut agent = two.person(Role::Agent).await;
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        agent.headers.push(("origin", origin.into()));
        for path in [
            "/",
            "/cases",
            "/api/v1/me",
            "/api/v1/openapi.json",
            "/healthz",
        ] {
            for method in [Method::GET, Method::OPTIONS] {
                let answer = agent.send(method.clone(), path, None).await;
                for name in ["origin", "credentials", "methods", "headers"] {
                    let name = format!("access-control-allow-{name}");
                    assert_eq!(answer.header(&name), "", "{method} {path} from {origin}");
                }
            }
        }
        agent.headers.pop();
    }
}
