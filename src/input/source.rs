//! A file as text, with its lines: what can be read, and where in it a place is.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::diagnostic::{Both, Diagnostic, Place, both};
use super::suggest::{did_you_mean, nearest, quoted};
use super::system::in_words;

/// The largest file that is read, in bytes. The longest preset is a hundredth of it.
const LARGEST: u64 = 1_000_000;

/// How much of a long line is shown, in bytes on each side of a place.
const SHOWN: usize = 90;

/// The text of a file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// As the user named it.
    pub(crate) path: PathBuf,
    /// Its text, without a byte order mark.
    pub(crate) text: String,
    line_starts: Vec<usize>,
}

impl Source {
    pub(crate) fn new(path: &Path, text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            path: path.to_owned(),
            text,
            line_starts,
        }
    }

    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Box<Diagnostic>> {
        let name = path.display().to_string();
        let refuse = |message| Err(Box::new(Diagnostic::error(name.clone(), message)));
        match fs::metadata(path) {
            Err(error) => return Err(Box::new(unreadable(path, &error))),
            Ok(about) if about.is_dir() => return Err(Box::new(folder(path))),
            Ok(about) if !about.is_file() => {
                return refuse(both(
                    "dit is geen gewoon bestand",
                    "this is not an ordinary file",
                ));
            }
            Ok(_) => {}
        }
        let mut bytes = Vec::new();
        if let Err(error) =
            File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        {
            return Err(Box::new(unreadable(path, &error)));
        }
        if bytes.len() as u64 > LARGEST {
            return refuse(both(
                "dit bestand is groter dan 1 MB; zo'n bestand is een paar kB",
                "this file is larger than 1 MB; a file of this kind is a few kB",
            ));
        }
        decode(bytes)
            .map(|text| Self::new(path, text))
            .map_err(|(message, remedy)| Box::new(Diagnostic::error(name, message).remedy(remedy)))
    }

    /// The name under which messages show the file.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Line of a byte, counted from 0.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= at) - 1
    }

    /// The text of a line, counted from 0, without its end.
    pub(crate) fn line(&self, line: usize) -> &str {
        let start = self.line_starts[line];
        let end = self
            .line_starts
            .get(line + 1)
            .map_or(self.text.len(), |&end| end - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    /// The place of a span of bytes; a span over more lines is cut at the end of the first.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let start = floor(&self.text, span.start);
        let line = self.line_of(start);
        let text = self.line(line);
        let from = floor(text, start - self.line_starts[line]);
        let to = floor(
            text,
            (span.end.max(start) - self.line_starts[line]).max(from),
        );
        let column = text[..from].chars().count() + 1;
        let (left, right) = if text.len() <= 2 * SHOWN {
            (0, text.len())
        } else {
            (
                floor(text, from.saturating_sub(SHOWN)),
                floor(text, to.min(from + SHOWN) + SHOWN),
            )
        };
        Place {
            line: line + 1,
            column,
            text: text[left..right].to_owned(),
            marked: from - left..to.min(right) - left,
        }
    }

    /// An error at a span.
    pub(crate) fn error(&self, span: &Range<usize>, message: Both) -> Diagnostic {
        Diagnostic::error(self.name(), message).at(self.place(span))
    }

    /// A warning at a span.
    pub(crate) fn warning(&self, span: &Range<usize>, message: Both) -> Diagnostic {
        Diagnostic::warning(self.name(), message).at(self.place(span))
    }
}

/// The last boundary between characters at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn decode(bytes: Vec<u8>) -> Result<String, (Both, Both)> {
    let save_as = both(
        "sla het bestand op als platte tekst in UTF-8",
        "save the file as plain text in UTF-8",
    );
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = both(
            "dit bestand is opgeslagen als UTF-16, niet als UTF-8",
            "this file is saved as UTF-16, not as UTF-8",
        );
        return Err((message, save_as));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = both(
            format!("dit is geen tekstbestand: byte {at} is nul"),
            format!("this is not a text file: byte {at} is zero"),
        );
        return Err((message, save_as));
    }
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        let message = both(
            "de regels van dit bestand eindigen op een teken van oude computers (CR)",
            "the lines of this file end in a sign of old computers (CR)",
        );
        let remedy = both(
            "sla het bestand op met gewone regeleinden (LF of CRLF)",
            "save the file with ordinary line ends (LF or CRLF)",
        );
        return Err((message, remedy));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.remove(0);
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let byte = bytes.get(at).copied().unwrap_or_default();
            let message = both(
                format!("dit bestand is geen UTF-8: byte {at} (regel {line}) is 0x{byte:02x}"),
                format!("this file is not UTF-8: byte {at} (line {line}) is 0x{byte:02x}"),
            );
            Err((message, save_as))
        }
    }
}

/// The TOML files of a folder by name without `.toml`, sorted; at most a thousand are looked at.
pub(crate) fn toml_files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(here(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .take(1000)
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            Some(name.strip_suffix(".toml")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// The folder of a file; `.` when the file is named without one.
pub(crate) fn folder_of(path: &Path) -> &Path {
    here(path.parent().unwrap_or(Path::new("")))
}

fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let refuse = |nl: &str, en: &str| Diagnostic::error(path.display().to_string(), both(nl, en));
    match error.kind() {
        ErrorKind::NotFound => {
            let folder = folder_of(path);
            let missing = refuse("dit bestand bestaat niet", "this file does not exist");
            if !folder.is_dir() {
                let folder = quoted(&folder.display().to_string());
                return missing.note(both(
                    format!("de map {folder} bestaat ook niet"),
                    format!("the folder {folder} does not exist either"),
                ));
            }
            let wrong = path.file_stem().unwrap_or_default().to_string_lossy();
            let names = toml_files_in(folder);
            let near = nearest(&wrong, names.iter().map(String::as_str)).map(|name| {
                path.with_file_name(format!("{name}.toml"))
                    .display()
                    .to_string()
            });
            missing.remedy(did_you_mean(near.as_deref()))
        }
        ErrorKind::PermissionDenied => refuse(
            "dit bestand mag niet worden gelezen (geen toestemming)",
            "this file may not be read (permission denied)",
        ),
        _ => {
            let [nl, en] = in_words(error);
            refuse(
                &format!("dit bestand kan niet worden gelezen: {nl}"),
                &format!("this file cannot be read: {en}"),
            )
        }
    }
}

fn folder(path: &Path) -> Diagnostic {
    let refuse = Diagnostic::error(
        path.display().to_string(),
        both(
            "dit is een map, geen bestand",
            "this is a folder, not a file",
        ),
    );
    let example = toml_files_in(path)
        .first()
        .map(|name| path.join(format!("{name}.toml")).display().to_string());
    refuse.remedy(example.map(|file| {
        both(
            format!("noem de bestanden, bijvoorbeeld {file}"),
            format!("name the files, for instance {file}"),
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new(Path::new("a.toml"), text.to_owned())
    }

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let source = source("een = 1\r\nvier€ = 22\n");
        let at = source.text.find("22").expect("there");
        let place = source.place(&(at..at + 2));
        assert_eq!((place.line, place.column), (2, 9));
        assert_eq!(place.text, "vier€ = 22");
        assert_eq!(&place.text[place.marked], "22");
    }

    #[test]
    fn a_place_is_found_for_any_span() {
        let source = source("é\nb\n\"\"\"long\nstring");
        for start in 0..source.text.len() + 3 {
            for end in 0..source.text.len() + 3 {
                let place = source.place(&(start..end));
                assert!(place.text.get(place.marked).is_some());
            }
        }
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let source = source(&format!("{}X{}", "a".repeat(5000), "b".repeat(5000)));
        let place = source.place(&(5000..5001));
        assert_eq!(place.column, 5001);
        assert!(place.text.len() < 200);
        assert_eq!(&place.text[place.marked], "X");
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_by_offset_and_line() {
        let (message, _) = decode(b"a = 1\nb = \"caf\xe9\"\n".to_vec()).expect_err("refused");
        assert_eq!(
            message[1],
            "this file is not UTF-8: byte 14 (line 2) is 0xe9"
        );
        assert!(decode(vec![b'a', 0, 1]).expect_err("refused").0[1].contains("byte 1 is zero"));
        assert_eq!(decode("\u{feff}a".into()).expect("text"), "a");
    }
}
