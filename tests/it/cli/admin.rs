//! `admin`: the way in when nobody can sign in.

use super::program::Ended;
use super::program::Home;
use super::serving::front_page;
use super::serving::set_up;

const TYPED: &str = "seven calm autumn herons";

#[actix_web::test]
async fn an_account_made_here_signs_in_with_the_password_shown_once() {
    let home = Home::new();
    home.run(&["admin", "create", "zhao"])
        .with(3)
        .says("no data");
    let desk = home.serve();
    home.run(&["admin", "create", "zhao"])
        .with(3)
        .says(&desk.pid());
    set_up(&desk).await;
    desk.stop();

    let made = shown(&home.run(&["admin", "create", "zhao"]).with(0));
    let told = home
        .run_told(&["admin", "create", "qian", "--password-stdin"], TYPED)
        .with(0);
    assert!(
        !format!("{told:?}").contains(TYPED),
        "what was typed is not repeated"
    );
    home.run_told(&["admin", "create", "sun", "--password-stdin"], "short")
        .with(2)
        .says("至少");
    home.run(&["admin", "reset-password", "nobody"])
        .with(1)
        .says("“nobody”");
    let desk = home.serve();
    front_page(&desk, "zhao", &made).await;
    front_page(&desk, "qian", TYPED).await;
    desk.stop();

    let reset = shown(&home.run(&["admin", "reset-password", "qian"]).with(0));
    let desk = home.serve();
    let mut browser = desk.browser();
    browser.get("/sign-in").await;
    let old = [("login", "qian"), ("password", TYPED)];
    browser.post("/sign-in", &old).await.is(422);
    front_page(&desk, "qian", &reset).await;
}

/// The password that was made, the same in both languages and nowhere else.
fn shown(ended: &Ended) -> String {
    let after = |mark: &str| {
        let line = ended.out.lines().find_map(|line| line.strip_prefix(mark));
        line.unwrap_or_else(|| panic!("no {mark} in {ended:?}"))
            .trim()
            .to_owned()
    };
    let password = after("密码（只显示这一次）：");
    assert_eq!(password, after("Password (shown only this once):"));
    assert!(password.len() >= 20, "{ended:?}");
    assert_eq!(ended.err, "");
    password
}
