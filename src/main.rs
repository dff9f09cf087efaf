//! The `isolement` command.
fn main() {}
