//! Pages as people see them.

use crate::desk::Desk;
use crate::desk::between;
use aftercare::actions::cases;
use aftercare::actions::cases::About;
use aftercare::domain::case::Kind;
use aftercare::domain::case::change::OpenCase;
use aftercare::domain::case::record::Intake;
use aftercare::domain::ids::ShopId;
use aftercare::domain::ids::StaffId;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Actor;
use aftercare::domain::people::Role;

#[actix_web::test]
async fn an_unknown_page_says_so_in_the_reader_s_language() {
    let desk = Desk::set_up().await;
    for (asked, said) in [
        ("en", "Not found"),
        ("zh-TW", "找不到"),
        ("zh-CN", "回到首页"),
    ] {
        let mut browser = desk.browser();
        browser.headers = vec![("accept-language", asked.into())];
        let answer = browser.get("/nowhere").await.is(404).says(said);
        let id = answer.header("x-request-id").to_owned();
        answer.says(&id);
    }
}

#[actix_web::test]
async fn an_address_that_only_takes_forms_says_405() {
    let desk = Desk::set_up().await;
    desk.browser().get("/look").await.is(405);
}

#[actix_web::test]
async fn words_in_a_name_never_become_markup() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/profile").await;
    let fields = [("display_name", "<b>王</b>\"><script>"), ("lang", "en")];
    owner
        .post("/settings/profile", &fields)
        .await
        .leads_to("/settings/profile");
    let page = owner.get("/").await.is(200).body;
    assert!(!page.contains("<b>王"), "{page}");
    assert!(!page.contains("\"><script>"));
}

#[actix_web::test]
async fn language_and_theme_follow_the_person() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/profile").await.says("lang=\"zh-CN\"");
    let fields = [("display_name", "Wang"), ("lang", "en"), ("theme", "dark")];
    owner
        .post("/settings/profile", &fields)
        .await
        .leads_to("/settings/profile");
    owner
        .get("/settings/profile")
        .await
        .says("lang=\"en\"")
        .says("data-theme=\"dark\"")
        .says("Saved.");
    let again = owner.get("/settings/profile").await.body;
    assert!(!again.contains("Saved."), "a flash is said once");
}

#[actix_web::test]
async fn a_file_is_kept_for_ever_and_an_old_name_is_not() {
    let desk = Desk::set_up().await;
    let mut browser = desk.browser();
    let page = browser.get("/sign-in").await.body;
    let style = crate::desk::between(&page, "stylesheet\" href=\"", "\"").expect("a style sheet");
    let answer = browser.get(style).await.is(200);
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let old = browser.get("/static/0000/app.css").await.is(200);
    assert_eq!(old.header("cache-control"), "no-cache");
    browser.get("/static/0000/../../Cargo.toml").await.is(404);
    browser.get("/static/0000/%2e%2e/Cargo.toml").await.is(404);
}

#[actix_web::test]
async fn health_is_told_without_a_session() {
    let desk = Desk::fresh().await;
    desk.browser().get("/healthz").await.is(200).says("ok");
    desk.browser().get("/readyz").await.is(200).says("ready");
}

#[actix_web::test]
async fn an_empty_desk_says_why_it_is_empty() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner
        .get("/")
        .await
        .is(200)
        .says("现在没有要你处理的售后单");
    owner
        .get("/cases")
        .await
        .is(200)
        .says("这个列表里没有售后单");
    owner.get("/find?q=AS1").await.is(200).says("没有找到");
}

#[actix_web::test]
async fn someone_signed_in_reads_of_an_unknown_page_in_their_own_language() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.headers = vec![("accept-language", "en".into())];
    owner.get("/nowhere").await.is(404).says("回到首页");
}

#[actix_web::test]
async fn a_long_list_goes_on_where_the_page_before_ended() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let opened = inquiries(&desk, 55).await;
    for list in [
        "/cases",
        "/cases?list=all",
        "/cases?kind=inquiry",
        "/cases?list=mine",
    ] {
        let first = owner.get(list).await.is(200);
        let next = between(&first.body, "rel=\"next\" href=\"", "\"").expect("goes on");
        let second = owner
            .get(&next.replace("&amp;", "&").replace("&#38;", "&"))
            .await
            .is(200);
        let on = |page: &str| -> Vec<String> {
            let shown = |no: &&String| page.contains(&format!("/cases/{no}\""));
            opened.iter().filter(shown).cloned().collect()
        };
        let (first, second) = (on(&first.body), on(&second.body));
        assert_eq!((first.len(), second.len()), (50, 5), "{list}");
        assert!(first.iter().all(|no| !second.contains(no)), "{list}");
    }
    owner.get("/cases?after=zz").await.is(200);
}

#[actix_web::test]
async fn a_case_number_leads_to_its_case_however_it_is_typed() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let no = inquiries(&desk, 2).await.remove(0);
    let typed = no.replace('-', "").to_lowercase();
    owner
        .get(&format!("/find?q={typed}"))
        .await
        .leads_to(&format!("/cases/{no}"));
    owner.get("/find?q=as26").await.is(200).says(&no);
    owner.get("/find?q=%00%00").await.is(200);
}

/// Opens inquiries and gives their numbers.
async fn inquiries(desk: &Desk, how_many: usize) -> Vec<String> {
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let owner = Actor::Staff {
                id: StaffId(1),
                roles: vec![Role::Owner],
                limit: Fen(i64::MAX),
            };
            let mut numbers = Vec::new();
            for _ in 0..how_many {
                let mut new = OpenCase::new(ShopId(1), Kind::Inquiry, "slow", Intake::Staff);
                new.about = Some("雪纺衬衫".into());
                let done = cases::open(plan, &new, &About::default(), &owner, &moment)?;
                numbers.push(done.no.to_string());
            }
            Ok(numbers)
        })
        .await
        .expect("opens")
}
