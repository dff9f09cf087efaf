//! Speed as tables: what a reader needs to judge the number, where the time goes and where the bytes go.

use super::listing::Listing;
use super::numbers::number;
use super::speed_text as text;
use crate::dynamics::PROCESSES;
use crate::engine::{CELLS, Column, Part};
use crate::experiment::{Scaling, Speed, SpeedSettings};
use crate::vocabulary::{Label, Lang, RECORDED, fill};

/// What stands next to a measured speed.
#[derive(Clone, Debug)]
pub struct SpeedFacts<'a> {
    /// What was asked.
    pub settings: &'a SpeedSettings,
    /// Title of the scenario; none where all levers are at their defaults.
    pub policy: Option<&'a str>,
    /// Seconds in which the model was read and fitted.
    pub model_seconds: f64,
}

/// All tables.
pub fn speed_listings(speed: &Speed, facts: &SpeedFacts<'_>, lang: Lang) -> Vec<Listing> {
    let page = Page { speed, facts, lang };
    vec![
        page.disclosure(),
        page.set_up(),
        page.months(),
        page.memory(),
        page.work(),
    ]
}

struct Page<'a> {
    speed: &'a Speed,
    facts: &'a SpeedFacts<'a>,
    lang: Lang,
}

const MEGA: f64 = 1e6;
const GIGA: f64 = 1e9;
const NANO: f64 = 1e-9;

impl Page<'_> {
    fn listing(
        &self,
        title: Label,
        note: Option<Label>,
        headings: &[Label],
        rows: Vec<Vec<String>>,
    ) -> Listing {
        Listing {
            title: title.get(self.lang).to_owned(),
            note: note.map_or_else(String::new, |note| note.get(self.lang).to_owned()),
            headings: headings
                .iter()
                .map(|heading| heading.get(self.lang).to_owned())
                .collect(),
            rows,
        }
    }

    fn number(&self, value: f64, decimals: usize) -> String {
        number(value, decimals, self.lang)
    }

    fn fill(&self, label: Label, name: &str, value: &str) -> String {
        fill(label, self.lang, &[(name, value)])
    }

    fn disclosure(&self) -> Listing {
        let speed = self.speed;
        let mut rows = self.run();
        rows.extend(self.pace());
        if let Some(scaling) = &speed.scaling {
            rows.extend(self.scaling(scaling));
        }
        let rows = rows.into_iter().map(Vec::from).collect();
        let headings = [text::H_WHAT, text::H_VALUE];
        self.listing(text::DISCLOSURE, Some(text::N_COPY), &headings, rows)
    }

    fn row(&self, label: Label, value: String) -> [String; 2] {
        [label.get(self.lang).to_owned(), value]
    }

    /// What was run, and where.
    fn run(&self) -> Vec<[String; 2]> {
        let speed = self.speed;
        let machine = &speed.machine;
        let whole = |value: u64| self.number(value as f64, 0);
        let not_told = || text::NOT_TOLD.get(self.lang).to_owned();
        let regular = || text::REGULAR.get(self.lang).to_owned();
        let recorded = fill(
            text::RECORDED_VALUE,
            self.lang,
            &[
                ("outcomes", &whole(RECORDED as u64)),
                ("cells", &whole(CELLS as u64)),
            ],
        );
        let months = u64::from(self.facts.settings.months);
        let monthly = |sum: u64| self.number(sum as f64 / months as f64, 0);
        let programme = if speed.in_help == 0 {
            text::OFF.get(self.lang).to_owned()
        } else {
            let values = [
                ("people", monthly(speed.in_view)),
                ("helped", monthly(speed.in_help)),
            ];
            let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
            fill(text::ON, self.lang, &values)
        };
        let processor = machine.processor.clone().unwrap_or_else(not_told);
        let events = speed.work.events as f64 / speed.resident_months as f64;
        let policy = self.facts.policy.map_or_else(regular, str::to_owned);
        vec![
            self.row(
                text::MACHINE,
                format!("{} {}", machine.system, machine.architecture),
            ),
            self.row(text::PROCESSOR, processor),
            self.row(text::CORES, whole(machine.cores as u64)),
            self.row(text::THREADS, whole(1)),
            self.row(text::RESIDENTS, whole(speed.residents)),
            self.row(text::MONTH_COUNT, whole(months)),
            self.row(text::PROCESS_COUNT, whole(PROCESSES as u64)),
            self.row(text::EVENTS, self.number(events, 3)),
            self.row(text::RECORDED, recorded),
            self.row(text::POLICY, policy),
            self.row(text::PROGRAMME, programme),
        ]
    }

    /// How fast it was, and what it took.
    fn pace(&self) -> Vec<[String; 2]> {
        let speed = self.speed;
        let (set_up, run) = (speed.laps.total(true), speed.laps.total(false));
        let rate = self.number(speed.resident_months as f64 / run / MEGA, 1);
        let peak = speed.peak.map_or_else(
            || text::NOT_TOLD.get(self.lang).to_owned(),
            |peak| {
                let megabytes = self.number(peak as f64 / MEGA, 0);
                self.fill(text::MEGABYTES, "number", &megabytes)
            },
        );
        let copy = self.number(speed.bandwidth / GIGA, 1);
        let touched = speed.work.bytes_touched() as f64 / GIGA;
        let share = fill(
            text::COPY_SHARE_VALUE,
            self.lang,
            &[
                ("share", &self.number(100.0 * speed.bandwidth_share(), 1)),
                ("bytes", &self.number(touched, 1)),
            ],
        );
        // The state is largest after the set-up, when the calendar of all months is there.
        let [ties, rest] = speed.ties_and_rest(false);
        vec![
            self.row(text::WITH_SET_UP, self.number(set_up + run, 2)),
            self.row(text::WITHOUT_SET_UP, self.number(run, 2)),
            self.row(text::RATE, self.fill(text::MILLION, "number", &rate)),
            self.row(text::REST, self.per_resident(rest)),
            self.row(text::TIES, self.per_resident(ties)),
            self.row(text::PEAK, peak),
            self.row(text::COPY, self.fill(text::GIGABYTES, "number", &copy)),
            self.row(text::COPY_SHARE, share),
        ]
    }

    fn scaling(&self, scaling: &Scaling) -> [[String; 2]; 2] {
        let replicates = self.number(f64::from(scaling.replicates), 0);
        let value = fill(
            text::SCALING_VALUE,
            self.lang,
            &[
                ("alone", &self.number(scaling.alone, 2)),
                ("together", &self.number(scaling.together, 2)),
                ("threads", &self.number(scaling.threads as f64, 0)),
                ("ratio", &self.number(scaling.ratio(), 2)),
            ],
        );
        let same = if scaling.same { text::YES } else { text::NO };
        [
            [self.fill(text::SCALING, "replicates", &replicates), value],
            self.row(text::SAME, same.get(self.lang).to_owned()),
        ]
    }

    fn set_up(&self) -> Listing {
        let model = (text::MODEL.get(self.lang), self.facts.model_seconds);
        let headings = [
            text::H_WHAT,
            text::H_SECONDS,
            text::H_SHARE,
            text::H_PER_RESIDENT,
        ];
        let rows = self.parts(true, model, self.speed.residents);
        self.listing(text::SET_UP, None, &headings, rows)
    }

    fn months(&self) -> Listing {
        let output = (text::OUTPUT.get(self.lang), self.speed.output);
        let headings = [
            text::H_WHAT,
            text::H_SECONDS,
            text::H_SHARE,
            text::H_PER_RESIDENT_MONTH,
        ];
        let rows = self.parts(false, output, self.speed.resident_months);
        self.listing(text::MONTHS, Some(text::N_WATCH), &headings, rows)
    }

    /// Parts of the set-up or of the months, their sum, and something that stands apart.
    fn parts(&self, set_up: bool, apart: (&str, f64), each: u64) -> Vec<Vec<String>> {
        let total = self.speed.laps.total(set_up);
        let row = |name: &str, seconds: f64, share: String| {
            vec![
                name.to_owned(),
                self.number(seconds, 3),
                share,
                self.number(seconds / NANO / each as f64, 1),
            ]
        };
        let share = |seconds: f64| format!("{}%", self.number(100.0 * seconds / total, 1));
        let parts = Part::ALL.iter().filter(|part| part.is_set_up() == set_up);
        let mut rows: Vec<_> = parts
            .map(|&part| {
                let seconds = self.speed.laps.seconds(part);
                row(text::part(part).get(self.lang), seconds, share(seconds))
            })
            .collect();
        rows.push(row(text::SUM.get(self.lang), total, share(total)));
        rows.push(row(apart.0, apart.1, String::new()));
        rows
    }

    fn per_resident(&self, bytes: usize) -> String {
        self.number(bytes as f64 / self.speed.residents as f64, 1)
    }

    fn memory(&self) -> Listing {
        let row = |name: Label, bytes: [usize; 2]| {
            let megabytes = bytes.map(|bytes| self.number(bytes as f64 / MEGA, 1));
            let each = bytes.map(|bytes| self.per_resident(bytes));
            let name = [name.get(self.lang).to_owned()];
            name.into_iter().chain(megabytes).chain(each).collect()
        };
        let [start, end] = self.speed.bytes;
        let columns = start.iter().zip(&end);
        let mut rows: Vec<Vec<String>> = columns
            .map(|(&(column, start), &(_, end))| row(text::column(column), [start, end]))
            .collect();
        let sums = [false, true].map(|at_end| self.speed.ties_and_rest(at_end));
        rows.push(row(text::BEYOND, sums.map(|[_, rest]| rest)));
        rows.push(row(text::SUM, sums.map(|[ties, rest]| ties + rest)));
        let headings = [
            text::H_WHAT,
            text::H_MB_START,
            text::H_MB_END,
            text::H_BYTES_START,
            text::H_BYTES_END,
        ];
        debug_assert_eq!(rows.len(), Column::ALL.len() + 2);
        self.listing(text::MEMORY, Some(text::N_MEMORY), &headings, rows)
    }

    fn work(&self) -> Listing {
        let names = [
            text::W_EVENTS,
            text::W_ENTRIES,
            text::W_DUE,
            text::W_RAN_OUT,
            text::W_EDITED,
            text::W_SET,
        ];
        let work = self.speed.work;
        let rows = names.iter().zip(work.counts()).map(|(name, (_, count))| {
            vec![
                name.get(self.lang).to_owned(),
                self.number(count as f64, 0),
                self.number(count as f64 / work.events as f64, 2),
            ]
        });
        let headings = [text::H_WHAT, text::H_NUMBER, text::H_PER_EVENT];
        self.listing(text::WORK, None, &headings, rows.collect())
    }
}
