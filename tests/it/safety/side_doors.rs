//! Ways to another shop's things that do not name them in the address.

use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::between;
use crate::web::cases;
use aftercare::actions::people;
use aftercare::domain::ids::ShopId;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::people as staff;

/// What one shop has, as it stands in addresses.
pub struct Shops {
    pub order: String,
    pub case: String,
    pub buyer: String,
    pub ownerless: String,
    pub product: String,
    /// The number of a parcel of 顺丰.
    pub parcel: String,
}

/// A desk with two shops and something of everything in both.
pub struct TwoShops {
    pub desk: Desk,
    pub own: Shops,
    pub foreign: Shops,
    pub missing: Shops,
}

impl TwoShops {
    pub async fn open() -> TwoShops {
        let desk = Desk::set_up().await;
        let mut owner = desk.owner().await;
        owner.get("/settings/shops").await.is(200);
        let shop = [("shop_name", "隔壁数码店"), ("channel", "jd")];
        owner.post("/settings/shops", &shop).await.is(303);
        owner.get("/settings/mail/new").await.is(200);
        let mailbox = [
            ("from", "service@shop.test"),
            ("from_name", "店"),
            ("host", "127.0.0.1"),
            ("port", "9"),
            ("security", "none"),
            ("lang", "zh-CN"),
        ];
        owner.post("/settings/mail/new", &mailbox).await.is(303);
        let own = things(&mut owner, "1", "OWN-1", "羊绒围巾").await;
        let foreign = things(&mut owner, "2", "FOREIGN-2", "隔壁的耳机").await;
        let missing = Shops {
            order: "4711".into(),
            case: "AS261122-9999X".into(),
            buyer: "4711".into(),
            ownerless: "4711".into(),
            product: "4711".into(),
            parcel: "SF0000000004711".into(),
        };
        // The notices of both find their ways: the first is of the own case.
        desk.later(Span(11_000));
        let host = desk.host.clone().into_inner();
        jobs::send_notices(host).await.expect("sent");
        TwoShops {
            desk,
            own,
            foreign,
            missing,
        }
    }

    /// Someone with one role who works for the first shop; the owner works for both.
    pub async fn person(&self, role: Role) -> Browser {
        if role == Role::Owner {
            return self.desk.owner().await;
        }
        let login = format!("p-{role}");
        let who = self.desk.staff(&login, role).await;
        let moment = self.desk.app.moment();
        self.desk
            .app
            .write(None, move |plan| {
                let staff = staff::by_login(plan, &login)?.expect("someone we made");
                people::change(plan, staff.id, |s| s.shops = vec![ShopId(1)], &moment)
            })
            .await
            .expect("changes");
        drop(who);
        self.desk.signed_in(&format!("p-{role}")).await
    }
}

/// An order, its case, its buyer and a parcel nobody announced in one shop.
async fn things(owner: &mut Browser, shop: &str, no: &str, title: &str) -> Shops {
    owner.get("/orders/new").await.is(200);
    let nick = format!("买家{no}");
    let fields = [
        ("shop", shop),
        ("order_no", no),
        ("status", "paid"),
        ("nick", nick.as_str()),
        ("lines", "1"),
        ("title-0", title),
        ("qty-0", "1"),
        ("price-0", "24.00"),
    ];
    let answer = owner.post("/orders/new", &fields).await.is(303);
    let order = last(answer.header("location"));
    let wanted = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
        ("buyer_text", "不想要了"),
    ];
    let case = cases::case(owner, &order, &wanted).await;
    let parcel = format!("SF{shop:0>13}");
    let late = [
        ("order", order.as_str()),
        ("intake", "chat"),
        ("kind", "logistics"),
        ("reason", "late"),
        ("tracking_no", parcel.as_str()),
        ("buyer_text", "三天没动了"),
    ];
    owner.post("/cases/new", &late).await.is(303);
    let page = owner.get(&format!("/orders/{order}")).await.is(200);
    let buyer = between(&page.body, "/buyers/", "\"")
        .expect("a buyer")
        .to_owned();
    owner.get("/warehouse/ownerless").await.is(200);
    let fields = [("shop", shop), ("tracking_no", no), ("content", title)];
    let found = owner.post("/warehouse/ownerless", &fields).await.is(303);
    let product = between(&page.body, "/products/", "\"").expect("a product");
    let product = product.to_owned();
    Shops {
        product,
        order,
        case,
        buyer,
        ownerless: last(found.header("location")),
        parcel,
    }
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn no_list_search_or_form_names_what_another_shop_has() {
    let two = TwoShops::open().await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
        let mut who = two.person(*role).await;
        for door in [
            "/".to_owned(),
            "/cases?list=all".to_owned(),
            "/cases?list=open".to_owned(),
            "/cases?kind=refund_only".to_owned(),
            "/cases?owner=1".to_owned(),
            "/orders".to_owned(),
            "/products".to_owned(),
            "/products?q=%E8%80%B3%E6%9C%BA".to_owned(),
            "/find?q=FOREIGN-2".to_owned(),
            format!("/find?q={}", two.foreign.case),
            format!("/cases/new?order={}", two.foreign.order),
            "/warehouse".to_owned(),
            "/finance".to_owned(),
            "/warehouse/ownerless".to_owned(),
            "/warehouse/scan?q=FOREIGN-2".to_owned(),
            format!("/warehouse/scan?q={}", two.foreign.case),
        ] {
            let answer = who.get(&door).await;
            let told = format!("{}{}", answer.body, answer.header("location"));
            let asked = door.split("q=").nth(1).unwrap_or("-");
            let secrets = [&two.foreign.case, "隔壁的耳机", "FOREIGN-2"];
            for secret in secrets.into_iter().filter(|secret| *secret != asked) {
                assert!(!told.contains(secret), "{door} as {role} tells {secret}");
            }
            let case = format!("/cases/{}", two.foreign.case);
            assert!(!told.contains(&case), "{door} as {role} leads to {case}");
        }
    }
}

#[actix_web::test]
async fn a_case_cannot_be_opened_on_or_merged_with_what_another_shop_has() {
    let two = TwoShops::open().await;
    let mut agent = two.person(Role::Supervisor).await;
    agent.get("/settings/profile").await;
    let fields = [
        ("order", two.foreign.order.as_str()),
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
        ("qty-1", "1"),
        ("intake", "chat"),
    ];
    let answer = agent.post("/cases/new", &fields).await;
    assert!(
        !answer.status.is_success() && !answer.status.is_redirection(),
        "{}",
        answer.status
    );
    let own = format!("/cases/{}/acts/merge", two.own.case);
    let page = agent.get(&own).await;
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"")
        .unwrap_or("1")
        .to_owned();
    for name in ["other", "case", "into", "with"] {
        let fields = [("rev", rev.as_str()), (name, two.foreign.case.as_str())];
        let answer = agent.post(&own, &fields).await;
        assert!(!answer.status.is_redirection(), "{name} {}", answer.status);
    }
    let mut owner = two.desk.owner().await;
    let page = owner
        .get(&format!("/cases/{}", two.foreign.case))
        .await
        .is(200);
    assert!(!page.body.contains(&two.own.case));
}

#[actix_web::test]
async fn whoever_is_switched_off_is_out_at_once() {
    let two = TwoShops::open().await;
    let mut agent = two.person(Role::Agent).await;
    agent.get("/").await.is(200);
    let moment = two.desk.app.moment();
    two.desk
        .app
        .write(None, move |plan| {
            let staff = staff::by_login(plan, "p-agent")?.expect("someone we made");
            people::change(plan, staff.id, |s| s.active = false, &moment)
        })
        .await
        .expect("changes");
    agent.get("/").await.leads_to("/sign-in");
    let mut again = two.desk.browser();
    again.get("/sign-in").await;
    let fields = [("login", "p-agent"), ("password", PASSWORD)];
    again.post("/sign-in", &fields).await.is(422);
}
