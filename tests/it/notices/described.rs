//! A gateway without a plugin of its own: described in settings, it texts a buyer all the same.

use super::told::deliveries;
use super::told::send;
use crate::desk::Desk;
use crate::desk::between;
use crate::egress::server::Server;
use crate::egress::server::answer;
use crate::plugins::vendors;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::case;
use aftercare::domain::notice::delivery::Standing;
use aftercare::plugins::official;

#[actix_web::test]
async fn a_gateway_described_by_settings_alone_texts_a_buyer_and_says_why_not() {
    assert!(
        official::all()
            .iter()
            .any(|one| one.manifest.id.as_str() == "aftercare.http-sms")
    );
    let server = Server::answering(|seen| {
        let body: serde_json::Value = serde_json::from_slice(&seen.body).expect("JSON");
        let said = match (seen.header("x-shop").as_slice(), body["apikey"].as_str()) {
            (["laowang"], Some("LoopbackSecret09")) if body["mobile"] == "13800138000" => {
                r#"{"code":0,"sid":"s-1"}"#
            }
            (["laowang"], Some("LoopbackSecret09")) => r#"{"code":22,"msg":"号码在黑名单"}"#,
            _ => r#"{"code":1,"msg":"who are you"}"#,
        };
        answer(
            "200 OK",
            &[("content-type", "application/json")],
            said.as_bytes(),
        )
    });
    let desk = Desk::set_up().await;
    let home = format!("http://127.0.0.1:{}", server.port());
    let settings = [
        ("server", home.as_str()),
        ("path", "/v1/send"),
        ("format", "json"),
        (
            "body",
            "{\n \"apikey\": \"${secret}\",\n \"mobile\": \"${phone}\",\n \"text\": \"${text}\"\n}",
        ),
        ("headers", "X-Shop: laowang\nX-Other: 1"),
        ("secret", "LoopbackSecret09"),
        ("success", "/code=0"),
        ("id-at", "/sid"),
        ("reason-at", "/msg"),
    ];
    let (account, _) = vendors::install(&desk, "http-sms", &settings).await;
    let mut owner = desk.owner().await;
    // What has lines is shown with its lines.
    let page = format!("/settings/plugins/aftercare.http-sms/accounts/{account}");
    owner
        .get(&page)
        .await
        .is(200)
        .says("</textarea>")
        .lacks("LoopbackSecret09");
    let at = format!("/settings/sms/{account}/received");
    let page = owner.get(&at).await.is(200);
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"").expect("a version");
    let fields = [
        ("rev", rev),
        ("code", ""),
        ("text", "您的售后单${no}我们已收到"),
        ("value-no", "no"),
    ];
    owner.post(&at, &fields).await.leads_to(&at);
    for (order, phone) in [("T-1", "13800138000"), ("T-2", "13900139000")] {
        owner.get("/orders/new").await.is(200);
        let fields = [
            ("order_no", order),
            ("status", "paid"),
            ("nick", order),
            ("phone", phone),
            ("lines", "1"),
            ("title-0", "羊绒围巾"),
            ("qty-0", "1"),
            ("price-0", "24.00"),
        ];
        let made = owner.post("/orders/new", &fields).await.is(303);
        let made = made.header("location").to_owned();
        let order = made.rsplit('/').next().unwrap_or_default().to_owned();
        let no = case(&mut owner, &order, UNSHIPPED).await;
        send(&desk).await;
        let one = deliveries(&desk, &no).await.remove(0);
        match phone {
            "13800138000" => {
                assert_eq!(
                    (one.standing, one.reference.as_deref()),
                    (Standing::Sent, Some("s-1"))
                );
                let sent: serde_json::Value =
                    serde_json::from_slice(&server.seen()[0].body).expect("JSON");
                assert_eq!(sent["text"], format!("您的售后单{no}我们已收到"));
            }
            _ => {
                assert_eq!(one.standing, Standing::GivenUp);
                assert_eq!(one.why, "号码在黑名单");
            }
        }
    }
}
