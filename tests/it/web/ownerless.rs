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
