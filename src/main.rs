//! The `isolement` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    isolement::cli::main()
}
