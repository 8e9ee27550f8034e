//! What a form says, as the input of an act. What cannot be read stands at its field.

use crate::actions::access::Viewer;
use crate::actions::access::see_case;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::CaseResult;
use crate::domain::case::Field;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::act::InspectedLine;
use crate::domain::case::record::CaseFile;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::Fault;
use crate::domain::case::record::Grade;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::case::tables::Required;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::reasons;
use crate::domain::time::Timestamp;
use crate::domain::tracking::recognise::taken;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::web::form::Errors;
use crate::web::form::Fields;
use jiff::tz::TimeZone;

/// The most pieces or days a form may name.
const MOST: u32 = 100_000;

/// Reads the fields an act can be told. Errors are keyed by the field's code.
///
/// # Errors
/// When the disk does.
pub fn read(
    view: &impl View,
    viewer: &Viewer,
    case: &Case,
    verb: Verb,
    asked: &[(Field, Required)],
    sent: &Sent<'_>,
) -> Result<(Act, Errors), Failure> {
    let mut act = Act::of(verb);
    let mut reader = Reader {
        fields: sent.fields,
        errors: Errors::default(),
    };
    for (field, required) in asked {
        if *required == Required::Yes && !reader.has(*field, case, sent.files) {
            reader.wrong(*field, "error-required");
            continue;
        }
        reader.take(*field, case, sent, &mut act);
        if *field == Field::Case {
            act.input.case = other_case(view, viewer, &mut reader)?;
        }
    }
    Ok((act, reader.errors))
}

/// What came with the request.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    pub fields: &'a Fields,
    /// Stored already.
    pub files: &'a [CaseFile],
    pub zone: &'a TimeZone,
}

struct Reader<'a> {
    fields: &'a Fields,
    errors: Errors,
}

impl Reader<'_> {
    fn wrong(&mut self, field: Field, key: &str) {
        self.errors.add(field.code(), key);
    }

    /// Whether anything was said for a field.
    fn has(&self, field: Field, case: &Case, files: &[CaseFile]) -> bool {
        match field {
            Field::Files => !files.is_empty(),
            Field::Quantities => any_line(self.fields, case, "qty"),
            Field::Inspection => {
                any_line(self.fields, case, "passed") || any_line(self.fields, case, "failed")
            }
            Field::Carrier => self.carrier().is_some(),
            other => self.fields.all(other.code()).any(|text| !text.is_empty()),
        }
    }

    fn words(&self, field: Field) -> Option<String> {
        // Line ends as the store keeps them.
        let text = self.fields.filled(field.code())?;
        Some(text.replace("\r\n", "\n"))
    }

    /// Who was named, else whose number it is.
    fn carrier(&self) -> Option<String> {
        let named = self.words(Field::Carrier);
        named.or_else(|| {
            let number = self.fields.filled(Field::TrackingNo.code())?;
            Some(taken(number)?.code().to_owned())
        })
    }

    fn money(&mut self, field: Field) -> Option<Fen> {
        match self.fields.money(field.code()) {
            Ok(amount) if amount.is_some_and(|amount| amount.0 < 0) => {
                self.wrong(field, "error-money-form");
                None
            }
            Ok(amount) => amount,
            Err(key) => {
                self.wrong(field, key);
                None
            }
        }
    }

    fn number(&mut self, field: Field) -> Option<u32> {
        let text = self.fields.filled(field.code())?;
        let number = text.parse().ok().filter(|number| *number <= MOST);
        if number.is_none() {
            self.wrong(field, "error-number-form");
        }
        number
    }

    fn moment(&mut self, field: Field, zone: &TimeZone) -> Option<Timestamp> {
        // A named time and one of one's own have the same name; the first that is filled counts.
        let fields = self.fields;
        let mut sent = fields.all(field.code());
        let text = sent.find(|text| !text.is_empty())?;
        let moment = formats::parse_input(text, zone);
        if moment.is_none() {
            self.wrong(field, "error-moment-form");
        }
        moment
    }

    fn choice<T>(&mut self, field: Field, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.fields.filled(field.code())?;
        let chosen = of(text);
        if chosen.is_none() {
            self.wrong(field, "error-choice");
        }
        chosen
    }

    fn take(&mut self, field: Field, case: &Case, sent: &Sent<'_>, act: &mut Act) {
        let input = &mut act.input;
        match field {
            Field::Amount => input.amount = self.money(field),
            // One line: on the card it stands above the summary.
            Field::Reason if act.verb == Verb::HandOver => {
                input.reason = self.words(field).map(|why| why.replace('\n', " "));
            }
            Field::Reason => input.reason = self.words(field),
            Field::Text => input.text = self.words(field),
            Field::Carrier => input.carrier = self.carrier(),
            Field::TrackingNo => {
                input.tracking_no = self.words(field).map(|no| without_blanks(&no));
            }
            Field::Address => input.address = self.words(field),
            Field::FreightPayer => input.freight_payer = self.choice(field, Payer::from_code),
            Field::FreightCost => input.freight_cost = self.money(field),
            Field::Deduction => input.deduction = self.money(field),
            Field::FreightDeduction => input.freight_deduction = self.money(field),
            Field::FreightRefund => input.freight_refund = self.money(field),
            Field::Due => input.due = self.moment(field, sent.zone),
            Field::Inspection => input.inspection = self.inspection(case),
            Field::Quantities => input.quantities = self.quantities(case),
            Field::TxnNo => input.txn_no = self.words(field).map(|no| without_blanks(&no)),
            Field::PayMethod => input.pay_method = self.choice(field, PayMethod::from_code),
            Field::Sku => input.sku = self.words(field),
            Field::Staff => {
                input.staff = self.choice(field, |id| id.parse().ok().map(StaffId));
            }
            Field::Priority => input.priority = self.choice(field, Priority::from_code),
            Field::ReasonCode => {
                input.reason_code =
                    self.choice(field, |code| reasons::find(code).map(|_| code.to_owned()));
            }
            Field::Fault => input.fault = self.choice(field, Fault::from_code),
            Field::Kind => input.kind = self.choice(field, Kind::from_code),
            Field::Subtype => input.subtype = self.choice(field, Subtype::from_code),
            Field::Result => {
                input.result = self.choice(field, |code| {
                    CaseResult::from_code(code).map(|r| r.code().to_owned())
                });
            }
            Field::Case => {}
            Field::Deadline => input.deadline = self.choice(field, DeadlineKind::from_code),
            Field::Entry => input.entry = self.number(field),
            Field::PromiseNo => input.promise_no = self.number(field),
            Field::BuyerAgreed => input.buyer_agreed = Some(self.fields.ticked(field.code())),
            Field::Score => {
                input.score = self.choice(field, |text| {
                    text.parse().ok().filter(|score| (1..=5).contains(score))
                });
            }
            Field::Contact => input.contact = self.words(field),
            Field::Files => input.files = sent.files.to_vec(),
            Field::Days => input.days = self.number(field),
            Field::ReferenceNo => input.reference_no = self.words(field),
            Field::Content => input.content = self.words(field),
            Field::Points => input.points = self.number(field),
            Field::RootCause => input.root_cause = self.words(field),
            Field::PolicyOverride => input.policy_override = self.words(field),
            Field::MoneyKind => input.money_kind = self.choice(field, MoneyKind::from_code),
            Field::State => input.state = self.choice(field, State::from_code),
            Field::PlatformStatus => input.platform_status = self.words(field),
            Field::Tag => input.tag = self.words(field),
            Field::ContactChannel => {
                input.contact_channel = self.choice(field, ContactChannel::from_code);
            }
            Field::ContactOutcome => {
                input.contact_outcome = self.choice(field, ContactOutcome::from_code);
            }
            Field::Mentions => input.mentions = self.mentioned(),
            Field::Pinned => input.pinned = Some(self.fields.ticked(field.code())),
            Field::Event => input.event = self.choice(field, |text| text.parse().ok()),
            Field::Reminder => input.reminder = self.number(field),
            Field::Item => input.item = self.words(field),
        }
    }

    /// Everyone picked; a box without a choice is sent empty.
    fn mentioned(&mut self) -> Vec<StaffId> {
        let name = Field::Mentions.code();
        let picked: Vec<&str> = self.fields.all(name).filter(|id| !id.is_empty()).collect();
        let mut found = Vec::with_capacity(picked.len());
        for id in picked {
            match id.parse().map(StaffId) {
                Ok(id) if found.contains(&id) => {}
                Ok(id) => found.push(id),
                Err(_) => self.wrong(Field::Mentions, "error-choice"),
            }
        }
        found
    }

    fn pieces(&mut self, field: Field, name: &str) -> u32 {
        match self.fields.filled(name) {
            None => 0,
            Some(text) => text.parse().ok().filter(|n| *n <= MOST).unwrap_or_else(|| {
                self.wrong(field, "error-number-form");
                0
            }),
        }
    }

    /// Nothing at all means all that was applied for.
    fn quantities(&mut self, case: &Case) -> Vec<u32> {
        if !any_line(self.fields, case, "qty") {
            return Vec::new();
        }
        (0..case.lines.len())
            .map(|at| self.pieces(Field::Quantities, &format!("qty-{at}")))
            .collect()
    }

    fn inspection(&mut self, case: &Case) -> Vec<InspectedLine> {
        let mut lines = Vec::with_capacity(case.lines.len());
        for at in 0..case.lines.len() {
            let passed = self.pieces(Field::Inspection, &format!("passed-{at}"));
            let failed = self.pieces(Field::Inspection, &format!("failed-{at}"));
            let grade = self
                .fields
                .filled(&format!("grade-{at}"))
                .and_then(Grade::from_code);
            match grade {
                Some(grade) => lines.push(InspectedLine {
                    line: at,
                    passed,
                    failed,
                    grade,
                }),
                None if passed + failed == 0 => {}
                None => self.wrong(Field::Inspection, "error-grade-missing"),
            }
        }
        lines
    }
}

fn any_line(fields: &Fields, case: &Case, prefix: &str) -> bool {
    (0..case.lines.len()).any(|at| fields.filled(&format!("{prefix}-{at}")).is_some())
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A case named by its number, if this person may see it.
fn other_case(
    view: &impl View,
    viewer: &Viewer,
    reader: &mut Reader<'_>,
) -> Result<Option<CaseId>, Failure> {
    let Some(text) = reader.fields.filled(Field::Case.code()) else {
        return Ok(None);
    };
    let Some(no) = CaseNo::parse(text) else {
        reader.wrong(Field::Case, "error-case-no-form");
        return Ok(None);
    };
    match see_case(view, viewer, &no) {
        Ok((case, _)) => Ok(Some(case.id())),
        Err(Failure::NotFound) => {
            reader.wrong(Field::Case, "error-case-unknown");
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}
