//! Every call in `fixtures/`, against the gateway written in its settings.

use aftercare_plugin::native::fixtures;
use http_sms::HttpSms;

#[test]
fn every_recorded_call_holds() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[fixtures::account::<HttpSms>, fixtures::sms::<HttpSms>],
    );
}
