//! `plugin new`: writes the folder of a plugin that builds, checks and tests green at once.

mod kit;
mod templates;

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::domain::plugin::PluginId;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
pub use templates::Kind;
pub use templates::Language;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(help = said::help("cli-plugin-new-name"))]
    name: String,
    #[arg(long, help = said::help("cli-plugin-new-lang"))]
    lang: Language,
    #[arg(long, default_value = "courier", help = said::help("cli-plugin-new-kind"))]
    kind: Kind,
    #[arg(long, help = said::help("cli-plugin-new-id"))]
    id: Option<String>,
    #[arg(long, value_name = "PATH", help = said::help("cli-plugin-new-sdk"))]
    sdk: Option<PathBuf>,
}

pub fn run(wish: &Wish) -> Result<Exit, Problem> {
    let name = wish.name.as_str();
    if !is_name(name) {
        let args = [("name", name.into())];
        return Err(Problem::new(Exit::Usage, "cli-plugin-new-bad-name", &args));
    }
    let id = wish.id.clone().unwrap_or(format!("com.example.{name}"));
    if PluginId::parse(&id).is_none() {
        let args = [("id", id.into())];
        return Err(Problem::new(Exit::Usage, "cli-plugin-new-bad-id", &args));
    }
    let folder = Path::new(name);
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        let args = [("folder", name.into())];
        return Err(Problem::new(Exit::NotNow, "cli-plugin-new-taken", &args));
    }
    let Some(template) = templates::of(wish.lang, wish.kind) else {
        let args = [
            ("lang", wish.lang.code().into()),
            ("kind", wish.kind.code().into()),
            ("there", templates::there().into()),
        ];
        return Err(Problem::new(
            Exit::Usage,
            "cli-plugin-new-no-template",
            &args,
        ));
    };
    let sdk = match &wish.sdk {
        None => None,
        Some(path) => Some(elsewhere(path, wish.lang)?),
    };
    let filled = |text: &str| {
        let path = sdk.as_ref().map_or("sdk".to_owned(), |path| path.clone());
        let members = if sdk.is_some() { "" } else { "\"sdk\"" };
        text.replace("{{name}}", name)
            .replace("{{crate}}", &name.replace('-', "_"))
            .replace("{{id}}", &id)
            .replace("{{language}}", wish.lang.code())
            .replace("{{sdk}}", &path)
            .replace("{{members}}", members)
    };
    for (path, text) in template {
        write(&folder.join(path), &filled(text))?;
    }
    if sdk.is_none() {
        for (path, text) in kit::of(wish.lang) {
            write(&folder.join("sdk").join(path), text)?;
        }
        for (path, text) in kit::CONTRACT {
            write(&folder.join("wit").join(path), text)?;
        }
    }
    let key = match wish.lang {
        Language::Rust => "cli-plugin-new-rust",
        Language::Ts => "cli-plugin-new-ts",
        Language::Python => "cli-plugin-new-python",
    };
    println!(
        "{}",
        said::both("cli-plugin-new-made", &[("folder", name.into())])
    );
    println!("{}", said::both(key, &[("folder", name.into())]));
    Ok(Exit::Done)
}

/// A name that folder, package and manifest can all have.
fn is_name(name: &str) -> bool {
    let inside = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('-')
        && name.bytes().all(inside)
}

/// Where a kit lies that is not copied: whole, so that the folder can be anywhere.
fn elsewhere(path: &Path, lang: Language) -> Result<String, Problem> {
    let whole = path
        .canonicalize()
        .map_err(|error| package::unreadable(path, &error))?;
    match whole.join(kit::mark(lang)).is_file() {
        true => Ok(whole.display().to_string()),
        false => {
            let args = [
                ("path", whole.display().to_string().into()),
                ("mark", kit::mark(lang).into()),
            ];
            Err(Problem::new(Exit::Usage, "cli-plugin-new-no-sdk", &args))
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text))
        .map_err(|error| package::unwritable(path, &error))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_fits_a_folder_a_package_and_a_manifest() {
        for fine in ["swift", "my-courier", "a1"] {
            assert!(is_name(fine), "{fine}");
        }
        for not in ["", "Swift", "1track", "a_b", "../a", "a-", "快递"] {
            assert!(!is_name(not), "{not}");
        }
    }
}
