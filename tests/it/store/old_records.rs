//! Records as the first version wrote them, with the least they had, still load and still chain.
//! A file here is never changed once released; a new version gets a folder of its own.

use super::sample::NOW;
use aftercare::domain::case::Case;
use aftercare::domain::case::CaseEvent;
use aftercare::domain::ids::BuyerId;
use aftercare::domain::ids::CaseId;
use aftercare::domain::ids::OrderId;
use aftercare::domain::ids::StaffId;
use aftercare::domain::money::Fen;
use aftercare::domain::notice::NoticeKind;
use aftercare::domain::order::Order;
use aftercare::domain::people::Buyer;
use aftercare::domain::people::Staff;
use aftercare::store::Store;
use aftercare::store::Table;
use aftercare::store::View;
use aftercare::store::audit;
use aftercare::store::cases;
use aftercare::store::cases::Text;
use aftercare::store::chain;
use aftercare::store::chain::ChainVerdict;
use aftercare::store::doctor;
use aftercare::store::files::Files;
use aftercare::store::key::Key;
use aftercare::store::orders;
use aftercare::store::outbox::QueuedNotice;
use aftercare::store::people;
use aftercare::store::record;
use aftercare::store::sessions;
use redb::backends::InMemoryBackend;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// The bytes that the first version put into the table.
fn old(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/tests/fixtures/records/v1/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).expect("the fixture is there");
    let raw: Box<RawValue> = serde_json::from_str(&text).expect("json");
    record::encode(&raw).expect("encodes")
}

fn loaded<T: DeserializeOwned>(name: &str) -> T {
    record::decode(&old(name)).unwrap_or_else(|error| panic!("{name}: {error:#}"))
}

#[test]
fn records_of_the_first_version_load_and_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::on_backend(InMemoryBackend::new(), files).expect("a store");
    store
        .write(None, NOW, |plan| {
            let event: CaseEvent = loaded("case_event");
            let text: Text = loaded("text");
            cases::append(plan, &event, Some(&text))?;
            cases::save(plan, None, &loaded::<Case>("case"))?;
            orders::save(plan, None, &loaded::<Order>("order"))?;
            orders::save_buyer(plan, None, &loaded::<Buyer>("buyer"))?;
            people::save(plan, None, &loaded::<Staff>("staff"))?;
            // Written as they were, over what was just written anew.
            let one = || Key::new().u64(1).build();
            plan.put_bytes(Table::Cases, one(), old("case"));
            let event = Key::new().u64(1).u64(0).build();
            plan.put_bytes(Table::Events, event.clone(), old("case_event"));
            plan.put_bytes(Table::Texts, event, old("text"));
            plan.put_bytes(Table::Orders, one(), old("order"));
            plan.put_bytes(Table::Buyers, one(), old("buyer"));
            plan.put_bytes(Table::Shops, one(), old("shop"));
            plan.put_bytes(Table::Staff, one(), old("staff"));
            plan.put_bytes(Table::Outbox, one(), old("queued_notice"));
            let at = Key::new().i64(NOW.0).u64(1).build();
            plan.put_bytes(Table::Audit, at, old("audit_event"));
            let session = loaded("session");
            sessions::save(plan, &[9; 32], &session)?;
            plan.put_bytes(Table::Sessions, vec![9; 32], old("session"));
            Ok(())
        })
        .expect("writes");

    store
        .read(|view| {
            let case = cases::by_id(view, CaseId(1))?.expect("the case");
            assert_eq!(case.lines[0].title, "羊毛围巾");
            assert_eq!(cases::id_by_no(view, &case.no)?, Some(CaseId(1)));
            let timeline = cases::timeline(view, CaseId(1))?;
            assert_eq!(timeline[0].1.as_deref(), Some("买家说尺码偏小"));
            let whole = ChainVerdict::Whole {
                events: 1,
                erased: 0,
            };
            assert_eq!(chain::verify(view, CaseId(1))?, whole);
            let order = orders::by_id(view, OrderId(1))?.expect("the order");
            assert_eq!(order.paid_total, Fen(12_900));
            let buyer = orders::buyer(view, BuyerId(1))?.expect("the buyer");
            assert_eq!(buyer.identities[0].value.masked, "138****8000");
            assert_eq!(orders::shops(view)?[0].name, "暖冬服饰");
            let staff = people::by_login(view, "OWNER")?.expect("the owner");
            assert_eq!(staff.id, StaffId(1));
            assert_eq!(audit::newest(view, 1)?[0].what, "sign_in");
            let session = sessions::by_hash(view, &[9; 32])?.expect("the session");
            assert_eq!(session.staff, StaffId(1));
            let one = Key::new().u64(1).build();
            let notice: QueuedNotice = view.get(Table::Outbox, &one)?.expect("the notice");
            assert_eq!(notice.notice.kind, NoticeKind::Received);
            Ok(())
        })
        .expect("reads");
    let report = doctor::examine(&store, NOW).expect("can be read");
    // The fixture's sealed field is no real one; everything else is in order.
    let others = report
        .findings
        .iter()
        .filter(|f| f.check != doctor::Check::KeyUnfit);
    assert_eq!(others.count(), 0, "{:#?}", report.findings);
}
