//! The life of a plugin, told.

use super::accounts;
use super::accounts::Wanted;
use super::bringing;
use super::consent;
use super::consent::Agreed;
use super::standing;
use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::people;
use crate::domain::ids::PluginAccountId;
use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::Rights;
use crate::domain::plugin::Version;
use crate::domain::plugin::identity::sha256;
use crate::domain::plugin::installed::Packed;
use crate::domain::plugin::installed::Plugin;
use crate::domain::plugin::installed::State;
use crate::domain::plugin::tests::KUAIDI100;
use crate::domain::plugin::values::Typed;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Store;
use crate::store::plugins;
use crate::store::vault::Vault;

struct Desk {
    store: Store,
    owner: Viewer,
    agent: Viewer,
    _folder: tempfile::TempDir,
}

fn moment() -> Moment {
    Moment {
        now: Timestamp(1_000),
        salt: "00".into(),
    }
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let files = crate::store::files::Files::open(folder.path()).expect("files");
        let store = Store::in_memory(files).expect("a store");
        let person = |login: &'static str, role: Role| {
            let new = people::NewStaff {
                login: login.into(),
                display_name: login.into(),
                password_hash: "hash".into(),
                roles: vec![role],
                shops: Vec::new(),
                limit: None,
                lang: crate::domain::people::Lang::ZhCn,
            };
            let id = store
                .write(None, Timestamp(0), move |plan| {
                    people::create(plan, &new, &moment())
                })
                .expect("a person");
            let staff = store.read(|view| Ok(crate::store::people::by_id(view, id)?));
            Viewer::new(staff.expect("reads").expect("there"), Fen(0))
        };
        Desk {
            owner: person("owner", Role::Owner),
            agent: person("agent", Role::Agent),
            store,
            _folder: folder,
        }
    }

    fn act<T>(
        &self,
        act: impl FnOnce(&mut Plan<'_, '_>, &Viewer) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + Send + 'static,
    {
        let owner = self.owner.clone();
        self.store
            .write(None, Timestamp(1_000), move |plan| act(plan, &owner))
    }

    fn bring(&self, packed: Packed) -> Result<(PluginId, Version), Failure> {
        self.act(move |plan, owner| bringing::bring(plan, owner, packed, &moment()))
    }

    fn agree(&self, packed: &Packed, enable: bool) -> Result<(), Failure> {
        let agreed = Agreed {
            plugin: packed.manifest.id.clone(),
            version: packed.manifest.version.clone(),
            hash: Rights::of_manifest(&packed.manifest).hash(),
            enable,
        };
        self.act(move |plan, owner| consent::agree(plan, owner, &agreed, &moment()))
    }

    fn plugin(&self) -> Plugin {
        let all = self
            .store
            .read(|view| Ok(plugins::all(view)?))
            .expect("reads");
        all.into_iter().next().expect("a plugin")
    }

    fn grants(&self) -> usize {
        let id = id();
        let grants = self.store.read(move |view| Ok(plugins::grants(view, &id)?));
        grants.expect("reads").len()
    }
}

fn id() -> PluginId {
    PluginId::parse("cn.example.kuaidi100").expect("an id")
}

fn version(text: &str) -> Version {
    Version::parse(text).expect("a version")
}

/// A version of the plugin, signed by the publisher with this number.
fn packed(version: &str, by: Option<u8>, change: (&str, &str)) -> Packed {
    let text = KUAIDI100
        .replacen("1.4.0", version, 1)
        .replacen(change.0, change.1, 1);
    Packed {
        manifest: Manifest::read(&text).expect("a manifest"),
        package: "0".repeat(64),
        component: "1".repeat(64),
        size: 8,
        sha256: sha256(format!("{text}{by:?}").as_bytes()),
        publisher: by.map(|n| PublisherKey::of_bytes(&[n; 32])),
        follows: None,
    }
}

const SAME: (&str, &str) = ("", "");
const MORE: (&str, &str) = ("[\"POST\"]", "[\"GET\", \"POST\"]");

fn keys(failure: Failure) -> Vec<(String, String)> {
    match failure {
        Failure::Invalid(wrong) => wrong,
        other => panic!("{other}"),
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    keys(answer.expect_err("refused")).remove(0).1
}

#[test]
fn a_plugin_is_brought_agreed_to_and_switched_on_by_the_owner_alone() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    let (agent, theirs) = (desk.agent.clone(), one.clone());
    let answer = desk.act(move |plan, _| bringing::bring(plan, &agent, theirs, &moment()));
    assert!(matches!(answer, Err(Failure::NotAllowed)));

    desk.bring(one.clone()).expect("brought");
    assert_eq!(desk.plugin().state, State::Uploaded);
    assert!(!desk.plugin().is_running());
    let too_early = desk.act(|plan, owner| standing::enable(plan, owner, &id(), &moment()));
    assert_eq!(refused(too_early), "error-plugin-no-grant");

    desk.agree(&one, false).expect("agreed");
    assert_eq!(desk.plugin().state, State::Installed);
    desk.act(|plan, owner| standing::enable(plan, owner, &id(), &moment()))
        .expect("on");
    assert!(desk.plugin().is_running());
    desk.act(|plan, owner| standing::disable(plan, owner, &id(), &moment()))
        .expect("off");
    // A fault that comes in late switches nothing on again.
    let held =
        desk.act(|plan, _| standing::hold(plan, &id(), State::Quarantined, "trap", &moment()));
    assert!(!held.expect("asked"));
    assert_eq!(desk.plugin().state, State::Disabled);
}

#[test]
fn what_was_seen_is_what_is_agreed_to() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    desk.bring(one).expect("brought");
    // The page showed the rights of another package.
    let other = packed("1.4.0", Some(1), MORE);
    assert!(matches!(
        desk.agree(&other, true),
        Err(Failure::ChangedMeanwhile)
    ));
    assert_eq!(desk.grants(), 0);
}

#[test]
fn a_version_stays_what_it_is_and_a_plugin_stays_its_publishers() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    desk.bring(one.clone()).expect("brought");
    desk.bring(one.clone()).expect("the same again");
    assert_eq!(desk.plugin().releases.len(), 1);
    let other = packed("1.4.0", Some(1), MORE);
    assert_eq!(refused(desk.bring(other)), "error-plugin-version-differs");

    desk.agree(&one, true).expect("agreed");
    let thief = packed("1.5.0", Some(2), SAME);
    assert_eq!(refused(desk.bring(thief)), "error-plugin-other-key");
    let nobody = packed("1.5.0", None, SAME);
    assert_eq!(refused(desk.bring(nobody)), "error-plugin-unsigned-now");

    let mut heir = packed("1.5.0", Some(2), SAME);
    heir.follows = one.publisher;
    desk.bring(heir.clone()).expect("handed over");
    desk.agree(&heir, true).expect("agreed");
    assert_eq!(desk.plugin().trusted, heir.publisher);
    let before = packed("1.6.0", Some(1), SAME);
    assert_eq!(refused(desk.bring(before)), "error-plugin-other-key");
}

#[test]
fn an_upgrade_needs_a_new_consent_only_when_it_wants_more() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    let two = packed("1.5.0", Some(1), ("quota-kib = 512", "quota-kib = 100"));
    let three = packed("1.6.0", Some(1), MORE);
    for version in [&one, &two, &three] {
        desk.bring(version.clone()).expect("brought");
    }
    desk.agree(&one, true).expect("agreed");
    let lets = |packed: &Packed| {
        let packed = packed.clone();
        let grant = desk
            .store
            .read(move |view| consent::grant_for(view, &packed));
        grant.expect("reads").is_some()
    };
    assert!(lets(&one) && lets(&two) && !lets(&three));
    desk.agree(&two, false).expect("one click");
    assert_eq!((desk.grants(), desk.plugin().state), (1, State::Enabled));
    desk.agree(&three, false).expect("agreed");
    assert_eq!(desk.grants(), 2);
    assert_eq!(desk.plugin().active, Some(version("1.6.0")));

    let back = desk
        .act(|plan, owner| consent::roll_back(plan, owner, &id(), &version("1.4.0"), &moment()));
    back.expect("back");
    assert_eq!(desk.plugin().active, Some(version("1.4.0")));
    // A version that never ran is nothing to go back to, and the one that runs cannot be thrown away.
    let gone =
        desk.act(|plan, owner| bringing::discard(plan, owner, &id(), &version("1.4.0"), &moment()));
    assert_eq!(refused(gone), "error-plugin-active");
}

#[test]
fn two_former_versions_are_kept() {
    let desk = Desk::new();
    for number in ["1.0.0", "1.1.0", "1.2.0", "1.3.0"] {
        let packed = packed(number, Some(1), SAME);
        desk.bring(packed.clone()).expect("brought");
        desk.agree(&packed, true).expect("agreed");
    }
    let plugin = desk.plugin();
    let kept: Vec<String> = plugin
        .releases
        .iter()
        .map(|release| release.packed.manifest.version.to_string())
        .collect();
    assert_eq!(kept, ["1.3.0", "1.2.0", "1.1.0"]);
    // Also of one that is gone it is known what it was.
    assert_eq!(plugin.seen.len(), 4);
}

#[test]
fn an_unsigned_plugin_is_agreed_to_for_its_very_content() {
    let desk = Desk::new();
    let one = packed("1.4.0", None, SAME);
    let two = packed("1.5.0", None, SAME);
    desk.bring(one.clone()).expect("brought");
    desk.agree(&one, true).expect("agreed");
    desk.bring(two.clone()).expect("brought");
    let grant = desk.store.read(move |view| consent::grant_for(view, &two));
    assert!(
        grant.expect("reads").is_none(),
        "other content is asked about anew"
    );
}

fn wanted(account: Option<PluginAccountId>, fields: &[(&str, &str)]) -> Wanted {
    let pair = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    Wanted {
        plugin: id(),
        account,
        name: "主账号".into(),
        typed: Typed {
            fields: fields.iter().map(pair).collect(),
            ..Typed::default()
        },
        seen: None,
    }
}

impl Desk {
    fn save(&self, wanted: Wanted) -> Result<PluginAccountId, Failure> {
        let vault = Vault::for_tests();
        self.act(move |plan, owner| accounts::save(plan, &vault, owner, &wanted, "ab", &moment()))
    }
}

#[test]
fn secrets_are_sealed_kept_when_left_empty_and_never_exported() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    desk.bring(one.clone()).expect("brought");
    desk.agree(&one, true).expect("agreed");
    let unfit = keys(
        desk.save(wanted(None, &[("customer", "AB")]))
            .expect_err("refused"),
    );
    let fields: Vec<&str> = unfit.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["customer", "key"]);

    let id_of = desk
        .save(wanted(
            None,
            &[("customer", "ABCDEF"), ("key", "k-secret-9"), ("salt", "s")],
        ))
        .expect("saved");
    let twice = desk.save(wanted(None, &[("customer", "ABCDEF"), ("key", "k")]));
    assert_eq!(refused(twice), "error-plugin-account-taken");

    let mut again = wanted(Some(id_of), &[("customer", "GHIJKL")]);
    again.typed.forget.insert("salt".into());
    desk.save(again).expect("saved");
    let account = desk
        .store
        .read(move |view| Ok(plugins::account(view, id_of)?));
    let account = account.expect("reads").expect("there");
    assert_eq!(account.secrets.keys().collect::<Vec<_>>(), ["key"]);
    let kept = &account.secrets["key"].sealed;
    assert_eq!(
        Vault::for_tests().open_sealed(kept).expect("opens"),
        "k-secret-9"
    );
    assert!(
        !serde_json::to_string(&account)
            .expect("json")
            .contains("k-secret-9")
    );

    let owner = desk.owner.clone();
    let exported = desk
        .store
        .read(move |view| accounts::export(view, &owner, &id()));
    let exported = serde_json::to_value(exported.expect("exports")).expect("json");
    assert_eq!(exported["accounts"][0]["settings"]["customer"], "GHIJKL");
    assert_eq!(exported["accounts"][0]["secrets_to_type"][0], "key");
    assert!(!exported.to_string().contains(&kept.sealed));
}

#[test]
fn a_plugin_goes_with_all_it_had() {
    let desk = Desk::new();
    let one = packed("1.4.0", Some(1), SAME);
    desk.bring(one.clone()).expect("brought");
    desk.agree(&one, true).expect("agreed");
    desk.save(wanted(None, &[("customer", "ABCDEF"), ("key", "k")]))
        .expect("saved");
    desk.act(|plan, owner| standing::remove(plan, owner, &id(), &moment()))
        .expect("gone");
    let left = desk.store.read(|view| {
        Ok((
            plugins::all(view)?.len(),
            plugins::all_accounts(view)?.len(),
            plugins::grants(view, &id())?.len(),
            crate::store::audit::newest(view, 10)?,
        ))
    });
    let (all, accounts, grants, audit) = left.expect("reads");
    assert_eq!((all, accounts, grants), (0, 0, 0));
    let told: Vec<&str> = audit.iter().map(|event| event.what.as_str()).collect();
    let expected = [
        "plugin_removed",
        "plugin_account_added",
        "plugin_agreed",
        "plugin_brought",
    ];
    assert_eq!(told[..4], expected);
}
