//! A desk whose public address has a path: its pages stay under it, its probes answer at the root too.

use super::program::Home;
use crate::desk::Browser;

#[actix_web::test]
async fn every_link_stays_under_the_path_and_probes_need_not_know_it() {
    let home = Home::new();
    let desk = home.serve_with(&[("AFTERCARE_PUBLIC_URL", "https://shop.example/desk/")]);
    let link = desk.set_up_link();
    assert!(
        link.starts_with("https://shop.example/desk/setup#"),
        "{link}"
    );
    let below = format!("http://{}/desk", desk.listen);
    let mut browser = Browser::new(&below);
    browser.get("/").await.leads_to("/desk/setup");
    let page = browser.get("/setup").await.is(200).body;
    let mut links = 0;
    for mark in ["href=\"", "src=\"", "action=\""] {
        for rest in page.split(mark).skip(1) {
            let target = rest.split('"').next().unwrap_or_default();
            links += 1;
            assert!(
                target.starts_with("/desk/") || target.starts_with('#'),
                "{target} leaves the path"
            );
        }
    }
    assert!(links > 2, "{page}");

    let mut root = desk.browser();
    for probe in ["/healthz", "/readyz"] {
        browser.get(probe).await.is(200);
        let answer = root.get(probe).await.is(200);
        assert_eq!(answer.header("set-cookie"), "", "a probe is nobody's visit");
    }
    root.get("/setup").await.is(404);
    let asks = [
        "healthcheck",
        "--listen",
        &desk.listen,
        "--public-url",
        "https://shop.example/desk/",
    ];
    home.run(&asks).with(0);
    home.run(&asks[..3]).with(0);
}
