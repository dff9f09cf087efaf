//! A design from a CSV file: a column per parameter or lever, a row per setting. An empty cell leaves
//! the dimension as registry and scenario have it.

use std::path::Path;

use super::design::{Dimension, Setting};
use crate::evidence::{LeverRegistry, LeverValues, Parameter, ParameterDraws, Registry};
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::input::{Diagnostic, both, in_words};
use crate::vocabulary::Lang;

/// Columns that say something about a row and are no dimension: those of our own tables.
const LABELS: [&str; 6] = ["setting", "draw", "weight", "distance", "batch", "seed"];
/// Problems after which reading stops.
const MOST: usize = 20;

/// Dimensions and settings of a file.
///
/// # Errors
/// Every problem of the file, up to a number.
pub(super) fn read(
    path: &Path,
    registry: &Registry,
    levers: &LeverRegistry,
) -> Result<(Vec<Dimension>, Vec<Setting>), Vec<Diagnostic>> {
    let name = path.display().to_string();
    let unreadable = |error: csv::Error| {
        let [nl, en] = in_words(&error);
        vec![Diagnostic::error(
            name.clone(),
            both(
                format!("dit bestand kan niet worden gelezen: {nl}"),
                format!("this file cannot be read: {en}"),
            ),
        )]
    };
    let mut table = csv::Reader::from_path(path).map_err(unreadable)?;
    let headings = table.headers().map_err(unreadable)?.clone();
    let mut problems = Vec::new();
    let columns: Vec<Option<Column>> = headings
        .iter()
        .map(|heading| match column(heading, registry, levers) {
            Ok(column) => column,
            Err(problem) => {
                problems.push(Diagnostic {
                    file: name.clone(),
                    ..*problem
                });
                None
            }
        })
        .collect();
    let mut settings = Vec::new();
    for (number, row) in table.records().enumerate() {
        let row = row.map_err(unreadable)?;
        let mut setting = Setting::new();
        for (column, cell) in columns.iter().zip(&row) {
            let Some(column) = column else { continue };
            setting.push(column.value(cell).unwrap_or_else(|(nl, en)| {
                let (line, id) = (number + 2, quoted(&column.dimension.id));
                problems.push(Diagnostic::error(
                    name.clone(),
                    both(
                        format!("regel {line}, kolom {id}: {nl}"),
                        format!("line {line}, column {id}: {en}"),
                    ),
                ));
                f64::NAN
            }));
        }
        settings.push(setting);
        if problems.len() >= MOST {
            break;
        }
    }
    let dimensions: Vec<Dimension> = columns
        .into_iter()
        .flatten()
        .map(|column| column.dimension)
        .collect();
    if problems.is_empty() && (dimensions.is_empty() || settings.is_empty()) {
        problems.push(Diagnostic::error(
            name,
            both(
                "dit bestand bevat geen instellingen: verwacht een kolom per parameter en een regel per instelling",
                "this file holds no settings: expected a column per parameter and a line per setting",
            ),
        ));
    }
    if problems.is_empty() {
        Ok((dimensions, settings))
    } else {
        Err(problems)
    }
}

/// The accepted draws of a calibration, those that are compiled in when no file is given: a dimension
/// for each uncertain parameter, a setting for each draw.
///
/// # Errors
/// When the file cannot be read, is no file of draws, or does not go with the registry.
pub(super) fn read_draws(
    path: Option<&Path>,
    registry: &Registry,
) -> Result<(Vec<Dimension>, Vec<Setting>), Vec<Diagnostic>> {
    let refuse = |nl: String, en: String| {
        let name = path.map_or(String::new(), |path| path.display().to_string());
        vec![Diagnostic::error(name, both(nl, en))]
    };
    let draws = match path {
        None => ParameterDraws::embedded(registry),
        Some(path) => match std::fs::read_to_string(path) {
            Ok(text) => ParameterDraws::parse(&text, registry),
            Err(error) => {
                let [nl, en] = in_words(&error);
                return Err(refuse(
                    format!("dit bestand kan niet worden gelezen: {nl}"),
                    format!("this file cannot be read: {en}"),
                ));
            }
        },
    };
    let draws = draws.map_err(|error| {
        let [nl, en] = [Lang::Nl, Lang::En].map(|lang| error.text(lang));
        refuse(
            format!("deze trekkingen kunnen niet worden gebruikt: {nl}"),
            format!("these draws cannot be used: {en}"),
        )
    })?;
    let uncertain: Vec<&Parameter> = registry.iter().filter(|one| one.is_uncertain()).collect();
    let dimensions = uncertain
        .iter()
        .map(|one| Dimension::of_parameter(one, None));
    let setting = |place| {
        uncertain
            .iter()
            .map(|one| draws.coordinate(place, one))
            .collect()
    };
    Ok((
        dimensions.collect(),
        (0..draws.draws.len()).map(setting).collect(),
    ))
}

struct Column {
    dimension: Dimension,
    allowed: [f64; 2],
}

impl Column {
    fn value(&self, cell: &str) -> Result<f64, (String, String)> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(f64::NAN);
        }
        let [low, high] = self.allowed;
        match cell.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(number),
            Ok(number) => Err((
                format!("{number} ligt buiten het bereik {low} tot en met {high}"),
                format!("{number} lies outside the range {low} to {high}"),
            )),
            Err(_) => {
                let shown = quoted(cell);
                Err((
                    format!("{shown} is geen getal (met een decimale punt)"),
                    format!("{shown} is no number (with a decimal point)"),
                ))
            }
        }
    }
}

fn column(
    heading: &str,
    registry: &Registry,
    levers: &LeverRegistry,
) -> Result<Option<Column>, Box<Diagnostic>> {
    if LABELS.contains(&heading) {
        return Ok(None);
    }
    if let Some(parameter) = registry.get(heading) {
        return Ok(Some(Column {
            dimension: Dimension::of_parameter(parameter, None),
            allowed: parameter.range,
        }));
    }
    let lever = heading
        .strip_prefix("lever.")
        .and_then(|id| levers.find(id));
    if let Some((_, lever)) = lever {
        let allowed = match &lever.values {
            LeverValues::Range(range) => *range,
            LeverValues::Choices(words) => [0.0, words.len() as f64 - 1.0],
        };
        return Ok(Some(Column {
            dimension: Dimension::of_lever(lever, None),
            allowed,
        }));
    }
    let of_levers = levers.iter().map(|one| format!("lever.{}", one.id));
    let names: Vec<String> = registry
        .iter()
        .map(|one| one.id.clone())
        .chain(of_levers)
        .collect();
    let near = nearest(heading, names.iter().map(String::as_str));
    let shown = quoted(heading);
    let problem = Diagnostic::error(
        "",
        both(
            format!("kolom {shown} is geen parameter en geen knop"),
            format!("column {shown} is no parameter and no lever"),
        ),
    );
    Err(Box::new(problem.remedy(did_you_mean(near))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn of(text: &str) -> Result<(Vec<Dimension>, Vec<Setting>), Vec<Diagnostic>> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("written");
        let registry = Registry::embedded().expect("a registry");
        let levers = LeverRegistry::embedded().expect("a registry");
        read(file.path(), &registry, &levers)
    }

    #[test]
    fn columns_are_parameters_or_levers_and_an_empty_cell_leaves_them() {
        let (dimensions, settings) =
            of("draw,ties.loss,lever.guidance.hours\n1,0.1,12\n2,,0\n").expect("a design");
        let names: Vec<String> = dimensions.iter().map(Dimension::column).collect();
        assert_eq!(names, ["ties.loss", "lever.guidance.hours"]);
        assert_eq!(settings[0], [0.1, 12.0]);
        assert!(settings[1][0].is_nan() && settings[1][1] == 0.0);
    }

    #[test]
    fn the_accepted_draws_are_a_design_of_all_uncertain_parameters() {
        let registry = Registry::embedded().expect("a registry");
        let draws = ParameterDraws::embedded(&registry).expect("draws");
        let (dimensions, settings) = read_draws(None, &registry).expect("a design");
        assert_eq!(settings.len(), draws.draws.len());
        let uncertain = registry.iter().filter(|one| one.is_uncertain()).count();
        assert_eq!(dimensions.len(), uncertain);
        for (place, setting) in settings.iter().enumerate() {
            let values = dimensions.iter().zip(setting);
            let values = values.map(|(one, value)| (one.id.as_str(), *value));
            let own = registry.clone().at_all(values).expect("in range");
            assert_eq!(own, draws.registry_of(place, &registry).expect("in range"));
        }
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), draws.text()).expect("written");
        assert_eq!(
            read_draws(Some(file.path()), &registry)
                .expect("a design")
                .1,
            settings
        );
        fs::write(file.path(), "ties.loss\n0.1\n").expect("written");
        assert!(read_draws(Some(file.path()), &registry).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_by_line_and_column() {
        let problems = of("ties.los\n0.1\n").expect_err("refused");
        assert_eq!(problems[0].remedies[0][1], "did you mean 'ties.loss'?");
        let problems = of("ties.loss\n0.1\n9\nx\n").expect_err("refused");
        assert!(problems[0].message[1].starts_with("line 3, column 'ties.loss': 9 lies"));
        assert!(problems[1].message[1].contains("line 4"));
        assert!(of("ties.loss\n").is_err());
    }
}
