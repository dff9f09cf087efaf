//! What the operating system or a library says, in words. Their own messages are English whatever the
//! language of the user, so the common ones are said again here, in both languages.

use std::error::Error;
use std::io::{self, ErrorKind};

use super::diagnostic::{Both, both};

/// What went wrong when something was read, written or begun, as the end of a sentence. What is not
/// known here is passed on as it was said, and marked so.
pub(crate) fn in_words(error: &(dyn Error + 'static)) -> Both {
    if let Some(known) = error.downcast_ref::<io::Error>() {
        return of_system(known);
    }
    if let Some(known) = error.downcast_ref::<csv::Error>() {
        return of_table(known);
    }
    match error.source() {
        Some(cause) => in_words(cause),
        None => as_said(error),
    }
}

fn of_system(error: &io::Error) -> Both {
    if let Some((_, nl, en)) = KINDS.iter().find(|(kind, ..)| *kind == error.kind()) {
        return both(*nl, *en);
    }
    if let Some(number) = error.raw_os_error() {
        let known = NUMBERS.iter().find(|(known, ..)| *known == number);
        return match known {
            Some((_, nl, en)) if cfg!(unix) => both(*nl, *en),
            _ => both(
                format!("fout {number} van het systeem"),
                format!("error {number} of the system"),
            ),
        };
    }
    match error.get_ref() {
        Some(cause) => in_words(cause),
        None => as_said(error),
    }
}

fn of_table(error: &csv::Error) -> Both {
    let line = |position: &Option<csv::Position>| match position {
        Some(at) => both(
            format!("in regel {}", at.line()),
            format!("in line {}", at.line()),
        ),
        None => both("in een regel", "in a line"),
    };
    match error.kind() {
        csv::ErrorKind::Io(error) => of_system(error),
        csv::ErrorKind::Utf8 { pos, .. } => {
            let [nl, en] = line(pos);
            both(
                format!("{nl} staat tekst die geen UTF-8 is"),
                format!("{en} stands text that is not UTF-8"),
            )
        }
        csv::ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => {
            let [nl, en] = line(pos);
            both(
                format!("{nl} staan {len} cellen, en in de eerste {expected_len}"),
                format!("{en} are {len} cells, and in the first {expected_len}"),
            )
        }
        _ => as_said(error),
    }
}

fn as_said(error: &dyn Error) -> Both {
    both(
        format!("een bibliotheek meldt: \"{error}\""),
        format!("a library says: \"{error}\""),
    )
}

/// What the system says most, in Dutch and in English.
const KINDS: &[(ErrorKind, &str, &str)] = &[
    (
        ErrorKind::NotFound,
        "er is geen bestand of map van die naam",
        "there is no file or folder of that name",
    ),
    (
        ErrorKind::PermissionDenied,
        "geen toestemming",
        "permission denied",
    ),
    (
        ErrorKind::AlreadyExists,
        "er is al iets van die naam",
        "something of that name exists already",
    ),
    (
        ErrorKind::IsADirectory,
        "dit is een map, geen bestand",
        "this is a folder, not a file",
    ),
    (
        ErrorKind::NotADirectory,
        "een deel van het pad is een bestand en geen map",
        "a part of the path is a file and no folder",
    ),
    (
        ErrorKind::DirectoryNotEmpty,
        "de map is niet leeg",
        "the folder is not empty",
    ),
    (
        ErrorKind::StorageFull,
        "de schijf is vol",
        "the disk is full",
    ),
    (
        ErrorKind::QuotaExceeded,
        "uw deel van de schijf is vol",
        "your share of the disk is full",
    ),
    (
        ErrorKind::FileTooLarge,
        "het bestand wordt te groot voor deze schijf",
        "the file becomes too large for this disk",
    ),
    (
        ErrorKind::ReadOnlyFilesystem,
        "op deze schijf kan alleen worden gelezen",
        "this disk can only be read",
    ),
    (
        ErrorKind::InvalidFilename,
        "deze naam is te lang of bevat een teken dat niet mag",
        "this name is too long or has a character that is not allowed",
    ),
    (
        ErrorKind::ResourceBusy,
        "een ander programma gebruikt dit",
        "another program is using this",
    ),
    (
        ErrorKind::ExecutableFileBusy,
        "dit programma draait op dit moment",
        "this program is running at this moment",
    ),
    (
        ErrorKind::CrossesDevices,
        "dit ligt op een andere schijf",
        "this lies on another disk",
    ),
    (
        ErrorKind::OutOfMemory,
        "er is te weinig geheugen",
        "there is too little memory",
    ),
    (
        ErrorKind::WouldBlock,
        "het systeem heeft nu te weinig over; probeer het later nog eens",
        "the system has too little left now; try again later",
    ),
    (
        ErrorKind::UnexpectedEof,
        "het houdt op voordat het af is",
        "it ends before it is complete",
    ),
    (
        ErrorKind::InvalidData,
        "de inhoud is niet wat hier wordt verwacht, of is geen UTF-8",
        "the content is not what is expected here, or is not UTF-8",
    ),
    (
        ErrorKind::WriteZero,
        "er kan niets meer bij",
        "nothing more can be written",
    ),
    (
        ErrorKind::BrokenPipe,
        "wie dit zou lezen, is gestopt",
        "whoever would read this has stopped",
    ),
    (
        ErrorKind::TimedOut,
        "het duurt te lang",
        "it takes too long",
    ),
    (
        ErrorKind::StaleNetworkFileHandle,
        "de netwerkschijf is er niet meer",
        "the network disk has gone",
    ),
    (
        ErrorKind::Interrupted,
        "het is onderbroken",
        "it was interrupted",
    ),
    (
        ErrorKind::Unsupported,
        "dit systeem kan dat niet",
        "this system cannot do that",
    ),
];

/// Errors of Unix systems that have no kind: their number, in Dutch, in English. 5 is EIO, 23 and 24
/// ENFILE and EMFILE.
const NUMBERS: &[(i32, &str, &str)] = &[
    (
        5,
        "de schijf zelf geeft een fout",
        "the disk itself gives an error",
    ),
    (
        23,
        "er staan te veel bestanden open op deze computer",
        "too many files are open on this computer",
    ),
    (
        24,
        "er staan te veel bestanden open",
        "too many files are open",
    ),
];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn words(error: impl Error + 'static) -> Both {
        in_words(&error)
    }

    #[test]
    fn what_the_system_says_is_said_in_both_languages() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = fs::read_to_string(folder.path().join("none")).expect_err("not there");
        assert_eq!(
            words(missing),
            both(
                "er is geen bestand of map van die naam",
                "there is no file or folder of that name"
            )
        );
        let is_folder = fs::read_to_string(folder.path()).expect_err("a folder");
        assert_eq!(words(is_folder)[0], "dit is een map, geen bestand");
        let twice = fs::create_dir(folder.path()).expect_err("there already");
        assert_eq!(words(twice)[0], "er is al iets van die naam");
        let file = folder.path().join("file");
        fs::write(&file, [0xff, 0xfe]).expect("written");
        let through = fs::write(file.join("below"), "").expect_err("no folder");
        assert!(words(through)[0].starts_with("een deel van het pad"));
        let no_text = fs::read_to_string(&file).expect_err("no text");
        assert!(words(no_text)[0].ends_with("geen UTF-8"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn numbers_of_the_system_have_words() {
        for (number, start) in [
            (28, "de schijf is vol"),
            (13, "geen toestemming"),
            (5, "de schijf zelf"),
            (24, "er staan te veel bestanden"),
            (71, "fout 71 van het systeem"),
        ] {
            let [nl, en] = words(io::Error::from_raw_os_error(number));
            assert!(nl.starts_with(start), "{nl}");
            assert!(!en.contains("os error"), "{en}");
        }
    }

    #[test]
    fn an_error_within_another_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let gone = folder.path().join("gone");
        // The maker of temporary files wraps what the system says.
        let wrapped = tempfile::NamedTempFile::new_in(&gone).expect_err("no folder");
        assert!(words(wrapped)[0].starts_with("er is geen bestand of map"));
        let table = csv::Reader::from_path(&gone).expect_err("no file");
        assert!(words(io::Error::other(table))[1].starts_with("there is no file"));
        let said = words(io::Error::other("Some words"));
        assert_eq!(said[0], "een bibliotheek meldt: \"Some words\"");
    }

    #[test]
    fn a_table_that_is_not_even_is_told_with_its_line() {
        let mut reader = csv::Reader::from_reader("a,b\n1\n".as_bytes());
        let error = reader.records().next().expect("a row").expect_err("uneven");
        assert_eq!(
            words(error)[0],
            "in regel 2 staan 1 cellen, en in de eerste 2"
        );
    }
}
