//! A reason of the shop's own: added in the settings, found when a case is opened, seen on the case.

use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;

/// The form as a browser sends it: every box as it stands, and what is changed.
async fn save(owner: &mut Browser, changed: &[(&str, &str)]) -> crate::desk::Answer {
    let page = owner.get("/settings/reasons").await.is(200).body;
    let rev = between(&page, "name=\"rev\" value=\"", "\"").expect("a rev");
    let mut fields: Vec<(String, String)> = vec![("rev".into(), rev.into())];
    for part in page.split("<li><label class=\"tick\">").skip(1) {
        let code = between(part, "name=\"", ".on\"").expect("a code");
        let text = between(part, ".text\" value=\"", "\"").expect("a text");
        fields.push((format!("{code}.text"), text.to_owned()));
        if part
            .split("</label>")
            .next()
            .is_some_and(|box_| box_.contains(" checked"))
        {
            fields.push((format!("{code}.on"), "yes".into()));
        }
    }
    for (name, value) in changed {
        fields.retain(|(other, _)| other != name);
        if !value.is_empty() {
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    let sent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    owner.post("/settings/reasons", &sent).await
}

#[actix_web::test]
async fn a_reason_the_owner_adds_is_offered_to_agents_and_named_on_the_case() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let added = [
        ("new.text", "直播间说的和实物不一样"),
        ("new.class", "mismatch"),
        ("new.fault", "shop"),
    ];
    save(&mut owner, &added).await.leads_to("/settings/reasons");
    let page = owner.get("/settings/reasons").await.is(200);
    let page = page.says("value=\"直播间说的和实物不一样\"");
    let code = page
        .body
        .split("value=\"直播间说的和实物不一样\"")
        .next()
        .and_then(|before| before.rsplit("name=\"").next())
        .and_then(|field| field.split(".text").next())
        .expect("the code of the new reason")
        .to_owned();
    assert!(code.starts_with("own_"), "{code}");

    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let form = agent
        .get(&format!(
            "/cases/new?order={order}&kind=refund_only&subtype=unshipped"
        ))
        .await
        .is(200);
    let offered = form
        .body
        .split("<option value=\"")
        .find(|option| option.starts_with(&format!("{code}\"")))
        .expect("the new reason is offered");
    assert!(offered.contains("直播间说的和实物不一样"), "{offered}");
    let fields = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", code.as_str()),
        ("buyer_text", "和主播说的不是一个颜色"),
    ];
    let no = case(&mut agent, &order, &fields).await;
    agent
        .get(&format!("/cases/{no}"))
        .await
        .is(200)
        .says("直播间说的和实物不一样");

    // Taken off the list it is offered no more, and the case keeps its words.
    let off = format!("{code}.on");
    save(&mut owner, &[(off.as_str(), "")])
        .await
        .leads_to("/settings/reasons");
    let path = format!("/cases/new?order={order}&kind=refund_only");
    let form = agent.get(&path);
    let offered = format!("<option value=\"{code}\"");
    assert!(!form.await.is(200).body.contains(&offered));
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("直播间说的和实物不一样");
}
