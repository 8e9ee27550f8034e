//! Parcels nobody announced find their case.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Desk;
use aftercare::domain::people::Role;

#[actix_web::test]
async fn a_parcel_without_a_slip_is_taken_in_and_matched_to_the_case_it_belongs_to() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut warehouse = desk.staff("ma", Role::Warehouse).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let wanted = [
        ("kind", "return_refund"),
        ("subtype", "faulty"),
        ("reason", "flaw"),
    ];
    let no = case(&mut agent, &order, &wanted).await;
    act(&mut agent, &no, "approve", &[("freight_payer", "shop")])
        .await
        .is(303);
    // The case number on the slip leads to taking the goods in; an unknown one to the ownerless.
    warehouse
        .get(&format!("/warehouse/scan?q={no}"))
        .await
        .leads_to(&format!("/cases/{no}/acts/scan_receive"));
    warehouse
        .get("/warehouse/scan?q=SF1%20234")
        .await
        .leads_to("/warehouse/ownerless?tracking_no=SF1234");
    warehouse
        .get("/warehouse/ownerless?tracking_no=SF1234")
        .await
        .is(200)
        .says("value=\"SF1234\"");
    let fields = [("tracking_no", "SF1234"), ("content", "灰色围巾一条")];
    warehouse
        .post("/warehouse/ownerless", &fields)
        .await
        .leads_to("/warehouse/ownerless/1");
    warehouse
        .get("/warehouse/ownerless/1")
        .await
        .is(200)
        .says("灰色围巾一条");
    let nowhere = [("case", "AS000000-0000")];
    warehouse
        .post("/warehouse/ownerless/1/match", &nowhere)
        .await
        .is(409);
    let rightly = [("case", no.as_str())];
    warehouse
        .post("/warehouse/ownerless/1/match", &rightly)
        .await
        .leads_to("/warehouse/ownerless/1");
    warehouse.get("/warehouse/ownerless/1").await.says(&no);
    warehouse
        .get(&format!("/cases/{no}"))
        .await
        .says("已签收待验货");
}

#[actix_web::test]
async fn a_parcel_is_offered_the_cases_it_may_belong_to_with_a_score_and_why() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut warehouse = desk.staff("ma", Role::Warehouse).await;
    let first = order(&mut agent, "T-1", "羊绒围巾").await;
    let wanted = [
        ("kind", "return_refund"),
        ("subtype", "faulty"),
        ("reason", "flaw"),
    ];
    let no = case(&mut agent, &first, &wanted).await;
    let found = [("content", format!("围巾，面单写着{no}"))];
    let found: Vec<(&str, &str)> = found.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let lands = "/warehouse/ownerless/1";
    warehouse.get("/warehouse/ownerless").await.is(200);
    warehouse
        .post("/warehouse/ownerless", &found)
        .await
        .leads_to(lands);
    // The number stands on the slip.
    warehouse
        .get(lands)
        .await
        .is(200)
        .says(&suggestion(80, "面单上写有单号或退货码"))
        .says(&no);
    // Agreed, so a return is expected; and its sender is who bought it.
    act(&mut agent, &no, "approve", &[("freight_payer", "shop")])
        .await
        .is(303);
    let nothing = [("content", "围巾一条")];
    warehouse
        .post("/warehouse/ownerless", &nothing)
        .await
        .leads_to("/warehouse/ownerless/2");
    warehouse
        .get("/warehouse/ownerless/2")
        .await
        .says(&suggestion(20, "正等退货到仓"));
    warehouse
        .get("/warehouse/ownerless/2?q=%3Cb%3E%E5%BC%A0%E4%B8%89%3C%2Fb%3E")
        .await
        .says(&suggestion(60, "同一位买家、正等退货到仓"));
}

/// A row's first two cells: how sure it is, of 100, and why.
fn suggestion(score: u32, why: &str) -> String {
    format!("data-label=\"匹配分\">{score}</td><td data-label=\"依据\">{why}</td>")
}
