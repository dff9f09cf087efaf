//! Files that are there whole or not at all: written under another name, synchronised and renamed.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::input::folder_of;

/// End of the names of files that are being written.
pub(super) const UNFINISHED: &str = ".tmp";

/// Writes a file that is not there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file under another name, synchronises and renames it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = begin_file(path)?;
    file.write_all(bytes)?;
    finish_file(file, path)
}

/// A file to be written in parts, to be finished by [`finish_file`]; gone when it is not.
pub(crate) fn begin_file(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    unfinished(folder, &format!(".{name}-"))
}

/// Synchronises a file and gives it its name.
pub(crate) fn finish_file(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    synchronise(folder_of(path))
}

/// A file to be renamed, readable as ordinary files are, not for the owner alone.
fn unfinished(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes a new name in a folder last.
pub(super) fn synchronise(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
