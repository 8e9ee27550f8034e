//! `backup` and `restore`: stopped, and beside a running desk.

use super::program::Home;
use crate::desk::between;
use std::path::Path;

#[test]
fn what_was_there_comes_back_and_what_came_after_lies_aside() {
    let home = Home::new();
    // Nine rows, of which one order has two.
    let first = home.orders(9);
    home.run(&["import", "orders", &first]).with(0);
    let backup = home.run(&["backup", "--json"]).with(0).json();
    assert_eq!(backup["orders"], 8);
    let path = backup["path"].as_str().expect("a path");
    let all = home.orders(20);
    home.run(&["import", "orders", &all]).with(0);

    let restored = home.run(&["restore", path]).with(0).says(" 8 orders");
    let aside = between(&restored.out, "was there is in ", "; ").expect("where the old data lies");
    assert!(Path::new(aside).join("aftercare.redb").is_file(), "{aside}");
    let again = home
        .run(&["import", "orders", &all, "--json"])
        .with(0)
        .json();
    assert_eq!(again["skipped"], 8, "those of the backup are there");
    assert_eq!(again["created"], 11, "those that came after it are not");
    home.run(&["doctor"]).with(0);
}

#[actix_web::test]
async fn a_running_desk_makes_the_backup_itself_and_lets_nothing_be_put_in_its_place() {
    let home = Home::new();
    let file = home.orders(9);
    home.run(&["import", "orders", &file]).with(0);
    let desk = home.serve();
    let made = home.run(&["backup", "--json"]).with(0).says(&desk.pid());
    let made = made.json();
    assert_eq!(made["orders"], 8);
    let path = made["path"].as_str().expect("a path");
    assert!(Path::new(path).is_dir());
    home.run(&["restore", path]).with(3).says(&desk.pid());
    desk.browser().get("/readyz").await.is(200);
    desk.stop();
    home.run(&["restore", path]).with(0).says(" 8 orders");
}

#[test]
fn a_folder_that_is_no_backup_changes_nothing() {
    let home = Home::new();
    let file = home.orders(9);
    home.run(&["import", "orders", &file]).with(0);
    let before = std::fs::read(home.data("aftercare.redb")).expect("is there");
    home.run(&["restore", "nowhere"]).with(1).says("nowhere");
    let after = std::fs::read(home.data("aftercare.redb")).expect("is there");
    assert!(before == after, "the database is another");
}
