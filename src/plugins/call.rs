//! One call: a fresh instance, held to its limits, and dropped with everything it did not finish.

use super::ask::Answer;
use super::ask::Ask;
use super::contract::aftercare::plugin::types::CallContext;
use super::contract::aftercare::plugin::types::PluginError;
use super::fault::Fault;
use super::fault::FaultKind;
use super::limits::Limits;
use super::loaded::Loaded;
use super::network::Exchange;
use super::state::State;
use super::surroundings::LogLine;
use super::surroundings::Staged;
use super::surroundings::Surroundings;
use std::time::Duration;
use wasmtime::Store;
use wasmtime::UpdateDeadline;

/// How a call came out.
#[derive(Debug)]
pub enum Outcome {
    Answered(Answer),
    /// The plugin said why not.
    Refused(PluginError),
    /// The plugin broke.
    Broken(Fault),
}

/// A call that is over, and all it left.
#[derive(Debug)]
pub struct Done {
    pub outcome: Outcome,
    /// To be kept if it was answered; rotated secrets in any case.
    pub staged: Staged,
    pub log: Vec<LogLine>,
    pub exchanges: Vec<Exchange>,
    pub cost: Cost,
}

/// What a call took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Cost {
    /// Of the processor, in ticks of 10 ms.
    pub ticks: u32,
    /// The most memory it had at once, in bytes.
    pub peak: usize,
    pub http_calls: u32,
}

/// The most a store may hold of the guest's handles.
const HANDLES: usize = 4_096;

impl Loaded {
    /// Asks it. The guest runs on the thread that polls this future; it yields every tick.
    pub async fn call(
        &self,
        ask: &Ask,
        context: &CallContext,
        limits: Limits,
        around: Surroundings,
    ) -> Done {
        let wall = limits.wall;
        let mut store = self.store(limits, around);
        let ran = tokio::time::timeout(wall, self.run(&mut store, ask, context)).await;
        let state = store.into_data();
        let said = state.said.contents();
        let said = state.without_secrets(&String::from_utf8_lossy(&said));
        let outcome = match ran {
            Err(_) => Outcome::Broken(late(wall, &said)),
            Ok(Ok(Ok(answer))) => match super::checked::check(ask, &answer) {
                Ok(()) => Outcome::Answered(answer),
                Err(why) => Outcome::Broken(Fault::new(FaultKind::Invalid, why)),
            },
            Ok(Ok(Err(error))) => Outcome::Refused(error),
            Ok(Err(error)) => {
                let fault = match error.downcast::<Unoffered>() {
                    Ok(unoffered) => Fault::new(FaultKind::Missing, unoffered.to_string()),
                    Err(error) => {
                        let fault = Fault::of(&error, state.meter.refused, &said);
                        Fault::new(fault.kind, state.without_secrets(&fault.text))
                    }
                };
                Outcome::Broken(fault)
            }
        };
        Done {
            outcome,
            cost: Cost {
                ticks: state.meter.ticks,
                peak: state.meter.peak,
                http_calls: state.http_calls,
            },
            staged: state.staged,
            log: state.log,
            exchanges: state.exchanges,
        }
    }

    /// A store that holds a guest to its limits.
    pub(super) fn store(&self, limits: Limits, around: Surroundings) -> Store<State> {
        let mut store = Store::new(self.engine.inner(), State::new(around, limits));
        store.limiter(|state| &mut state.meter);
        store.set_hostcall_fuel(limits.output);
        store.set_max_component_handles(HANDLES);
        store.set_epoch_deadline(1);
        // Waiting for the network ticks too; only a tick that finds the guest running counts.
        store.epoch_deadline_callback(|mut store| {
            let meter = &mut store.data_mut().meter;
            meter.ticks += 1;
            Ok(match meter.ticks > meter.ticks_allowed {
                true => UpdateDeadline::Interrupt,
                false => UpdateDeadline::Yield(1),
            })
        });
        store
    }

    async fn run(
        &self,
        store: &mut Store<State>,
        ask: &Ask,
        context: &CallContext,
    ) -> wasmtime::Result<Result<Answer, PluginError>> {
        let offers = &self.offers;
        let instance = self.ready.instantiate_async(&mut *store).await?;
        let c = context;
        macro_rules! ask {
            ($offer:ident.$call:ident($($argument:expr),*) => $answer:expr) => {{
                let Some(indices) = &offers.$offer else {
                    return Err(wasmtime::Error::from(Unoffered(ask.name())));
                };
                let guest = indices.load(&mut *store, &instance)?;
                guest.$call(&mut *store, c, $($argument),*).await?.map($answer)
            }};
        }
        Ok(match ask {
            Ask::Verify => ask!(account.call_verify() => Answer::Verified),
            Ask::Track(queries) => ask!(courier.call_track(queries) => Answer::Tracked),
            Ask::Recognise(number) => {
                ask!(courier_recognise.call_recognise(number) => Answer::Recognised)
            }
            Ask::Subscribe {
                queries,
                callback_url,
            } => ask!(courier_subscribe.call_subscribe(queries, callback_url) => Answer::Tracked),
            Ask::ReadCourierPush(incoming) => {
                ask!(courier_push.call_read(incoming) => Answer::CourierPush)
            }
            Ask::PullOrders(window) => ask!(marketplace.call_pull_orders(window) => Answer::Orders),
            Ask::PullRequests(window) => {
                ask!(marketplace.call_pull_requests(window) => Answer::Requests)
            }
            Ask::GetOrder(id) => {
                ask!(marketplace_order.call_get_order(id) => |found| Answer::Order(Box::new(found)))
            }
            Ask::GetRequest(id) => {
                ask!(marketplace.call_get_request(id) => |found| Answer::Request(Box::new(found)))
            }
            Ask::PushDecision(decision) => {
                ask!(marketplace.call_push_decision(decision) => Answer::Ack)
            }
            Ask::CheckDecision(decision) => {
                ask!(marketplace.call_check_decision(decision) => Answer::Ack)
            }
            Ask::States => ask!(marketplace.call_states() => Answer::States),
            Ask::ReadMarketplacePush(incoming) => {
                ask!(marketplace_push.call_read(incoming) => Answer::MarketplacePush)
            }
            Ask::SendSms(message) => ask!(sms.call_send(message) => Answer::Sent),
            Ask::QuerySms(ids) => ask!(sms.call_query(ids) => Answer::Receipts),
            Ask::EstimateSms(message) => ask!(sms.call_estimate(message) => Answer::Size),
            Ask::CheckSms { message, sent_at } => {
                ask!(sms_check.call_check(message, sent_at) => Answer::Found)
            }
            Ask::ReadSmsPush(incoming) => ask!(sms_push.call_read(incoming) => Answer::SmsPush),
            Ask::Post(alert) => ask!(robot.call_post(alert) => |()| Answer::Posted),
            Ask::Execute(entry) => ask!(payout.call_execute(entry) => Answer::Paid),
            Ask::CheckPayout(entry) => ask!(payout.call_check(entry) => Answer::Paid),
            Ask::OnEvent(event) => ask!(automation.call_on_event(event) => Answer::Wishes),
            Ask::Advise(facts) => ask!(automation.call_advise(facts) => Answer::Wishes),
        })
    }
}

fn late(wall: Duration, said: &str) -> Fault {
    let text = format!("it was not done after {} s\n{said}", wall.as_secs());
    Fault::new(FaultKind::Wall, text)
}

/// It does not offer this call.
#[derive(Debug)]
struct Unoffered(&'static str);

impl std::fmt::Display for Unoffered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the component does not offer {}", self.0)
    }
}

impl std::error::Error for Unoffered {}
