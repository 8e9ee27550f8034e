//! Every notice to a buyer, in every language: what stands in it, and its page for whoever wants to
//! look (`AFTERCARE_MAILS=folder` writes them there).

use super::server::MailServer;
use super::told::desk_with;
use super::told::order_of;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::notice::Audience;
use aftercare::domain::notice::rules::ALL;
use aftercare::domain::people::Lang;
use aftercare::notices::content;
use aftercare::notices::content::Content;
use aftercare::notices::letter;
use aftercare::store::cases;
use std::path::PathBuf;

#[actix_web::test]
async fn every_notice_can_be_read_in_every_language() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    owner.get("/settings/shops/1").await.is(200);
    let shop = [
        ("shop_name", "羊毛铺子"),
        ("channel", "taobao"),
        ("currency", "CNY"),
        ("hotline", "400-820-0000"),
        (
            "return_address",
            "王师傅 13800138000\n浙江省杭州市余杭区仓前街道 1 号仓",
        ),
        ("signature", "羊毛铺子 售后组"),
    ];
    owner.post("/settings/shops/1", &shop).await.is(303);
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let granted = [("amount", "24"), ("reason", "未发货，全额退回")];
    act(&mut owner, &no, "approve", &granted).await.is(303);
    act(&mut owner, &no, "pay_start", &[("pay_method", "alipay")])
        .await
        .is(303);
    act(&mut owner, &no, "pay_ok", &[("txn_no", "2026112200001")])
        .await
        .is(303);
    let no = CaseNo::parse(&no).expect("a number");
    let folder = std::env::var_os("AFTERCARE_MAILS").map(PathBuf::from);
    for lang in Lang::ALL {
        for (kind, to) in ALL {
            if *to != Audience::Buyer {
                continue;
            }
            let (no, kind, lang) = (no.clone(), *kind, *lang);
            let read = move |view: &aftercare::store::ReadTx| {
                let id = cases::id_by_no(view, &no)?.expect("its number");
                let case = cases::by_id(view, id)?.expect("the case");
                // An event with words: those of the decision.
                let mut worded = 0;
                for (event, words) in cases::timeline(view, id)? {
                    if words.is_some() {
                        worded = event.seq;
                    }
                }
                content::of(view, (&case, worded), kind, lang)
            };
            let content: Content = desk.app.read(read).await.expect("read").expect("words");
            let text = letter::text(&content).expect("text");
            let html = letter::html(&content).expect("HTML");
            for all in [&text, &html] {
                assert!(all.contains(&content.subject), "{kind} {lang}");
                assert!(all.contains("400-820-0000"), "{kind} {lang}");
                // A phrase or a variable that is missing shows as its key in marks.
                for hole in ["{", "mail-", "⟦"] {
                    let words = all.split("</style>").last().unwrap_or(all);
                    assert!(!words.contains(hole), "{hole} in {kind} {lang}: {words}");
                }
            }
            if let Some(folder) = &folder {
                let name = format!("{kind}-{lang}.html");
                std::fs::write(folder.join(name), html).expect("written");
            }
        }
    }
}
