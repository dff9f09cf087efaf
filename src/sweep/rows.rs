//! The rows of a store: one per unit, as they stand in parts and in the merged table.

use bytes::Bytes;

use super::design::Setting;
use super::manifest::{Manifest, PartKey};
use super::run::UnitResult;
use super::table::{Cells, Column, from_bytes, to_bytes};

const DONE: &str = "done";
const FAILED: &str = "failed";

/// What became of a unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) unit: String,
    pub(crate) setting: usize,
    pub(crate) replicate: u32,
    pub(crate) policy: usize,
    pub(crate) result: UnitResult,
}

/// The command that runs a unit again, from within the folder of the store.
pub(crate) fn replay(unit: &str) -> String {
    format!("isolement sweep replay . {unit}")
}

/// The columns of some rows. `setting_of` gives the values of a setting.
pub(crate) fn columns<'a>(
    manifest: &Manifest,
    rows: &[Row],
    setting_of: impl Fn(usize) -> &'a Setting,
) -> Vec<Column> {
    let text = |of: &dyn Fn(&Row) -> Option<String>| Cells::Text(rows.iter().map(of).collect());
    let whole = |of: &dyn Fn(&Row) -> i64| Cells::Whole(rows.iter().map(of).collect());
    let number = |of: &dyn Fn(&Row) -> f64| Cells::Number(rows.iter().map(of).collect());
    let mut columns = vec![
        Column::new("unit", text(&|row| Some(row.unit.clone()))),
        Column::new("setting", whole(&|row| row.setting as i64)),
        Column::new("replicate", whole(&|row| i64::from(row.replicate))),
        Column::new("seed", whole(&|_| manifest.seed as i64)),
        Column::new(
            "policy",
            text(&|row| Some(manifest.policies[row.policy].id.clone())),
        ),
    ];
    for (place, dimension) in manifest.dimensions.iter().enumerate() {
        columns.push(Column::new(
            dimension.column(),
            number(&|row| setting_of(row.setting)[place]),
        ));
    }
    for (place, measure) in manifest.outcomes.iter().enumerate() {
        columns.push(Column::new(
            measure.column(),
            number(&|row| {
                row.result
                    .as_ref()
                    .map_or(f64::NAN, |numbers| numbers[place])
            }),
        ));
    }
    let status = |row: &Row| Some(if row.result.is_ok() { DONE } else { FAILED }.to_owned());
    columns.push(Column::new("status", text(&status)));
    columns.push(Column::new(
        "message",
        text(&|row| row.result.as_ref().err().cloned()),
    ));
    columns.push(Column::new(
        "replay",
        text(&|row| row.result.as_ref().err().map(|_| replay(&row.unit))),
    ));
    columns
}

/// A part as the bytes of its file.
pub(crate) fn part_bytes(
    manifest: &Manifest,
    rows: &[Row],
    settings: &[Setting],
) -> Result<Vec<u8>, String> {
    let columns = columns(manifest, rows, |setting| &settings[setting]);
    to_bytes(&columns).map_err(|error| error.to_string())
}

/// The rows of a part, which must be those that belong in it.
pub(crate) fn part_rows(
    manifest: &Manifest,
    key: &PartKey,
    bytes: Vec<u8>,
) -> Result<Vec<Row>, String> {
    let mut names: Vec<String> = [
        "unit",
        "setting",
        "replicate",
        "policy",
        "status",
        "message",
    ]
    .map(str::to_owned)
    .to_vec();
    names.extend(manifest.outcomes.iter().map(|measure| measure.column()));
    let columns = from_bytes(Bytes::from(bytes), &names).map_err(|error| error.to_string())?;
    let text = |column: usize, row: usize| match &columns[column].cells {
        Cells::Text(texts) => texts.get(row).cloned().flatten(),
        _ => None,
    };
    let whole = |column: usize, row: usize| match &columns[column].cells {
        Cells::Whole(numbers) => numbers.get(row).copied(),
        _ => None,
    };
    let expected = key
        .settings()
        .flat_map(|setting| (0..manifest.policies.len()).map(move |policy| (setting, policy)));
    let mut rows = Vec::new();
    for (at, (setting, policy)) in expected.enumerate() {
        let right = whole(1, at) == Some(setting as i64)
            && whole(2, at) == Some(i64::from(key.replicate))
            && text(3, at).as_ref() == Some(&manifest.policies[policy].id);
        if !right {
            return Err(format!("row {at} is not of setting {setting}"));
        }
        let result = if text(4, at).as_deref() == Some(DONE) {
            let number = |column: &Column| match &column.cells {
                Cells::Number(numbers) => numbers.get(at).copied().unwrap_or(f64::NAN),
                _ => f64::NAN,
            };
            Ok(columns[6..].iter().map(number).collect())
        } else {
            Err(text(5, at).unwrap_or_default())
        };
        rows.push(Row {
            unit: text(0, at).unwrap_or_default(),
            setting,
            replicate: key.replicate,
            policy,
            result,
        });
    }
    Ok(rows)
}
