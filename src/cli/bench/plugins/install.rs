//! Plugins brought, agreed to and given an account, through the same doors as on the page.

use super::guests;
use crate::actions::access::Viewer;
use crate::actions::plugins::accounts;
use crate::actions::plugins::accounts::Wanted;
use crate::actions::plugins::bringing;
use crate::actions::plugins::consent;
use crate::actions::plugins::consent::Agreed;
use crate::actions::plugins::standing;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::money::Fen;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::Rights;
use crate::domain::plugin::identity::sha256;
use crate::domain::plugin::installed::Machine;
use crate::domain::plugin::installed::Packed;
use crate::domain::plugin::permissions::Rate;
use crate::domain::plugin::values::Typed;
use crate::plugins::engine::Engine;
use crate::plugins::machine;
use crate::store::people;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use std::path::Path;
use std::sync::Arc;

/// What `fill` calls the owner.
const OWNER: &str = "bench";
/// What an account of the official plugin is told.
const TYPED: [(&str, &str); 4] = [
    ("customer", "DEMO0CUSTOMER"),
    ("key", "tRvAsKeY0001"),
    ("salt", "sAlTsAlT01"),
    ("detail", "4"),
];
/// No brake but the machine itself: what a service allows a second is not what is measured.
const UNBOUND: Rate = Rate {
    per_second: 1_000_000,
    per_minute: None,
    burst: 1_000_000,
    per_day: u32::MAX,
};

/// A component with its machine code, made once for all its copies.
pub struct Made {
    component: Vec<u8>,
    manifest: String,
    code: Vec<u8>,
}

impl Made {
    /// The official plugin, compiled by a child as when it is installed.
    ///
    /// # Errors
    /// When it does not compile, or the disk fails.
    pub fn official(repository: &Path, scratch: &Path) -> Result<Made> {
        let (component, manifest) = guests::official_with_manifest(repository)?;
        let (from, to) = (scratch.join("official.wasm"), scratch.join("official.code"));
        std::fs::write(&from, &component).context("writing a component")?;
        let program = std::env::current_exe().context("finding this program")?;
        machine::compile(&program, &from, &to).map_err(|fault| anyhow!("{}", fault.text))?;
        Ok(Made {
            component,
            manifest,
            code: std::fs::read(&to).context("reading machine code")?,
        })
    }

    /// Its `n`-th copy, under a name of its own, switched on and with an account.
    ///
    /// # Errors
    /// When a door refuses it.
    pub fn install(&self, app: &App, engine: &Engine, n: usize) -> Result<PluginAccountId> {
        let own = format!("id = \"bench.courier-{n:03}\"");
        let text = self
            .manifest
            .replacen("id = \"aftercare.kuaidi100\"", &own, 1);
        let mut manifest: Manifest = guests::manifest(&text)?;
        for row in &mut manifest.permissions.http {
            row.rate = UNBOUND;
        }
        let files = app.store.files();
        let machine = Machine {
            sum: files.put(&self.code)?,
            key: machine::key(engine, &self.component),
        };
        let packed = Packed {
            package: files.put(text.as_bytes())?,
            component: files.put(&self.component)?,
            size: self.component.len() as u64,
            sha256: sha256(text.as_bytes()),
            publisher: None,
            follows: None,
            manifest,
        };
        let owner = app
            .store
            .read(|view| Ok(people::by_login(view, OWNER)?))
            .map_err(|failure| anyhow!("reading the owner: {failure}"))?;
        let viewer = Viewer::new(owner.context("the owner")?, Fen(0));
        let agreed = Agreed {
            plugin: packed.manifest.id.clone(),
            version: packed.manifest.version.clone(),
            hash: Rights::of_manifest(&packed.manifest).hash(),
            enable: true,
        };
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        let wanted = Wanted {
            plugin: packed.manifest.id.clone(),
            account: None,
            name: "bench".to_owned(),
            typed: Typed {
                fields: TYPED.into_iter().map(owned).collect(),
                ..Typed::default()
            },
            seen: None,
        };
        let (moment, token, store) = (app.moment(), app.token(), Arc::clone(&app.store));
        app.store
            .write(None, moment.now, move |plan| {
                bringing::bring(plan, &viewer, packed, &moment)?;
                consent::agree(plan, &viewer, &agreed, &moment)?;
                standing::compiled(plan, &agreed.plugin, &agreed.version, Some(machine))?;
                accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)
            })
            .map_err(|failure| anyhow!("installing a plugin: {failure}"))
    }
}
