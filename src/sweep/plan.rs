//! From a sweep file to what is run: policies, dimensions, design and settings.

use std::path::{Path, PathBuf};

use super::design::{Design, Dimension, MOST_DIMENSIONS, Setting, Target};
use super::file::{DesignTable, Document, Reader, Vary, read};
use super::outcome::Measure;
use super::own_design;
use crate::engine::Model;
use crate::evidence::{LeverRegistry, LeverValues, Registry};
use crate::input::{Both, Diagnostic, Severity, Source, both};
use crate::scenario::{Scenario, Timeline, load};

const YEAR: u64 = 12;
const REPLICATES: u64 = 4;
const SEED: u64 = 2007;
const YEARS: u64 = 10;
/// Settings whose results stand in one file of a store.
const SETTINGS_PER_PART: u64 = 16;
/// Most settings of a sweep.
const MOST_SETTINGS: usize = 5_000_000;

/// A sweep, ready to plan or run.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// Text of its file.
    pub text: String,
    /// Dutch and English title; the name of the file when it has none.
    pub title: Both,
    /// The policies; the first is the base.
    pub policies: Vec<Scenario>,
    /// What varies.
    pub dimensions: Vec<Dimension>,
    /// How.
    pub design: Design,
    /// All settings.
    pub settings: Vec<Setting>,
    /// Replicates of each setting and policy.
    pub replicates: u32,
    /// Seed of design and simulation.
    pub seed: u64,
    /// Share of the full city.
    pub scale: f64,
    /// Months of each run.
    pub months: u16,
    /// What is recorded.
    pub outcomes: Vec<Measure>,
    /// Settings whose results stand in one file of the store.
    pub settings_per_part: usize,
    /// What is legal but odd.
    pub warnings: Vec<Diagnostic>,
}

/// Loads a sweep file and all that it names.
///
/// # Errors
/// Every problem of the sweep file, or of the scenarios and the design that it names.
pub fn load_sweep(
    path: &Path,
    registry: &Registry,
    levers: &LeverRegistry,
) -> Result<Sweep, Vec<Diagnostic>> {
    let source = Source::read(path).map_err(|problem| vec![*problem])?;
    let (document, problems) = read(&source, registry, levers);
    refuse_errors(problems)?;
    let mut reader = Reader {
        source: &source,
        out: Vec::new(),
    };
    let (dimensions, design, own) = resolve(&document, &mut reader, registry, levers)?;
    refuse_errors(std::mem::take(&mut reader.out))?;
    let months = (document.years.unwrap_or(YEARS) * YEAR) as u16;
    let timeline = Timeline {
        start: Model::START,
        months,
    };
    let files: Vec<PathBuf> = document.policies.iter().map(|at| at.0.clone()).collect();
    let policies = load(&files, levers, &timeline)?;
    let seed = document.seed.unwrap_or(SEED);
    let settings = own.unwrap_or_else(|| {
        let count = design.settings(&dimensions).unwrap_or(0);
        design.make(&dimensions, seed, 0..count)
    });
    let mut warnings: Vec<Diagnostic> = policies
        .iter()
        .flat_map(|one| one.warnings.clone())
        .collect();
    warnings.extend(oddities(&source, &document, &design));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let title = document.title.unwrap_or_else(|| both(stem.clone(), stem));
    Ok(Sweep {
        text: source.text.clone(),
        title,
        policies,
        dimensions,
        design,
        settings,
        replicates: document.replicates.unwrap_or(REPLICATES) as u32,
        seed,
        scale: document.scale.unwrap_or(1.0),
        months,
        outcomes: document.outcomes.unwrap_or(Measure::DEFAULT.to_vec()),
        settings_per_part: document.settings_per_part.unwrap_or(SETTINGS_PER_PART) as usize,
        warnings,
    })
}

fn refuse_errors(problems: Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>> {
    if problems.iter().any(|one| one.severity == Severity::Error) {
        return Err(problems);
    }
    Ok(())
}

fn oddities(source: &Source, document: &Document, design: &Design) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let samples = document.design.samples.as_ref();
    let of_sobol = matches!(design, Design::Sobol { .. } | Design::Saltelli { .. });
    if let Some((number, span)) = samples
        && of_sobol
        && !number.is_power_of_two()
    {
        let next = number.next_power_of_two();
        let warning = source.warning(
            span,
            both(
                "punten van Sobol zijn alleen goed verdeeld als hun aantal een macht van 2 is",
                "Sobol points are only well spread when their number is a power of 2",
            ),
        );
        out.push(warning.remedy(both(format!("neem {next}"), format!("take {next}"))));
    }
    out
}

type Resolved = (Vec<Dimension>, Design, Option<Vec<Setting>>);

fn resolve(
    document: &Document,
    reader: &mut Reader<'_>,
    registry: &Registry,
    levers: &LeverRegistry,
) -> Result<Resolved, Vec<Diagnostic>> {
    let kind = document.design.kind.as_ref().map_or("", |at| at.0.as_str());
    let from_file = ["draws", "csv"].contains(&kind);
    if from_file {
        for vary in document.parameters.iter().chain(&document.levers) {
            reader.error(
                &vary.span,
                "een ontwerp uit een bestand zegt zelf wat er varieert",
                "a design from a file says itself what varies",
            );
        }
        refuse_errors(std::mem::take(&mut reader.out))?;
        return own(&document.design, reader, registry, levers);
    }
    let mut dimensions = Vec::new();
    for vary in &document.parameters {
        if let Some(parameter) = registry.get(&vary.id) {
            let range = vary.range.as_ref().map(|at| at.0);
            let dimension = Dimension::of_parameter(parameter, range);
            let wide = Dimension::of_parameter(parameter, None);
            let certain = !parameter.is_uncertain();
            dimensions.push(checked(reader, vary, dimension, [wide.low, wide.high]));
            if certain {
                reader.error(
                    &vary.span,
                    format!("van '{}' is geen onzekerheid bekend", vary.id),
                    format!("no uncertainty of '{}' is known", vary.id),
                );
            }
        }
    }
    for vary in &document.levers {
        if let Some((_, lever)) = levers.find(&vary.id) {
            let range = vary.range.as_ref().map(|at| at.0);
            let widest = match &lever.values {
                LeverValues::Range(range) => *range,
                LeverValues::Choices(words) => [0.0, words.len() as f64 - 1.0],
            };
            dimensions.push(checked(
                reader,
                vary,
                Dimension::of_lever(lever, range),
                widest,
            ));
        }
    }
    if let [only, ..] = document.levers.as_slice()
        && document.policies.len() < 2
    {
        reader.error(
            &only.span,
            "knoppen gelden voor elk beleid behalve het eerste, de basis; er is maar één beleid",
            "levers apply to every policy but the first, the base; there is only one policy",
        );
    }
    refuse_errors(std::mem::take(&mut reader.out))?;
    let design = design_of(&document.design, reader, &dimensions);
    Ok((dimensions, design, None))
}

/// With the values and the base of its line, and refused where they leave what is allowed.
fn checked(
    reader: &mut Reader<'_>,
    vary: &Vary,
    mut dimension: Dimension,
    [low, high]: [f64; 2],
) -> Dimension {
    let mut outside = |numbers: &[f64], span| {
        if numbers.iter().any(|number| !(low..=high).contains(number)) {
            let problem = reader.error(
                span,
                "dit ligt buiten het bereik in het register",
                "this lies outside the range in the registry",
            );
            problem.label = Some(both(
                format!("verwacht {low} tot en met {high} ({})", dimension.unit),
                format!("expected {low} to {high} ({})", dimension.unit),
            ));
        }
    };
    if let Some((range, span)) = &vary.range {
        outside(range, span);
    }
    if let Some((values, span)) = &vary.values {
        outside(values, span);
    }
    if let Some((base, span)) = &vary.base {
        outside(&[*base], span);
    }
    if let Some((values, _)) = &vary.values {
        dimension.values.clone_from(values);
    }
    if let Some((base, _)) = vary.base {
        dimension.base = Some(base);
    }
    dimension
}

fn design_of(table: &DesignTable, reader: &mut Reader<'_>, dimensions: &[Dimension]) -> Design {
    let (kind, span) = table.kind.clone().unwrap_or_default();
    let samples = table.samples.as_ref().map(|at| at.0 as usize);
    let levels = table.levels.as_ref().map(|at| at.0 as u32);
    if samples.is_none() && !["grid", "one_at_a_time"].contains(&kind.as_str()) {
        let key = if kind == "morris" {
            "trajectories"
        } else {
            "samples"
        };
        reader.error(
            &span,
            format!("'{key}' ontbreekt in [design]"),
            format!("'{key}' is missing in [design]"),
        );
    }
    let samples = samples.unwrap_or(1);
    let design = match kind.as_str() {
        "grid" => Design::Grid {
            levels: levels.unwrap_or(3),
        },
        "latin_hypercube" => Design::LatinHypercube { samples },
        "sobol" => Design::Sobol { samples },
        "saltelli" => Design::Saltelli {
            samples,
            second_order: table.second_order,
        },
        "morris" => Design::Morris {
            trajectories: samples,
            levels: levels.unwrap_or(4),
        },
        _ => Design::OneAtATime {
            levels: levels.unwrap_or(2),
        },
    };
    check_design(table, reader, dimensions, &design);
    design
}

fn check_design(
    table: &DesignTable,
    reader: &mut Reader<'_>,
    dimensions: &[Dimension],
    design: &Design,
) {
    let span = table.kind.clone().unwrap_or_default().1;
    if dimensions.is_empty() {
        let problem = reader.error(&span, "er varieert niets", "nothing varies");
        problem.remedies.push(both(
            "voeg [parameters] toe, bijvoorbeeld met \"ties.loss\" = {}, of [levers]",
            "add [parameters], for instance with \"ties.loss\" = {}, or [levers]",
        ));
    }
    if let Design::Morris { levels, .. } = design
        && levels % 2 == 1
        && let Some((_, span)) = &table.levels
    {
        reader.error(
            span,
            "Morris heeft een even aantal niveaus nodig",
            "Morris needs an even number of levels",
        );
    }
    let needed = design.sobol_dimensions(dimensions.len());
    if needed > MOST_DIMENSIONS {
        reader.error(
            &span,
            format!("dit ontwerp heeft {needed} dimensies nodig; er zijn er {MOST_DIMENSIONS}"),
            format!("this design needs {needed} dimensions; there are {MOST_DIMENSIONS}"),
        );
    }
    let settings = design.settings(dimensions);
    if settings.is_none_or(|settings| settings > MOST_SETTINGS) {
        let many = settings.map_or_else(|| "> 10^18".to_owned(), |count| count.to_string());
        let problem = reader.error(
            &span,
            format!("dit zijn {many} instellingen; het meeste is {MOST_SETTINGS}"),
            format!("these are {many} settings; the most is {MOST_SETTINGS}"),
        );
        problem.remedies.push(both(
            "neem een ander ontwerp, zoals sobol of morris, of minder waarden per parameter",
            "take another design, such as sobol or morris, or fewer values per parameter",
        ));
    }
}

/// A design of the user's own, or the accepted draws of a calibration.
fn own(
    table: &DesignTable,
    reader: &mut Reader<'_>,
    registry: &Registry,
    levers: &LeverRegistry,
) -> Result<Resolved, Vec<Diagnostic>> {
    let folder = reader.source.path.parent().unwrap_or(Path::new(""));
    let path = table.file.as_ref().map(|(name, _)| folder.join(name));
    let (kind, span) = table.kind.clone().unwrap_or_default();
    let (dimensions, settings) = match &path {
        path if kind == "draws" => own_design::read_draws(path.as_deref(), registry)?,
        Some(path) => own_design::read(path, registry, levers)?,
        None => {
            reader.error(
                &span,
                "'file' ontbreekt in [design]",
                "'file' is missing in [design]",
            );
            return Err(std::mem::take(&mut reader.out));
        }
    };
    let design = Design::Csv {
        samples: settings.len(),
    };
    Ok((dimensions, design, Some(settings)))
}

impl Sweep {
    /// Runs in all: settings x policies x replicates.
    pub fn units(&self) -> u64 {
        self.settings.len() as u64 * self.policies.len() as u64 * u64::from(self.replicates)
    }

    /// Do levers alone vary? Then the base is the same in every setting.
    pub fn only_levers(&self) -> bool {
        self.dimensions
            .iter()
            .all(|one| one.target == Target::Lever)
    }
}
