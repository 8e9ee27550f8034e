//! The owner brings a plugin, sees what it wants before it runs, agrees, gives it an account, and
//! takes it away.

use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::between;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use aftercare::plugins::package;
use aftercare::plugins::package::PackedFiles;
use aftercare::plugins::package::SigningKey;

const MANIFEST: &str = r#"schema = 1
id = "cn.example.kuaidi100"
version = "1.4.0"
api = "0.1.0"
worlds = ["courier-plugin"]
name = { zh-CN = "快递100", en = "Kuaidi100" }
[[permissions.http]]
origin = "https://poll.kuaidi100.com"
paths = ["/poll/"]
methods = ["POST"]
reason = { zh-CN = "查询物流轨迹" }
[permissions.data]
fields = ["shipment.number", "buyer.phone-tail"]
[[settings]]
key = "customer"
type = "string"
label = { zh-CN = "授权 customer" }
required = true
pattern = "????*"
[[settings]]
key = "key"
type = "secret"
label = { zh-CN = "授权 key" }
required = true
"#;
const HOME: &str = "/settings/plugins/cn.example.kuaidi100";

/// A component that offers nothing.
const EMPTY: &[u8] = b"\0asm\x0d\0\x01\0";

fn packed(by: u8, change: (&str, &str)) -> Vec<u8> {
    let component = include_bytes!("../../../plugins/kuaidi100/kuaidi100.wasm");
    packed_with(component, by, change)
}

fn packed_with(component: &[u8], by: u8, change: (&str, &str)) -> Vec<u8> {
    let text = MANIFEST.replacen(change.0, change.1, 1);
    let files = PackedFiles::from([
        ("plugin.toml".to_owned(), text.into_bytes()),
        ("plugin.wasm".to_owned(), component.to_vec()),
    ]);
    let packed = package::pack(files).expect("packs");
    let key = SigningKey::from_seed([by; 32]).expect("a key");
    package::sign(&package::read(&packed).expect("reads"), &key, None).expect("signs")
}

async fn bring(who: &mut Browser, package: &[u8]) -> Answer {
    let page = who.get("/settings/plugins").await.is(200);
    let csrf = between(&page.body, "name=\"csrf\" value=\"", "\"")
        .expect("a token")
        .to_owned();
    let mut body = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
         --edge\r\ncontent-disposition: form-data; name=\"package\"; filename=\"a.asp\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(package);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let kind = "multipart/form-data; boundary=edge";
    who.send_as(Method::POST, "/settings/plugins", kind, body)
        .await
}

/// The owner, with the password typed a moment ago.
async fn owner(desk: &Desk) -> Browser {
    let mut owner = desk.owner().await;
    owner.get("/settings/confirm").await.is(200);
    owner
        .post("/settings/confirm", &[("password", PASSWORD)])
        .await
        .is(303);
    owner
}

/// Agrees to what the page of a version shows.
async fn agree(who: &mut Browser, version: &str, act: &str) -> Answer {
    let path = format!("{HOME}/versions/{version}");
    let page = who.get(&path).await.is(200);
    let hash = between(&page.body, "name=\"hash\" value=\"", "\"");
    let hash = hash.expect("the hash of the rights").to_owned();
    who.post(&path, &[("hash", &hash), ("act", act)]).await
}

#[actix_web::test]
async fn what_a_plugin_wants_is_shown_before_it_runs() {
    let desk = Desk::set_up().await;
    let mut owner = owner(&desk).await;
    bring(&mut owner, &packed(1, ("", "")))
        .await
        .leads_to(&format!("{HOME}/versions/1.4.0"));
    owner
        .get(&format!("{HOME}/versions/1.4.0"))
        .await
        .is(200)
        .says("向 https://poll.kuaidi100.com/poll/ 发送 POST 请求")
        .says("查询物流轨迹")
        .says("买家手机号后四位")
        .says("第一次见到这个发布者");
    owner.get(HOME).await.is(200).says("待同意");
    agree(&mut owner, "1.4.0", "enable").await.leads_to(HOME);
    owner
        .get(HOME)
        .await
        .is(200)
        .says("已启用")
        .says("正在使用");
    owner.post(HOME, &[("act", "disable")]).await.leads_to(HOME);
    owner.get(HOME).await.says("已停用");

    let mut agent = desk.staff("agent", Role::Agent).await;
    for path in ["/settings/plugins", HOME] {
        agent.get(path).await.is(403);
    }
    owner
        .get("/settings/plugins/cn.example.other")
        .await
        .is(404);
}

#[actix_web::test]
async fn a_package_that_was_changed_is_refused_with_the_file() {
    let desk = Desk::set_up().await;
    let mut owner = owner(&desk).await;
    let mut changed = packed_with(EMPTY, 1, ("", ""));
    let at = changed
        .windows(4)
        .position(|w| w == b"\0asm")
        .expect("the component");
    changed[at + 7] ^= 1;
    bring(&mut owner, &changed)
        .await
        .is(422)
        .says("plugin.wasm");
    bring(&mut owner, b"not a package")
        .await
        .is(422)
        .says("不是插件包");
    // It is a package, and nothing in it could ever be called.
    bring(&mut owner, &packed_with(EMPTY, 1, ("", "")))
        .await
        .is(422)
        .says("没有导出 aftercare:plugin 的任何接口");
    owner.get("/settings/plugins").await.says("还没有插件");

    bring(&mut owner, &packed(1, ("", ""))).await.is(303);
    agree(&mut owner, "1.4.0", "install").await.is(303);
    bring(&mut owner, &packed(2, ("1.4.0", "1.5.0")))
        .await
        .is(422)
        .says("签名的密钥和以前不同");
}

#[actix_web::test]
async fn an_upgrade_shows_what_differs_and_one_can_go_back() {
    let desk = Desk::set_up().await;
    let mut owner = owner(&desk).await;
    bring(&mut owner, &packed(1, ("", ""))).await.is(303);
    agree(&mut owner, "1.4.0", "enable").await.is(303);
    let more =
        MANIFEST
            .replacen("1.4.0", "1.5.0", 1)
            .replacen("[\"POST\"]", "[\"POST\", \"GET\"]", 1);
    bring(&mut owner, &packed(1, (MANIFEST, &more)))
        .await
        .is(303);
    owner
        .get(&format!("{HOME}/versions/1.5.0"))
        .await
        .is(200)
        .says("超出了你同意过的范围")
        .says("发送 GET 请求");
    // Until then the old one runs.
    owner.get(HOME).await.says("1.4.0").says("待查看");
    agree(&mut owner, "1.5.0", "install").await.leads_to(HOME);
    agree(&mut owner, "1.4.0", "return").await.leads_to(HOME);
    owner
        .get(&format!("{HOME}/versions/1.4.0"))
        .await
        .says("这个版本正在使用");
}

#[actix_web::test]
async fn a_secret_is_typed_once_and_never_shown() {
    let desk = Desk::set_up().await;
    let mut owner = owner(&desk).await;
    bring(&mut owner, &packed(1, ("", ""))).await.is(303);
    agree(&mut owner, "1.4.0", "enable").await.is(303);
    let accounts = format!("{HOME}/accounts");
    owner.get(&accounts).await.is(200).says("授权 customer");
    let wrong = owner
        .post(
            &accounts,
            &[
                ("name", "旗舰店"),
                ("set-customer", "AB"),
                ("set-key", "top-secret-9"),
            ],
        )
        .await
        .is(422)
        .says("value=\"旗舰店\"")
        .says("value=\"AB\"");
    assert!(!wrong.body.contains("top-secret-9"));
    owner
        .post(
            &accounts,
            &[
                ("name", "旗舰店"),
                ("set-customer", "ABCDEF"),
                ("set-key", "top-secret-9"),
            ],
        )
        .await
        .leads_to(HOME);
    let page = owner
        .get(&format!("{accounts}/1"))
        .await
        .is(200)
        .says("已设置")
        .says("value=\"ABCDEF\"");
    assert!(!page.body.contains("top-secret-9"));
    let file = owner
        .get(&format!("{HOME}/settings.json"))
        .await
        .is(200)
        .says("ABCDEF");
    assert!(!file.body.contains("top-secret-9"));

    owner
        .get(&format!("{HOME}/remove"))
        .await
        .is(200)
        .says("旗舰店");
    owner
        .post(&format!("{HOME}/remove"), &[])
        .await
        .leads_to("/settings/plugins");
    owner.get(HOME).await.is(404);
}

#[actix_web::test]
async fn a_plugin_that_comes_with_the_desk_is_looked_at_and_agreed_to_like_any_other() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let page = owner.get("/settings/plugins").await.is(200);
    let page = page.says("现成的插件").says("快递100").says("查看并安装");
    assert!(!page.body.contains("已在这里"));
    let home = "/settings/plugins/aftercare.kuaidi100";
    let wanted = owner
        .post(
            "/settings/plugins/official",
            &[("id", "aftercare.kuaidi100")],
        )
        .await
        .is(303);
    let version = wanted.header("location");
    assert!(
        version.starts_with(&format!("{home}/versions/")),
        "{version}"
    );
    let page = owner.get(version).await.is(200);
    page.says("随售后台一起来")
        .says("https://poll.kuaidi100.com");
    let page = owner.get("/settings/plugins").await.is(200);
    page.says("已在这里").says("待同意");
    let page = owner.get(home).await.is(200).says("随售后台一起来");
    assert!(!page.body.contains("未签名"));

    // Where the owner's own address stands in for one, it is called what its box is called.
    let medusa = [("id", "aftercare.medusa")];
    let wanted = owner.post("/settings/plugins/official", &medusa).await;
    let page = owner.get(wanted.header("location")).await.is(200);
    let page = page
        .says("向 你填的“Medusa 后端地址”/admin/orders 发送 GET、POST、DELETE 请求")
        .says("把密钥“Secret API key”加进发往 你填的“Medusa 后端地址” 的请求");
    assert!(!page.body.contains("{setting:"));
    owner
        .post("/settings/plugins/official", &[("id", "cn.example.none")])
        .await
        .is(404);
    let mut agent = desk.staff("lin", Role::Agent).await;
    agent
        .post(
            "/settings/plugins/official",
            &[("id", "aftercare.kuaidi100")],
        )
        .await
        .is(403);
}

#[actix_web::test]
async fn a_package_is_fetched_from_an_address_only_from_outside_and_by_https() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/plugins").await.is(200);
    for (url, why) in [
        ("http://plugins.example/a.asp", "请填 https 开头的完整网址"),
        ("ftp://plugins.example/a.asp", "请填 https 开头的完整网址"),
        ("https://127.0.0.1/a.asp", "通向店铺内部网络"),
        ("https://[::ffff:10.0.0.1]/a.asp", "通向店铺内部网络"),
        ("https://2130706433/a.asp", "通向店铺内部网络"),
        ("https://169.254.169.254/latest", "通向店铺内部网络"),
    ] {
        let page = owner.post("/settings/plugins/fetch", &[("url", url)]).await;
        let page = page.is(422).says(why);
        assert!(page.body.contains(url), "what was typed stays: {url}");
    }
}
