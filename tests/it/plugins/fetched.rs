//! A package fetched from an address: a server with encryption sends on once, and hands it over.

use super::shop::AUTHORITY;
use super::shop::CERTIFICATE;
use super::shop::KEY;
use super::vendors::leading_here;
use super::vendors::speaking;
use crate::desk::Desk;
use crate::egress::server::answer;
use aftercare::plugins::official;

#[actix_web::test]
async fn a_package_that_lies_elsewhere_is_fetched_looked_at_and_does_not_run() {
    let package = official::all()[0].package().expect("packs");
    let server = speaking(CERTIFICATE, KEY, move |seen| {
        Some(match seen.line() {
            "GET /latest HTTP/1.1" => {
                answer("302 Found", &[("location", "/files/kuaidi100.asp")], b"")
            }
            "GET /files/kuaidi100.asp HTTP/1.1" => answer("200 OK", &[], &package),
            "GET /page HTTP/1.1" => answer("200 OK", &[], b"<!doctype html><p>log in"),
            "GET /away HTTP/1.1" => {
                answer("302 Found", &[("location", "http://169.254.169.254/")], b"")
            }
            _ => answer("404 Not Found", &[], b""),
        })
    });
    let desk = Desk::in_network("", leading_here(AUTHORITY)).await;
    let mut owner = desk.owner().await;
    owner.get("/settings/plugins").await.is(200);
    let at = |path: &str| format!("https://shop.test:{}{path}", server.port());
    let found = owner
        .post("/settings/plugins/fetch", &[("url", &at("/latest"))])
        .await
        .is(303);
    let page = owner.get(found.header("location")).await.is(200);
    page.says("快递100").says("https://poll.kuaidi100.com");
    for (path, why) in [
        ("/nowhere", "404"),
        ("/page", "这个包不能用"),
        ("/away", "请填 https 开头的完整网址"),
    ] {
        let page = owner
            .post("/settings/plugins/fetch", &[("url", &at(path))])
            .await;
        page.is(422).says(why);
    }
}
