//! The process ends in the middle, again and again: nothing is lost, no mail goes more than once too
//! often for each end, no text goes twice at all, and each case hears things in order.

use super::server::MailServer;
use super::texted;
use super::told::deliveries;
use super::told::desk_with;
use super::told::order_of;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::case;
use aftercare::domain::case::Act;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::Input;
use aftercare::domain::case::Verb;
use aftercare::domain::notice::delivery::LEASE;
use aftercare::domain::notice::delivery::Standing;
use aftercare::domain::notice::rules::NoticeRules;
use aftercare::domain::people::Actor;
use aftercare::domain::time::Span;
use aftercare::jobs;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::time::Duration;

/// Messages to each buyer.
const MESSAGES: usize = 4;

/// How many cases, and how often the process ends: `AFTERCARE_KILLS=200` sends 10,000 notices and ends
/// it 200 times, without it a run of every day.
fn size() -> (usize, usize) {
    let asked = std::env::var("AFTERCARE_KILLS");
    match asked.ok().and_then(|kills| kills.parse().ok()) {
        Some(kills) => (10_000 / (MESSAGES + 1), kills),
        None => (12, 20),
    }
}

#[actix_web::test]
async fn whatever_the_process_does_every_mail_goes_and_hardly_one_goes_twice() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let mut numbers = Vec::new();
    let (cases, wanted) = size();
    // More than a shop is to send in a day.
    let mut rules = NoticeRules::default();
    rules.caps.shop = 100_000;
    let save = move |plan: &mut aftercare::store::Plan<'_, '_>| {
        Ok(aftercare::store::settings::save_notice_rules(plan, &rules)?)
    };
    desk.app.write(None, save).await.expect("saved");
    for at in 0..cases {
        let (no, email) = (format!("T-{at}"), format!("b{at}@example.com"));
        let order = order_of(&mut owner, &no, &email).await;
        numbers.push(case(&mut owner, &order, UNSHIPPED).await);
    }
    for round in 0..MESSAGES {
        for no in &numbers {
            let no = CaseNo::parse(no).expect("a number");
            let moment = desk.app.moment();
            let said = format!("第 {round} 句");
            let written = desk.app.write(None, move |plan| {
                let owner = aftercare::store::people::by_login(plan, "wang")?.expect("the owner");
                let viewer = aftercare::actions::access::Viewer::new(
                    owner,
                    aftercare::domain::money::Fen(0),
                );
                let (case, _) = aftercare::actions::access::see_case(plan, &viewer, &no)?;
                let act = Act {
                    verb: Verb::Message,
                    input: Input {
                        text: Some(said),
                        ..Input::default()
                    },
                };
                let actor: Actor = viewer.actor.clone();
                aftercare::actions::cases::act(plan, case, None, &act, &actor, &moment).map(drop)
            });
            written.await.expect("written");
        }
    }
    desk.later(Span(11_000));
    // A future that is dropped is a process that ended: what it had begun is left as it is.
    let mut kills = 0;
    let mut after = 0_u64;
    while kills < wanted {
        let host = desk.host.clone().into_inner();
        let run = jobs::send_notices(host);
        // Every third lives a little longer, so that all of the work is cut somewhere.
        let most = if after.is_multiple_of(3) {
            600_000
        } else {
            60_000
        };
        let cut = Duration::from_micros(500 + after * 1_700 % most);
        match actix_web::rt::time::timeout(cut, run).await {
            Err(_) => kills += 1,
            Ok(sent) if sent.as_ref().is_ok_and(|sent| *sent == 0) && after > 50 => break,
            Ok(_) => {}
        }
        after += 1;
        desk.later(Span(1_000));
    }
    assert!(kills > 0, "the run is long enough to be cut");
    let mut idle = 0;
    while idle < 3 {
        desk.later(LEASE);
        let host = desk.host.clone().into_inner();
        match jobs::send_notices(host).await.expect("sent") {
            0 => idle += 1,
            _ => idle = 0,
        }
    }
    let taken = server.taken();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for mail in &taken {
        *times.entry(mail.id()).or_default() += 1;
    }
    assert_eq!(times.len(), cases * (MESSAGES + 1), "nothing is lost");
    let doubled: usize = times.values().map(|n| n - 1).sum();
    assert!(doubled <= kills, "{doubled} doubled by {kills} kills");
    println!("{} notices, {kills} kills, {doubled} doubled", times.len());
    // Each case hears things in the order they happened.
    for (at, no) in numbers.iter().enumerate() {
        let to = format!("b{at}@example.com");
        let mut heard: Vec<String> = Vec::new();
        for mail in taken.iter().filter(|mail| mail.to == to) {
            let id = mail.id();
            if heard.last() != Some(&id) {
                heard.push(id);
            }
        }
        let mut sorted = heard.clone();
        sorted.dedup();
        assert_eq!(heard.len(), MESSAGES + 1, "{to}: {heard:?}");
        assert_eq!(heard, sorted);
        let all = deliveries(&desk, no).await;
        assert!(all.iter().all(|one| one.standing == Standing::Sent));
        let names: Vec<String> = all.iter().map(|one| one.id.to_string()).collect();
        let order: Vec<String> = heard
            .iter()
            .map(|id| {
                let number = id.split('@').next().unwrap_or_default();
                number.rsplit('.').next().unwrap_or_default().to_owned()
            })
            .collect();
        assert_eq!(order, names, "{to}");
    }
}

#[actix_web::test]
async fn whatever_the_process_does_no_buyer_is_texted_twice() {
    let mut shop = texted::shop().await;
    let mut numbers = Vec::new();
    for at in 0..40 {
        let phone = format!("138{:08}", 13_800 + at);
        numbers.push(shop.case(&format!("T-{at}"), &phone).await);
    }
    shop.desk.later(Span(11_000));
    let mut kills = 0;
    for after in 0..60_u64 {
        let run = jobs::send_notices(shop.desk.host.clone().into_inner());
        let cut = Duration::from_micros(500 + after * 37_000 % 900_000);
        if actix_web::rt::time::timeout(cut, run).await.is_err() {
            kills += 1;
        }
        shop.desk.later(Span(1_000));
    }
    assert!(kills > 0, "the run is long enough to be cut");
    let mut idle = 0;
    while idle < 3 {
        shop.desk.later(LEASE);
        let host = shop.desk.host.clone().into_inner();
        match jobs::send_notices(host).await.expect("sent") {
            0 => idle += 1,
            _ => idle = 0,
        }
    }
    let sent = shop.sent();
    let named: BTreeSet<&str> = sent.iter().map(|one| one["OutId"].as_str()).collect();
    assert_eq!(named.len(), sent.len(), "nobody twice");
    // What was cut in the middle waits for a person; nothing else does, and nothing is lost.
    let mut unknown = 0;
    for no in &numbers {
        let one = shop.only(no).await;
        match one.standing {
            Standing::Sent => assert!(named.contains(format!("notice-{}", one.id).as_str())),
            Standing::Unknown => unknown += 1,
            other => panic!("{no} is {other:?}"),
        }
    }
    println!("{} texts, {kills} kills, {unknown} in doubt", numbers.len());
    assert!(unknown <= kills, "{unknown} in doubt by {kills} kills");
    assert!(sent.len() + unknown >= numbers.len());
}
