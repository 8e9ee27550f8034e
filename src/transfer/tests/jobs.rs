//! An import as a job: its record from the upload to the end.

use crate::actions::imports;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::domain::ids::JobId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::import::ImportJob;
use crate::domain::import::ImportState;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::phrases::Words;
use crate::store::Store;
use crate::store::files::Files;
use crate::store::imports as stored;
use crate::transfer::import_job;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

fn app() -> (tempfile::TempDir, Arc<App>) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::in_memory(files).expect("a store");
    let clock = Clock::Hand(Arc::new(AtomicI64::new(1_795_314_030_000)));
    let app = Arc::new(App::new(store, Config::default(), clock));
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
        shop_name: "小满家居".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    let moment = app.moment();
    app.store
        .write(None, moment.now, move |plan| {
            people::set_up(plan, &wanted, &moment)
        })
        .expect("set up");
    (folder, app)
}

fn begin(app: &App, bytes: &[u8]) -> JobId {
    let hash = app.store.files().put(bytes).expect("kept");
    let moment = app.moment();
    app.store
        .write(None, moment.now, move |plan| {
            imports::begin(plan, ShopId(1), StaffId(1), "orders.csv", &hash, &moment)
        })
        .expect("begun")
}

fn start(app: &App, id: JobId) {
    app.store
        .write(None, app.now(), move |plan| {
            imports::start(plan, id, "").map(|_| ())
        })
        .expect("started");
}

fn job(app: &App, id: JobId) -> ImportJob {
    app.store
        .read(|view| Ok(stored::by_id(view, id)?.expect("it is there")))
        .expect("readable")
}

fn carried_out(app: &Arc<App>, id: JobId) -> ImportJob {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(import_job::carry_out(Arc::clone(app), id))
        .expect("its record can be written")
}

const ORDERS: &str = "订单编号,买家会员名,买家应付货款,买家应付邮费,买家实际支付金额,订单状态,宝贝标题,宝贝总数量\n\
    2900000000000000001,n,60,10,70,交易成功,杯子,2\n\
    2900000000000000002,n,60,10,7o,交易成功,=1+1,2\n";

#[test]
fn a_job_goes_from_waiting_to_done_and_gives_its_bad_rows_back() {
    let (_folder, app) = app();
    let id = begin(&app, ORDERS.as_bytes());
    let waiting = job(&app, id);
    assert_eq!(waiting.state, ImportState::Waiting);
    let look = import_job::look(&app.store, &waiting, None)
        .expect("its file is there")
        .expect("it is a table");
    assert_eq!(look.sheets[0].profile.as_deref(), Some("taobao-classic"));
    start(&app, id);
    let done = carried_out(&app, id);
    assert_eq!(job(&app, id), done);
    assert_eq!(
        (done.state, done.rows, done.created, done.bad),
        (ImportState::Done, 2, 1, 1)
    );
    // What names people is sealed, and the upload is let go of.
    assert_eq!(done.file, None);
    let file = import_job::bad_rows_file(&app.store, &done, Words::of(Lang::ZhCn))
        .expect("the key fits")
        .expect("there are some");
    let text = String::from_utf8(file).expect("it is UTF-8");
    assert!(text.contains("'2900000000000000002,n,60,10,7o,交易成功,'=1+1,2,3,买家实际支付金额,"));
    let first = import_job::first_bad_rows(&app.store, &done, 10).expect("the key fits");
    assert_eq!((first[0].row, first[0].excerpt.as_str()), (3, "7o"));
}

#[test]
fn a_file_that_is_no_table_ends_refused_with_its_phrase() {
    let (_folder, app) = app();
    let id = begin(&app, b"%PDF-1.7");
    start(&app, id);
    let refused = carried_out(&app, id);
    assert_eq!(refused.state, ImportState::Refused);
    let (key, _) = refused.refused.expect("it says why");
    assert_eq!(key, "import-refused-pdf");
}

#[test]
fn a_job_that_waits_is_cancelled_at_once_and_one_that_was_cut_off_can_run_again() {
    let (_folder, app) = app();
    let id = begin(&app, ORDERS.as_bytes());
    let moment = app.moment();
    let cancel = moment.clone();
    app.store
        .write(None, moment.now, move |plan| {
            imports::cancel(plan, id, &cancel)
        })
        .expect("cancelled");
    assert_eq!(job(&app, id).state, ImportState::Cancelled);

    let id = begin(&app, ORDERS.as_bytes());
    start(&app, id);
    let found = app
        .store
        .write(None, moment.now, move |plan| {
            imports::interrupted(plan, &moment)
        })
        .expect("looked through");
    assert_eq!(found, 1);
    assert_eq!(job(&app, id).state, ImportState::Failed);
    start(&app, id);
    assert_eq!(carried_out(&app, id).state, ImportState::Done);
}
