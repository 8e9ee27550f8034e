//! What DNS says of the domain a mailbox sends from.

use crate::domain::notice::mail::MailProfile;
use crate::domain::notice::sender;
use crate::domain::notice::sender::Dkim;
use crate::domain::notice::sender::Dmarc;
use crate::domain::notice::sender::Finding;
use crate::domain::notice::sender::Spf;
use crate::domain::notice::sender::Texts;
use crate::egress::Network;
use std::time::Duration;

/// The longest DNS may think about one name, however many servers it asks.
const ANSWER: Duration = Duration::from_secs(6);

/// The three records receivers look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub spf: Finding<Spf>,
    pub dkim: Finding<Dkim>,
    pub dmarc: Finding<Dmarc>,
}

/// Asks DNS for them, as far as it answers.
pub async fn check(network: &Network, profile: &MailProfile) -> Checked {
    let domain = profile.domain();
    let place = profile
        .signing
        .as_ref()
        .map(|signing| signing.place(domain));
    let key = async {
        match &place {
            Some(place) => texts(network, place).await,
            None => Ok(Vec::new()),
        }
    };
    let (of_domain, of_key, policy) =
        futures_util::join!(texts(network, domain), key, policy(network, domain));
    let public = profile
        .signing
        .as_ref()
        .map(|signing| signing.public.as_str());
    let (spf, dkim) = (sender::spf(&of_domain), sender::dkim(&of_key, public));
    Checked {
        dmarc: sender::dmarc(&policy, spf.came, dkim.came),
        spf,
        dkim,
    }
}

/// The texts at the nearest place that has a policy.
async fn policy(network: &Network, domain: &str) -> Texts {
    for place in sender::dmarc_places(domain) {
        let found = texts(network, &place).await?;
        if found
            .iter()
            .any(|text| text.trim_start().starts_with("v=DMARC1"))
        {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

async fn texts(network: &Network, name: &str) -> Texts {
    match tokio::time::timeout(ANSWER, (network.texts)(name.to_owned())).await {
        Ok(found) => found.map_err(|error| error.to_string()),
        Err(_) => Err("no answer".to_owned()),
    }
}
