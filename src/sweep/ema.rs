//! A sweep as the results of the EMA Workbench (Kwakkel 2017): the file that its `save_results` writes
//! and its `load_results` reads, a compressed archive of one table of experiments and one file per
//! outcome.

use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::disk::{begin_file, finish_file};
use super::error::{Refused, cannot_write};
use super::results::Results;

/// Writes the means over replicates; each setting under each policy is one experiment.
///
/// # Errors
/// When the file cannot be written.
pub fn write_ema(results: &Results, path: &Path) -> Result<(), Refused> {
    write(results, path).map_err(|error| cannot_write(path, &error))
}

fn write(results: &Results, path: &Path) -> io::Result<()> {
    let manifest = &results.manifest;
    let mut names: Vec<String> = manifest.dimensions.iter().map(|one| one.column()).collect();
    let mut types: Vec<(String, &str)> =
        names.iter().map(|name| (name.clone(), "float64")).collect();
    for (name, kind) in [
        ("scenario", "int64"),
        ("policy", "object"),
        ("model", "object"),
    ] {
        names.push(name.to_owned());
        types.push((name.to_owned(), kind));
    }
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(&names)?;
    let policies = manifest.policies.len();
    for (number, setting) in results.settings.iter().enumerate() {
        for policy in &manifest.policies {
            let values = setting.iter().map(|value| value.to_string());
            let labels = [
                number.to_string(),
                policy.id.clone(),
                "isolement".to_owned(),
            ];
            table.write_record(values.chain(labels))?;
        }
    }
    let experiments = table
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    let outcomes: Vec<[String; 3]> = manifest
        .outcomes
        .iter()
        .map(|one| {
            let name = one.column();
            let file = format!("{name}.cls");
            ["ScalarOutcome".to_owned(), name, file]
        })
        .collect();
    let experiment_types: serde_json::Map<String, serde_json::Value> = types
        .into_iter()
        .map(|(name, kind)| (name, kind.into()))
        .collect();
    let metadata = json!({
        "version": 0.1,
        "outcomes": outcomes,
        "experiments": experiment_types,
    });
    let mut archive = tar::Builder::new(GzEncoder::new(begin_file(path)?, Compression::default()));
    put(&mut archive, "experiments.csv", &experiments)?;
    put(
        &mut archive,
        "metadata.json",
        metadata.to_string().as_bytes(),
    )?;
    for (place, [_, _, file]) in outcomes.iter().enumerate() {
        let mut text = String::new();
        for setting in 0..results.settings.len() {
            for policy in 0..policies {
                text.push_str(&results.mean(setting, policy, place).to_string());
                text.push('\n');
            }
        }
        put(&mut archive, file, text.as_bytes())?;
    }
    finish_file(archive.into_inner()?.finish()?, path)
}

fn put<W: Write>(archive: &mut tar::Builder<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    archive.append_data(&mut header, name, bytes)
}
