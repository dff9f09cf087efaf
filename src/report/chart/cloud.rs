//! The cost-effect cloud: one dot per replicate, extra costs to the right, averted years upwards.

use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks, extent, spread};
use super::build::Maker;
use super::canvas::{Align, Canvas, DARK, Drawn, GREY, LIGHT, Type, WIDTH, wrap_within};
use super::style::{Look, look, marker};
use super::{Chart, MARGIN, PLOT_BOTTOM, PLOT_TOP, Plot, Table};
use crate::experiment::{Estimate, Value};
use crate::report::numbers::{number, signed, signed_range};
use crate::report::text::{self, fill};
use crate::report::words;
use crate::vocabulary::Lang;

/// One scenario.
#[derive(Clone, Debug)]
pub(super) struct Group {
    look: Look,
    name: String,
    /// Costs in the unit of the axis, and averted resident-years.
    dots: Vec<[f64; 2]>,
    means: [Estimate; 2],
}

/// The picture.
#[derive(Clone, Debug)]
pub(super) struct Cloud {
    groups: Vec<Group>,
    /// What stands below the axis of costs.
    across: String,
    lang: Lang,
}

const LEFT: f64 = 170.0;
const RIGHT: f64 = 1240.0;
const TOP: f64 = PLOT_TOP + 44.0;
const BOTTOM: f64 = PLOT_BOTTOM - 62.0;
/// Above and below the dots, for the names of the quadrants.
const BAND: f64 = 56.0;
/// Least part of the costs on each side of zero, so that the names of quadrants stand in them.
const LEAST: f64 = 0.18;

impl Maker<'_> {
    /// The cloud, where there is something to compare.
    pub(super) fn cloud(&self) -> Option<Chart> {
        let values = &self.comparison.values;
        let costs = values.iter().flat_map(|v| v.trades.iter().map(|t| t.cost));
        let (per, unit) = words::euros_unit(costs);
        let groups: Vec<Group> = values.iter().filter_map(|v| self.group(v, per)).collect();
        if groups.is_empty() {
            return None;
        }
        let title = fill(text::CLOUD_TITLE, self.lang, &[("base", self.base_title())]);
        let subtitle = text::CLOUD_SUBTITLE.get(self.lang).to_owned();
        let across = format!(
            "{}, {}",
            text::EXTRA_COSTS.get(self.lang),
            unit.get(self.lang)
        );
        let up = text::CLOUD_UP.get(self.lang);
        let show = |e: Estimate, decimals| {
            let range = signed_range(e.low, e.high, decimals, self.lang);
            format!("{} ({range})", signed(e.mean, decimals, self.lang))
        };
        let rows: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                let [cost, averted] = group.means;
                vec![
                    group.name.clone(),
                    show(cost, words::decimals(cost)),
                    show(averted, 0),
                ]
            })
            .collect();
        let means: Vec<String> = rows
            .iter()
            .map(|row| format!("{}: {across} {}, {up} {}", row[0], row[1], row[2]))
            .collect();
        let alt = fill(
            text::ALT_CLOUD,
            self.lang,
            &[
                ("title", &title),
                ("subtitle", &subtitle),
                ("means", &means.join("; ")),
            ],
        );
        let headings = [text::SCENARIO.get(self.lang), &across, up].map(str::to_owned);
        Some(Chart {
            id: "cost-effect".to_owned(),
            title,
            subtitle,
            source: self.source(text::SOURCE_CROSS),
            alt,
            table: Table {
                headings: headings.into(),
                rows,
            },
            plot: Plot::Cloud(Cloud {
                groups,
                across,
                lang: self.lang,
            }),
        })
    }

    fn group(&self, value: &Value, per: f64) -> Option<Group> {
        let dots = value
            .trades
            .iter()
            .map(|trade| [trade.cost / per, trade.averted]);
        let dots: Vec<_> = dots
            .filter(|dot| dot.iter().all(|n| n.is_finite()))
            .collect();
        let means = [
            value.cost().estimate.scaled(1.0 / per),
            value.averted().estimate,
        ];
        let known = means
            .iter()
            .all(|e| e.mean.is_finite() && e.low.is_finite());
        (known && !dots.is_empty()).then(|| Group {
            look: look(self.comparison, value.scenario),
            name: self.title(value.scenario).to_owned(),
            dots,
            means,
        })
    }
}

/// A scale that holds every dot and mean and leaves room on both sides of zero.
fn scale(groups: &[Group], axis: usize, start: f64, end: f64) -> Scale {
    let dots = groups.iter().flat_map(|group| &group.dots);
    let points = dots.map(|dot| Estimate {
        mean: dot[axis],
        low: dot[axis],
        high: dot[axis],
    });
    let means = groups.iter().map(|group| group.means[axis]);
    let all: Vec<Estimate> = points.chain(means).collect();
    let (low, high) = extent(&all);
    let (low, high) = (low.min(0.0), high.max(0.0));
    let range = if high - low > 0.0 { high - low } else { 1.0 };
    let (low, high) = (low - 0.05 * range, high + 0.05 * range);
    // A side that lacks room gets the least part of the whole that the other side leaves it.
    let least = if axis == 0 {
        LEAST / (1.0 - LEAST)
    } else {
        0.0
    };
    Scale {
        from: low.min(-least * high),
        to: high.max(-least * low),
        start,
        end,
    }
}

/// Draws the quadrants, the dots, the means with their intervals, and who is who.
pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, cloud: &Cloud) -> Drawn {
    let x = scale(&cloud.groups, 0, LEFT, RIGHT);
    let y = scale(&cloud.groups, 1, BOTTOM - BAND, TOP + BAND);
    axes(canvas, cloud, x, y)?;
    quadrants(canvas, cloud.lang)?;
    for group in &cloud.groups {
        for dot in &group.dots {
            marker(canvas, (x.at(dot[0]), y.at(dot[1])), 4.0, group.look)?;
        }
    }
    for group in &cloud.groups {
        let [cost, averted] = group.means;
        let centre = (x.at(cost.mean), y.at(averted.mean));
        let across = [(x.at(cost.low), centre.1), (x.at(cost.high), centre.1)];
        let up = [
            (centre.0, y.at(averted.low)),
            (centre.0, y.at(averted.high)),
        ];
        marker(canvas, centre, 10.0, group.look)?;
        canvas.line(&across, DARK, 2.5, &[])?;
        canvas.line(&up, DARK, 2.5, &[])?;
    }
    legend(canvas, cloud, y)
}

fn axes<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, cloud: &Cloud, x: Scale, y: Scale) -> Drawn {
    let face = Type::regular(18.0, GREY);
    let inside = |ticks: &Ticks, scale: Scale| -> Vec<f64> {
        let values = ticks.values.iter().copied();
        values
            .filter(|&tick| tick >= scale.from && tick <= scale.to)
            .collect()
    };
    let ticks = Ticks::new(x.from, x.to, 8);
    for tick in inside(&ticks, x) {
        let at = x.at(tick);
        canvas.line(&[(at, TOP), (at, BOTTOM)], LIGHT, 1.0, &[])?;
        let label = number(tick, ticks.decimals, cloud.lang);
        canvas.text((at, BOTTOM + 27.0), &label, face, Align::Centre)?;
    }
    let ticks = Ticks::new(y.from, y.to, 6);
    for tick in inside(&ticks, y) {
        let at = y.at(tick);
        canvas.line(&[(LEFT, at), (RIGHT, at)], LIGHT, 1.0, &[])?;
        let label = number(tick, ticks.decimals, cloud.lang);
        canvas.text((LEFT - 12.0, at + 6.0), &label, face, Align::Right)?;
    }
    canvas.line(&[(x.at(0.0), TOP), (x.at(0.0), BOTTOM)], DARK, 2.0, &[])?;
    canvas.line(&[(LEFT, y.at(0.0)), (RIGHT, y.at(0.0))], DARK, 2.0, &[])?;
    let name = Type::regular(18.0, DARK);
    let centre = (LEFT + RIGHT) / 2.0;
    canvas.text((centre, BOTTOM + 56.0), &cloud.across, name, Align::Centre)?;
    let up = text::CLOUD_UP.get(cloud.lang);
    canvas.text((MARGIN, TOP - 18.0), up, name, Align::Left)
}

/// Names the four quadrants in their outer corners.
fn quadrants<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, lang: Lang) -> Drawn {
    let face = Type::bold(17.0, GREY);
    let corners = [
        (
            text::LESS_ISOLATION,
            text::LESS_COSTS,
            LEFT + 10.0,
            TOP + 22.0,
            Align::Left,
        ),
        (
            text::LESS_ISOLATION,
            text::MORE_COSTS,
            RIGHT - 10.0,
            TOP + 22.0,
            Align::Right,
        ),
        (
            text::MORE_ISOLATION,
            text::LESS_COSTS,
            LEFT + 10.0,
            BOTTOM - 34.0,
            Align::Left,
        ),
        (
            text::MORE_ISOLATION,
            text::MORE_COSTS,
            RIGHT - 10.0,
            BOTTOM - 34.0,
            Align::Right,
        ),
    ];
    for (isolation, costs, at, line, align) in corners {
        canvas.text((at, line), isolation.get(lang), face, align)?;
        canvas.text((at, line + 23.0), costs.get(lang), face, align)?;
    }
    Ok(())
}

/// Scenarios at the right, as near to the height of their means as there is room.
fn legend<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, cloud: &Cloud, y: Scale) -> Drawn {
    let width = f64::from(WIDTH) - MARGIN - RIGHT - 60.0;
    let room = (BOTTOM - TOP) / cloud.groups.len() as f64;
    let size = (room * 0.7).clamp(10.0, 20.0);
    let (face, pitch) = (Type::regular(size, DARK), size * 1.3);
    let most = ((room / pitch) as usize).clamp(1, 3);
    let names: Vec<_> = cloud
        .groups
        .iter()
        .map(|group| wrap_within(&group.name, face, width, most))
        .collect();
    let wanted: Vec<_> = cloud
        .groups
        .iter()
        .zip(&names)
        .map(|(group, lines)| (y.at(group.means[1].mean), pitch * lines.len() as f64 + 6.0))
        .collect();
    let centres = spread(&wanted, TOP, BOTTOM);
    for ((group, lines), centre) in cloud.groups.iter().zip(&names).zip(centres) {
        marker(canvas, (RIGHT + 34.0, centre), 9.0, group.look)?;
        let first = centre - pitch * (lines.len() as f64 - 1.0) / 2.0 + size * 0.35;
        for (place, line) in lines.iter().enumerate() {
            let at = (RIGHT + 56.0, first + pitch * place as f64);
            canvas.text(at, line, face, Align::Left)?;
        }
    }
    Ok(())
}
