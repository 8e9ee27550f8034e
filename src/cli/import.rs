//! `import orders FILE`: the orders or after-sales list of a file into a stopped desk.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::actions::Moment;
use crate::actions::shops;
use crate::app::system_now;
use crate::config::Config;
use crate::domain::ids::ShopId;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::store::Store;
use crate::store::orders;
use crate::transfer::cell::Reason;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::import;
use crate::transfer::import::ImportTo;
use crate::transfer::import::Stopped;
use crate::transfer::import_job;
use crate::transfer::limits::Limits;
use crate::transfer::plan;
use crate::transfer::profile;
use crate::transfer::refused::Refused;
use crate::transfer::report::ImportReport;
use crate::transfer::table::Table;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Bad rows told one by one; `--json` lists them all.
const TOLD: usize = 20;

#[derive(clap::Subcommand)]
pub enum Import {
    #[command(about = said::help("cli-import-orders"))]
    Orders(Wish),
}

#[derive(clap::Args)]
pub struct Wish {
    #[arg(value_name = "FILE", help = said::help("cli-import-file"))]
    file: PathBuf,
    #[arg(long, value_name = "SHOP", help = said::help("cli-import-shop"))]
    shop: Option<String>,
    #[arg(long, value_name = "NAME", help = said::help("cli-import-encoding"))]
    encoding: Option<String>,
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
}

pub fn run(import: &Import, config: &Config) -> Result<Exit, Problem> {
    let Import::Orders(wish) = import;
    let encoding = encoding(wish.encoding.as_deref())?;
    let file = File::open(&wish.file).map_err(|error| {
        let args = [
            ("file", wish.file.display().to_string().into()),
            ("why", error.to_string().into()),
        ];
        Problem::new(Exit::Usage, "cli-import-unreadable", &args)
    })?;
    let store = opening::existing_or_new(config)?;
    let report = bring(&store, file, encoding, wish.shop.as_deref())?;
    if wish.json {
        let json = serde_json::to_string(&report).map_err(anyhow::Error::from)?;
        println!("{json}");
    } else {
        tell(&report);
    }
    Ok(match report.errors.is_empty() {
        true => Exit::Done,
        false => Exit::Attention,
    })
}

fn bring(
    store: &Store,
    file: File,
    encoding: Option<TextEncoding>,
    named: Option<&str>,
) -> Result<ImportReport, Problem> {
    let mut table = Table::open(BufReader::new(file), encoding, Limits::default())?;
    let plan = plan::look(&mut table, &|fingerprint| {
        import_job::remembered(store, fingerprint)
    })?
    .plan()?;
    let moment = Moment {
        now: system_now(),
        salt: crate::app::random_hex(),
    };
    let to = ImportTo {
        shop: match first_shop(store, &plan, named, &moment)? {
            Some(shop) => shop,
            None => shop(store, named)?,
        },
        zone: import_job::zone(store)?,
        moment,
    };
    let mut watch = |_| ControlFlow::Continue(());
    match import::run(store, &mut table, &plan, &to, &mut watch) {
        Ok(imported) => Ok(imported.report),
        Err(Stopped::Refused(refused)) => Err(Problem::from(refused)),
        Err(Stopped::Failed(failure)) => Err(Problem::from(failure)),
    }
}

fn encoding(name: Option<&str>) -> Result<Option<TextEncoding>, Problem> {
    let Some(name) = name else { return Ok(None) };
    let lower = name.to_lowercase();
    let code = match lower.as_str() {
        "gbk" | "gb2312" => "gb18030",
        "utf8" => "utf-8",
        other => other,
    };
    let known = TextEncoding::from_code(code);
    known.map(Some).ok_or_else(|| {
        let all: Vec<&str> = TextEncoding::ALL.iter().map(|one| one.code()).collect();
        let args = [("name", name.into()), ("all", all.join(", ").into())];
        Problem::new(Exit::Usage, "cli-import-encoding-unknown", &args)
    })
}

/// Makes the first shop of a desk that has none yet, so that orders may come in before the set-up,
/// which takes that shop over. The file's own platform becomes its channel.
fn first_shop(
    store: &Store,
    plan: &plan::Plan,
    named: Option<&str>,
    moment: &Moment,
) -> Result<Option<ShopId>, Problem> {
    if !store.read(|view| Ok(orders::shops(view)?))?.is_empty() {
        return Ok(None);
    }
    let name = named
        .unwrap_or(Words::of(Lang::ZhCn).t("cli-first-shop"))
        .to_owned();
    let profile = plan.sheets.first().map(|sheet| sheet.profile.as_str());
    let platform = profile.unwrap_or_default().split('-').next();
    let channel = match platform.unwrap_or_default() {
        "pinduoduo" => Channel::Pdd,

        code => Channel::from_code(code).unwrap_or(Channel::Other),
    };
    let moment = moment.clone();
    let made = store.write(None, moment.now, move |plan| {
        shops::create(plan, &name, channel, &moment)
    })?;
    Ok(Some(made))
}

/// The shop by number or name; the only one when none is named.
fn shop(store: &Store, named: Option<&str>) -> Result<ShopId, Problem> {
    let shops = store.read(|view| Ok(orders::shops(view)?))?;
    let found = match named {
        Some(named) => shops
            .iter()
            .find(|shop| shop.name == named || shop.id.to_string() == named),
        None if shops.len() == 1 => shops.first(),
        None => None,
    };
    found.map(|shop| shop.id).ok_or_else(|| {
        let names: Vec<String> = shops
            .iter()
            .map(|shop| format!("{} ({})", shop.name, shop.id))
            .collect();
        let args = [("shops", names.join(", ").into())];
        Problem::new(Exit::Usage, "cli-import-which-shop", &args)
    })
}

fn tell(report: &ImportReport) {
    let lines = said::languages().map(|words| {
        let args = [
            ("profile", profiles(words, &report.profile).into()),
            ("encoding", report.encoding.as_str().into()),
            ("rows", report.rows.into()),
            ("created", report.created.into()),
            ("updated", report.updated.into()),
            ("skipped", report.skipped.into()),
            ("bad", report.errors.len().into()),
        ];
        words.with("cli-imported", &args)
    });
    println!("{}", lines.join("\n"));
    let [chinese, english] = said::languages();
    for error in report.errors.iter().take(TOLD) {
        let reason = Reason::from_code(error.reason).unwrap_or(Reason::Refused);
        println!(
            "{} {} · {} {}",
            error.row,
            error.column,
            chinese.t(&reason.key()),
            english.t(&reason.key())
        );
    }
    if report.errors.len() > TOLD {
        let more = [("count", (report.errors.len() - TOLD).into())];
        println!("{}", said::both("cli-findings-more", &more));
    }
}

fn profiles(words: Words, codes: &str) -> String {
    let names: Vec<&str> = codes
        .split('+')
        .map(|code| words.t(&profile::key(code)))
        .collect();
    names.join(" + ")
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        let lines = said::languages().map(|words| {
            let values = refused.args_in(words);
            let args: Vec<(&str, Arg<'_>)> = values
                .iter()
                .map(|(name, value)| (*name, value.as_str().into()))
                .collect();
            words.with(&refused.key(), &args)
        });
        Problem {
            exit: Exit::Usage,
            text: lines.join("\n"),
        }
    }
}
