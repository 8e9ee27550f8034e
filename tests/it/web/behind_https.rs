//! What changes when people come by https.

use crate::desk::Desk;
use crate::desk::PASSWORD;

#[actix_web::test]
async fn cookies_are_for_encrypted_connections_and_the_browser_is_told_to_stay_there() {
    let desk = Desk::behind("https://desk.example/aftercare").await;
    desk.make_owner().await;
    let mut browser = desk.browser();
    let page = browser.get("/sign-in").await.is(200);
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    browser
        .headers
        .push(("origin", "https://desk.example".into()));
    let fields = [("login", "wang"), ("password", PASSWORD)];
    let answer = browser
        .post("/sign-in", &fields)
        .await
        .leads_to("/aftercare/");
    let cookie = answer
        .headers
        .get_all("set-cookie")
        .filter_map(|value| value.to_str().ok())
        .find(|value| value.starts_with("session="))
        .expect("a session");
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/aftercare"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
}
