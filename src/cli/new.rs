//! `isolement new`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::files::{timeline, typed};
use super::start::levers;
use super::{Ended, message, refuse, say, text, values, with_reason};
use crate::evidence::LeverRegistry;
use crate::input::{Diagnostic, folder_of, in_words};
use crate::scenario::{Scenario, Template, load_each, template};
use crate::vocabulary::{Lang, fill};

/// The scenario on which a new one builds when nothing is said and it stands in the same folder.
const REGULAR: &str = "regular-practice.toml";
/// Where the schema stands in a copy of the project.
const SCHEMA: &str = "docs/scenario.schema.json";

/// Arguments of the verb.
#[derive(Args)]
#[command(
    after_help = "Example:\n  isolement new scenarios/mine.toml --from scenarios/volunteers-first.toml"
)]
pub(super) struct New {
    /// The file to make; its name ends in .toml
    file: PathBuf,
    /// The scenario on which the new one builds: its file or its name [default: regular-practice]
    #[arg(long)]
    from: Option<PathBuf>,
    /// Years of the run in which the values of the base are looked up
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
}

impl New {
    pub fn run(&self, lang: Lang) -> Ended {
        let levers = levers(lang)?;
        let schema = self
            .make(&levers, lang)
            .map_err(|problems| refuse(&problems, lang))?;
        self.next(&levers, schema, lang);
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the file, and gives the path under which it looks for the schema.
    fn make(&self, levers: &LeverRegistry, lang: Lang) -> Result<String, Vec<Diagnostic>> {
        self.check_name().map_err(|problem| vec![*problem])?;
        let base = self.base(levers)?;
        let schema = schema_from(folder_of(&self.file));
        let text = template(
            &Template {
                title: &title(&self.file),
                base: base.as_ref(),
                schema: &schema,
                lang,
            },
            levers,
        );
        let refusal = |error: std::io::Error| {
            vec![self.problem(with_reason(text::NOT_WRITTEN, in_words(&error)))]
        };
        // Never over a file that somebody else made in the meantime, and never half.
        let mut file = tempfile::NamedTempFile::new_in(folder_of(&self.file)).map_err(refusal)?;
        file.write_all(text.as_bytes()).map_err(refusal)?;
        let written = file
            .persist_noclobber(&self.file)
            .map_err(|error| refusal(error.error))?;
        readable(&written).map_err(refusal)?;
        Ok(schema)
    }

    fn problem(&self, message: [String; 2]) -> Diagnostic {
        Diagnostic::error(self.file.display().to_string(), message)
    }

    fn check_name(&self) -> Result<(), Box<Diagnostic>> {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        let ends_well = self.file.extension().is_some_and(|end| end == "toml");
        if !ends_well || stem.is_empty() || stem.starts_with('.') {
            let path = typed(&self.file.with_extension("toml"));
            let problem = self.problem(message(text::NOT_TOML, &[]));
            return Err(Box::new(
                problem.remedy(message(text::TRY_NAME, &[("path", &path)])),
            ));
        }
        if self.file.symlink_metadata().is_ok() {
            let problem = self.problem(message(text::EXISTS, &[]));
            return Err(Box::new(problem.remedy(message(text::OTHER_NAME, &[]))));
        }
        let folder = folder_of(&self.file);
        if !folder.is_dir() {
            let path = folder.display().to_string();
            let problem = self.problem(message(text::NO_FOLDER, &[("path", &path)]));
            return Err(Box::new(problem.remedy(message(text::MAKE_FOLDER, &[]))));
        }
        Ok(())
    }

    fn base(&self, levers: &LeverRegistry) -> Result<Option<Scenario>, Vec<Diagnostic>> {
        let regular = self.file.with_file_name(REGULAR);
        let path = match &self.from {
            Some(from) => self.named(from),
            None if regular.is_file() => regular,
            None => return Ok(None),
        };
        let mut scenarios = load_each(std::slice::from_ref(&path), levers, &timeline(self.years))?;
        let same = match (
            folder_of(&path).canonicalize(),
            folder_of(&self.file).canonicalize(),
        ) {
            (Ok(a), Ok(b)) => a == b,
            _ => false,
        };
        if !same {
            let base = path.display().to_string();
            let beside = path.with_file_name(self.file.file_name().unwrap_or_default());
            let command = format!("{} --from {}", typed(&beside), typed(&path));
            let problem = self.problem(message(text::OTHER_FOLDER, &[("path", &base)]));
            return Err(vec![
                problem.remedy(message(text::TRY_NAME, &[("path", &command)])),
            ]);
        }
        Ok(scenarios.pop())
    }

    /// The file that `--from` means: as given, or the scenario of that name beside the new one.
    fn named(&self, from: &Path) -> PathBuf {
        let with_end = |path: &Path| match path.extension() {
            Some(end) if end == "toml" => path.to_owned(),
            _ => PathBuf::from(format!("{}.toml", path.display())),
        };
        let beside = match from.components().count() {
            1 => with_end(&self.file.with_file_name(from)),
            _ => with_end(from),
        };
        let places = [from.to_owned(), with_end(from), beside.clone()];
        let found = places.into_iter().find(|path| path.is_file());
        found.unwrap_or(if from.exists() {
            from.to_owned()
        } else {
            beside
        })
    }

    fn next(&self, levers: &LeverRegistry, schema: String, lang: Lang) {
        let path = self.file.display().to_string();
        say(fill(text::MADE, lang, &[("path", &path)]));
        let schema = self.file.with_file_name(schema.trim_start_matches("./"));
        if !schema.exists() {
            let path = typed(&schema);
            say(fill(text::SCHEMA_FOR_EDITOR, lang, &[("path", &path)]));
        }
        let Some(example) = levers.iter().next() else {
            return;
        };
        let example = format!("{} {}", example.id, example.another_value());
        let values = [("path", typed(&self.file)), ("example", example)];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        say(fill(text::EDIT_THEN, lang, &values));
        let command = format!("isolement describe {}", typed(&self.file));
        say(fill(text::NEXT, lang, &[("command", &command)]));
    }
}

/// A file that others may read, as an editor would have made it.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

/// Other systems give a new file the rights of its folder.
#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// The name of a file as a first title: `more-coordination` becomes "More coordination".
fn title(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => stem.into_owned(),
    }
}

/// The schema as seen from a folder: that of the project when the folder is in it, else a file in
/// the folder itself, which `isolement schema` can write.
fn schema_from(folder: &Path) -> String {
    let Ok(folder) = folder.canonicalize() else {
        return "./scenario.schema.json".to_owned();
    };
    let above = folder.ancestors().position(|at| at.join(SCHEMA).is_file());
    match above {
        Some(0) => format!("./{SCHEMA}"),
        Some(levels) => format!("{}{SCHEMA}", "../".repeat(levels)),
        None => "./scenario.schema.json".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_is_the_first_title() {
        assert_eq!(
            title(Path::new("a/meer-coördinatie.toml")),
            "Meer coördinatie"
        );
        assert_eq!(title(Path::new("één_plan.toml")), "Één plan");
        assert_eq!(title(Path::new("--.toml")), "--");
    }
}
