//! What roles may approve without a limit of their own (D8).

use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::rules::RulePack;

/// The highest limit of someone's roles, in 分.
pub fn default_limit(rules: &RulePack, roles: &[Role]) -> Fen {
    let _ = rules;
    roles
        .iter()
        .map(|role| match role {
            Role::Owner => Fen(i64::MAX),
            Role::Supervisor => Fen(200_000),
            Role::Agent => Fen(20_000),
            _ => Fen::ZERO,
        })
        .max()
        .unwrap_or(Fen::ZERO)
}
