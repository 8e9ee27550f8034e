//! 话术: kept, found, filled for a case, carried in a file; and words that had better not be sent.

use super::cases::UNSHIPPED;
use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::jobs;
use serde_json::Value;

async fn kept(who: &mut Browser, title: &str, body: &str, more: &[(&str, &str)]) -> String {
    who.get("/settings/replies/new").await.is(200);
    let mut fields = vec![
        ("title", title),
        ("body", body),
        ("tone", "warm"),
        ("scope", "own"),
        ("rev", "0"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(more);
    let answer = who.post("/settings/replies/new", &fields).await.is(303);
    let at = answer.header("location");
    at[at.find("/settings/").expect("a path")..].to_owned()
}

async fn offered(who: &mut Browser, no: &str) -> Vec<Value> {
    let answer = who.get(&format!("/cases/{no}/replies/list")).await.is(200);
    serde_json::from_str(&answer.body).expect("JSON")
}

#[actix_web::test]
async fn twenty_scenes_are_taken_found_by_initials_and_filled_for_a_case() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/replies")
        .await
        .is(200)
        .says("还没有话术");
    owner
        .post("/settings/replies/begin", &[])
        .await
        .leads_to("/settings/replies");
    let page = owner.get("/settings/replies").await.is(200).says("缩水");
    page.says("{买家称呼}您好，洗一次就小了");
    // Twice is once.
    owner.post("/settings/replies/begin", &[]).await.is(303);
    owner
        .get("/settings/replies?q=ss")
        .await
        .is(200)
        .says("缩水")
        .lacks("变形、扎人");
    owner
        .get("/settings/replies?q=nothinglikeit")
        .await
        .is(200)
        .says("没有找到");
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    // 仅退款 is none of the twenty; one of one's own fits anything.
    assert!(offered(&mut owner, &no).await.is_empty());
    kept(
        &mut owner,
        "进度",
        "{买家称呼}您好，售后单{售后单号}（{商品}）在处理，{promise}前答复。{staff}",
        &[],
    )
    .await;
    let offers = offered(&mut owner, &no).await;
    let text = offers[0]["text"].as_str().expect("a text");
    assert!(
        text.starts_with(&format!("亲您好，售后单{no}（羊绒围巾 ×")),
        "{text}"
    );
    assert!(text.contains("【承诺时间】前答复"), "{text}");
    assert_eq!(offers[0]["keys"], "jd");
    // Without script it is chosen on a page, and stands in the box.
    let home = format!("/cases/{no}");
    owner
        .get(&format!("{home}/replies"))
        .await
        .is(200)
        .says("进度")
        .says("体谅买家的感受");
    let id = offers[0]["id"].as_u64().expect("its number");
    let page = owner.get(&format!("{home}?reply={id}")).await.is(200);
    let typed = between(&page.body, "<textarea id=\"say\"", "</textarea>").expect("the box");
    assert!(typed.contains("【承诺时间】前答复"), "{typed}");
}

#[actix_web::test]
async fn what_was_said_lately_is_offered_first_and_what_is_ones_own_is_nobody_elses() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    kept(&mut agent, "甲", "收到，今天18:00前答复您", &[]).await;
    let second = kept(&mut agent, "乙", "明天12:00前寄出", &[]).await;
    let id = second.rsplit('/').next().expect("its number").to_owned();
    let titles = |offers: Vec<Value>| -> Vec<String> {
        let titles = offers
            .iter()
            .map(|one| one["title"].as_str().unwrap_or_default().to_owned());
        titles.collect()
    };
    assert_eq!(titles(offered(&mut agent, &no).await), ["甲", "乙"]);
    agent.get(&format!("/cases/{no}")).await.is(200);
    let said = [("text", "明天12:00前寄出"), ("reply", id.as_str())];
    act(&mut agent, &no, "message", &said).await.is(303);
    assert_eq!(titles(offered(&mut agent, &no).await), ["乙", "甲"]);
    assert!(offered(&mut owner, &no).await.is_empty());
    owner.get(&second).await.is(404);
    // What everybody says is not an agent's to write.
    agent
        .get("/settings/replies/new")
        .await
        .is(200)
        .lacks("所有人");
    let forged = [
        ("title", "丙"),
        ("body", "好的"),
        ("tone", "plain"),
        ("scope", "everyone"),
    ];
    agent
        .post("/settings/replies/new", &forged)
        .await
        .is(422)
        .says("只有主管");
    agent.post("/settings/replies/begin", &[]).await.is(403);
    agent
        .post("/settings/replies/words", &[("words", "x")])
        .await
        .is(403);
}

#[actix_web::test]
async fn a_vague_message_is_shown_once_more_and_paid_praise_never_goes_out() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    owner.get("/settings/replies").await.is(200);
    let words = [("words", "亲亲\n没货")];
    owner.post("/settings/replies/words", &words).await.is(303);
    let home = format!("/cases/{no}");
    owner.get(&home).await.is(200);
    let vague = "亲亲，我们会尽快处理";
    let page = act(&mut owner, &no, "message", &[("text", vague)])
        .await
        .is(422);
    let page = page
        .says("发出前请再看一眼")
        .says("没有说时间")
        .says("容易让买家不舒服");
    page.says(vague);
    let seen = [("text", vague), ("worded", vague)];
    act(&mut owner, &no, "message", &seen).await.is(303);
    // Changed after it was seen, it is looked at again; a time makes it good.
    let other = [("text", "可能要等等"), ("worded", vague)];
    act(&mut owner, &no, "message", &other).await.is(422);
    let timed = [("text", "我们尽快处理，24小时内给您答复")];
    act(&mut owner, &no, "message", &timed).await.is(303);
    // A note to colleagues may be as vague as it likes.
    act(&mut owner, &no, "note", &[("text", "可能是色差，尽快看")])
        .await
        .is(303);
    let bribe = "改成五星好评，返您5元红包";
    for verb in ["message"] {
        let said = [("text", bribe), ("worded", bribe)];
        let page = act(&mut owner, &no, verb, &said).await.is(409);
        page.says("不能发给买家").says(bribe);
    }
    let reason = [("reason", "不删差评我们就起诉你")];
    act(&mut owner, &no, "reject", &reason)
        .await
        .is(409)
        .says("不能发给买家");
    desk.later(Span(11_000));
    jobs::send_messages(desk.app.clone().into_inner())
        .await
        .expect("sent");
    let page = owner.get(&home).await.is(200);
    page.says(vague).lacks(bribe);
}

#[actix_web::test]
async fn replies_travel_in_one_file_and_a_bad_one_says_where_it_is_wrong() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let made = kept(
        &mut owner,
        "补发",
        "{订单号}的{商品}今天18:00前补发",
        &[
            ("scope", "everyone"),
            ("wrong", "等着"),
            ("probing", "缺哪一件？\n外箱破了吗？"),
            ("kinds", "reship"),
        ],
    )
    .await;
    owner
        .get(&made)
        .await
        .is(200)
        .says("{订单号}的{商品}")
        .says("外箱破了吗");
    let file = owner.get("/settings/replies.toml").await.is(200);
    assert!(
        file.body
            .contains("body = \"{order}的{goods}今天18:00前补发\""),
        "{}",
        file.body
    );
    let other = Desk::set_up().await;
    let mut there = other.owner().await;
    let page = there.get("/settings/replies").await.is(200);
    let csrf = between(&page.body, "name=\"csrf\" value=\"", "\"")
        .expect("a token")
        .to_owned();
    let bring = |text: &str| {
        let form = format!(
            "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.toml\"\r\nContent-Type: application/toml\r\n\r\n{text}\r\n--b--\r\n"
        );
        (Method::POST, form.into_bytes())
    };
    let sort = "multipart/form-data; boundary=b";
    let (method, body) = bring(&file.body);
    there
        .send_as(method, "/settings/replies.toml", sort, body)
        .await
        .leads_to("/settings/replies");
    there.get("/settings/replies").await.is(200).says("补发");
    for (text, said) in [
        ("[[reply]]\ntitle = \"a\"", "什么都没有导入"),
        ("[[reply]]\ntitle = \"a\"\nbody = \"{nothing}\"", "第 1 条"),
        ("", "先选一个文件"),
    ] {
        let (method, body) = bring(text);
        there
            .send_as(method, "/settings/replies.toml", sort, body)
            .await
            .is(422)
            .says(said);
    }
    // Tried on a case before it is saved, and removed.
    let order = order(&mut owner, "T-9", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let typed = [
        ("title", "试"),
        ("body", "{order}：今天18:00前"),
        ("scope", "own"),
        ("act", "try"),
        ("case", no.as_str()),
    ];
    owner
        .post("/settings/replies/new", &typed)
        .await
        .is(200)
        .says("T-9：今天18:00前");
    let nobody = [
        ("title", "试"),
        ("body", "x"),
        ("act", "try"),
        ("case", "AS1"),
    ];
    owner
        .post("/settings/replies/new", &nobody)
        .await
        .is(422)
        .says("没有这张售后单");
    owner
        .post(&made, &[("act", "remove")])
        .await
        .leads_to("/settings/replies");
    owner.get(&made).await.is(404);
}
