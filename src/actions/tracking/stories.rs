//! Stories of parcels that are followed.

use super::Asked;
use super::Taken;
use super::asked;
use super::correct;
use super::look;
use super::take_update;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::cases::About;
use crate::actions::cases::act;
use crate::actions::cases::open;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Event;
use crate::domain::tracking::Source;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Track;
use crate::domain::tracking::Update;
use crate::domain::tracking::pace::KUAIDI100_FLOOR;
use crate::failure::Failure;
use crate::store::Store;
use crate::store::Table;
use crate::store::View;
use crate::store::audit;
use crate::store::cases;
use crate::store::doctor;
use crate::store::files::Files;
use crate::store::reindex;
use crate::store::tracks;
use std::collections::BTreeSet;

const NOON: Timestamp = Timestamp(1_795_320_000_000);
const NUMBER: &str = "SF1234567890123";

struct Desk {
    _folder: tempfile::TempDir,
    store: Store,
    owner: Actor,
    case: CaseId,
}

fn moment(hours: i64) -> Moment {
    Moment {
        now: NOON + Span::hours(hours),
        salt: "5a17".into(),
    }
}

/// A desk with a return whose parcel was handed in at noon.
fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::in_memory(files).expect("a store");
    let wanted = SetUp {
        owner: NewStaff {
            login: "owner".into(),
            display_name: "店主".into(),
            password_hash: String::new(),
            roles: Vec::new(),
            shops: Vec::new(),
            limit: None,
            lang: Lang::ZhCn,
        },
        shop_name: "小店".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    let owner = Actor::Staff {
        id: StaffId(1),
        roles: vec![Role::Owner],
        limit: Fen(10_000_000),
    };
    let by = owner.clone();
    let case = store
        .write(None, NOON, move |plan| {
            people::set_up(plan, &wanted, &moment(0))?;
            let mut new = OpenCase::new(ShopId(1), Kind::Logistics, "late", Intake::Phone);
            new.tracking_no = Some("JT0000000000001".into());
            new.about = Some("三天没动了".into());
            let about = About::default();
            let id = open(plan, &new, &about, &by, &moment(0))?.id;
            // A return on its way back, as the door would leave it.
            let old = cases::by_id(plan, id)?.ok_or(Failure::NotFound)?;
            let mut case = old.clone();
            case.kind = Kind::ReturnRefund;
            case.state = State::AwaitReturn;
            cases::save(plan, Some(&old), &case)?;
            let mut sent = Act::of(Verb::Tracking);
            sent.input.carrier = Some("顺丰".into());
            sent.input.tracking_no = Some(NUMBER.into());
            act(plan, CaseRef::of_system(id), None, &sent, &by, &moment(0))?;
            Ok(id)
        })
        .expect("set up");
    Desk {
        _folder: folder,
        store,
        owner,
        case,
    }
}

fn event(hours: i64, stage: Stage, text: &str) -> Event {
    Event {
        at: NOON + Span::hours(hours),
        stage,
        text: text.into(),
        place: None,
        raw_code: None,
        sources: BTreeSet::from([Source::Plugin("kuaidi100".into())]),
    }
}

impl Desk {
    fn take(&self, hours: i64, carrier: &str, events: Vec<Event>) -> Result<Taken, Failure> {
        self.take_by(&Actor::Plugin("kuaidi100".into()), hours, carrier, events)
    }

    fn take_by(
        &self,
        actor: &Actor,
        hours: i64,
        carrier: &str,
        events: Vec<Event>,
    ) -> Result<Taken, Failure> {
        let update = Update {
            carrier: carrier.to_owned(),
            number: NUMBER.to_lowercase(),
            events,
            estimated: None,
            watching_ended: false,
        };
        let actor = actor.clone();
        self.store.write(None, NOON, move |plan| {
            take_update(plan, &actor, update, &moment(hours))
        })
    }

    fn case(&self) -> Case {
        let id = self.case;
        self.store
            .read(|view| cases::by_id(view, id)?.ok_or(Failure::NotFound))
            .expect("the case")
    }

    fn track(&self, carrier: &str) -> Option<Track> {
        self.store
            .read(|view| Ok(tracks::find(view, carrier, NUMBER)?))
            .expect("reads")
    }

    /// What the clock does by then; how many cases it alarmed.
    fn clock(&self, hours: i64) -> usize {
        let now = moment(hours).now;
        let due = self
            .store
            .read(|view| Ok(tracks::due_for_a_look(view, now, 100)?))
            .expect("reads");
        due.into_iter()
            .map(|name| {
                self.store
                    .write(None, now, move |plan| look(plan, &name, &moment(hours)))
                    .expect("looks")
            })
            .sum()
    }

    fn parcel(&self) -> (String, ParcelState) {
        let case = self.case();
        let parcel = case.parcels.iter().find(|p| p.tracking_no == NUMBER);
        let parcel = parcel.expect("the parcel");
        assert_eq!(parcel.kind, ParcelKind::Return);
        (parcel.carrier.clone(), parcel.state)
    }
}

#[test]
fn a_parcel_is_followed_from_the_moment_a_case_names_it() {
    let desk = desk();
    let track = desk.track("sf").expect("followed, by its carrier's code");
    assert_eq!(track.stage(), Stage::Unmapped);
    let due = |hours| {
        let now = moment(hours).now;
        let due = desk
            .store
            .read(|view| Ok(tracks::due_for_polling(view, now, 10)?));
        due.expect("reads").len()
    };
    assert_eq!(due(0), 0);
    assert_eq!(due(1), 2);
}

#[test]
fn a_return_that_is_signed_for_waits_for_inspection_and_twice_is_once() {
    let desk = desk();
    let way = || {
        vec![
            event(2, Stage::Signed, "已签收"),
            event(1, Stage::InTransit, "运输中"),
        ]
    };
    let taken = desk.take(3, "shunfeng", way()).expect("taken");
    assert_eq!(
        (taken.changed, taken.new_events, taken.refused),
        (true, 2, 0)
    );
    let case = desk.case();
    assert_eq!(case.state, State::Arrived);
    assert_eq!(desk.parcel().1, ParcelState::Signed);
    let signed = case.parcels.iter().find_map(|parcel| parcel.signed_at);
    assert_eq!(signed, Some(NOON + Span::hours(2)));
    assert_eq!(desk.track("sf").expect("a track").next_poll_at, None);

    let again = desk.take(4, "sf", way()).expect("taken");
    assert_eq!((again.changed, again.new_events), (false, 0));
    assert_eq!(desk.case(), case);
    // An older scan that comes late takes nothing back.
    let late = vec![event(1, Stage::OutForDelivery, "派送中")];
    desk.take(5, "sf", late).expect("taken");
    assert_eq!(desk.parcel().1, ParcelState::Signed);
}

#[test]
fn trouble_opens_one_logistics_case() {
    let desk = desk();
    desk.take(2, "sf", vec![event(1, Stage::Exception, "破损")])
        .expect("taken");
    let case = desk.case();
    assert_eq!((case.state, case.children.len()), (State::Returning, 1));
    assert_eq!(desk.parcel().1, ParcelState::Exception);
    desk.take(4, "sf", vec![event(3, Stage::Lost, "丢失")])
        .expect("taken");
    assert_eq!(desk.case().children.len(), 1);
    assert_eq!(desk.parcel().1, ParcelState::Lost);
}

#[test]
fn what_does_not_move_is_told_once_and_only_where_someone_watches() {
    let desk = desk();
    assert_eq!(desk.clock(200), 0, "nobody watches: silence says nothing");
    desk.take(201, "sf", vec![event(200, Stage::InTransit, "运输中")])
        .expect("taken");
    assert_eq!(desk.clock(247), 0);
    assert_eq!(desk.clock(248), 1);
    assert_eq!(desk.case().children.len(), 1);
    assert_eq!(desk.clock(400), 0);
}

#[test]
fn what_the_tables_do_not_allow_is_a_line_of_the_audit() {
    let desk = desk();
    let finance = Actor::Staff {
        id: StaffId(1),
        roles: vec![Role::Finance],
        limit: Fen::ZERO,
    };
    let signed = vec![event(1, Stage::Signed, "已签收")];
    let taken = desk.take_by(&finance, 2, "sf", signed).expect("taken");
    assert_eq!(taken.refused, 1);
    assert_eq!(desk.case().state, State::Returning);
    assert_eq!(desk.parcel().1, ParcelState::Signed);
    let last = desk.store.read(|view| Ok(audit::newest(view, 1)?));
    let last = &last.expect("reads")[0];
    assert_eq!(last.what, "tracking_refused");
    assert!(last.object.contains("return_delivered"), "{}", last.object);
}

#[test]
fn a_parcel_no_case_names_is_not_kept() {
    let desk = desk();
    let update = Update {
        carrier: "sf".into(),
        number: "SF9999999999999".into(),
        events: Vec::new(),
        estimated: None,
        watching_ended: false,
    };
    let actor = Actor::Plugin("x".into());
    let taken = desk.store.write(None, NOON, move |plan| {
        take_update(plan, &actor, update, &moment(1))
    });
    assert!(matches!(taken, Err(Failure::NotFound)), "{taken:?}");
}

#[test]
fn the_floor_of_a_service_holds_over_what_the_parcel_would_want() {
    let desk = desk();
    desk.take(1, "sf", vec![event(1, Stage::OutForDelivery, "派送中")])
        .expect("taken");
    let next = desk.store.write(None, NOON, |plan| {
        let how = Asked {
            account: "kuaidi100/main".into(),
            floor: KUAIDI100_FLOOR,
            hint: None,
        };
        asked(plan, "sf", NUMBER, &how, &moment(1))
    });
    let next = next.expect("noted").expect("asked again");
    assert!(next.since(moment(1).now) >= KUAIDI100_FLOOR);
    // A push in between does not bring the next question nearer.
    desk.take(1, "sf", vec![event(1, Stage::Exception, "无法联系")])
        .expect("taken");
    let track = desk.track("sf").expect("a track");
    let next = track.next_poll_at.expect("asked again");
    assert!(next.since(moment(1).now) >= KUAIDI100_FLOOR);
    assert_eq!(track.account.as_deref(), Some("kuaidi100/main"));
}

#[test]
fn a_corrected_carrier_takes_the_way_along_and_the_indexes_hold() {
    let desk = desk();
    desk.take(1, "sf", vec![event(1, Stage::PickedUp, "已揽收")])
        .expect("taken");
    let owner = desk.owner.clone();
    desk.store
        .write(None, NOON, move |plan| {
            let staff = crate::store::people::by_id(plan, StaffId(1))?.ok_or(Failure::NotFound)?;
            let viewer = Viewer {
                staff,
                actor: owner,
            };
            correct(plan, &viewer, "sf", NUMBER, Carrier::Yto, &moment(2))
        })
        .expect("corrected");
    assert!(desk.track("sf").is_none());
    assert_eq!(desk.track("yto").expect("moved").events.len(), 1);
    assert_eq!(desk.parcel().0, "yto");
    let report = doctor::examine(&desk.store, NOON).expect("examined");
    assert!(report.is_sound(), "{:?}", report.findings);
    let rows = |desk: &Desk| {
        let keys =
            |view: &dyn Fn(Table) -> Vec<Vec<u8>>| [Table::TrackPolls, Table::TrackLooks].map(view);
        desk.store
            .read(|view| {
                Ok(keys(&|table| {
                    view.keys(table, &[], &[], 100).expect("reads")
                }))
            })
            .expect("reads")
    };
    let before = rows(&desk);
    assert!(before.iter().all(|keys| !keys.is_empty()));
    reindex::reindex(&desk.store, NOON).expect("written again");
    assert_eq!(rows(&desk), before);
}

#[test]
fn a_case_that_learns_of_a_known_parcel_hears_where_it_is() {
    let desk = desk();
    desk.take(2, "sf", vec![event(1, Stage::Customs, "清关中")])
        .expect("taken");
    let by = desk.owner.clone();
    let second = desk
        .store
        .write(None, NOON, move |plan| {
            let mut new = OpenCase::new(ShopId(1), Kind::Logistics, "late", Intake::Phone);
            new.tracking_no = Some(NUMBER.into());
            new.about = Some("三天没动了".into());
            Ok(open(plan, &new, &About::default(), &by, &moment(3))?.id)
        })
        .expect("opened");
    desk.clock(3);
    let case = desk
        .store
        .read(|view| cases::by_id(view, second)?.ok_or(Failure::NotFound))
        .expect("reads");
    assert_eq!(case.parcels[0].state, ParcelState::Customs);
}
