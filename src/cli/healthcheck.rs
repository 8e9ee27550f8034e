//! `healthcheck`: asks the running server whether it is well, for Docker and the like.

use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::config::Config;
use crate::config::PublicUrl;
use std::time::Duration;

/// A server that takes longer is not well.
const PATIENCE: Duration = Duration::from_secs(5);

pub fn run(config: &Config) -> Result<Exit, Problem> {
    let site = config.site();
    let address = format!(
        "{}{}/healthz",
        PublicUrl::of_listener(config.listen).origin,
        site.path
    );
    let answer = actix_web::rt::System::new().block_on(ask(&address));
    match answer {
        Ok(()) => {
            println!(
                "{}",
                said::both("cli-healthy", &[("address", (&address).into())])
            );
            Ok(Exit::Done)
        }
        Err(why) => Err(Problem::new(
            Exit::Failed,
            "cli-unhealthy",
            &[("address", (&address).into()), ("why", why.into())],
        )),
    }
}

async fn ask(address: &str) -> Result<(), String> {
    let client = awc::Client::builder().timeout(PATIENCE).finish();
    let answer = client.get(address).send().await;
    match answer.map_err(|error| error.to_string())?.status() {
        status if status.is_success() => Ok(()),
        status => Err(status.to_string()),
    }
}
