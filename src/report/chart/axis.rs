//! Scales, ticks, and labels that keep out of each other's way.

use crate::experiment::Estimate;

/// A linear scale from numbers to slide units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Scale {
    pub(super) fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }
}

/// Round numbers that enclose a range, and how many decimals they need.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub(super) values: Vec<f64>,
    pub(super) decimals: usize,
}

impl Ticks {
    /// At most about `count` steps of 1, 2 or 5 times a power of ten.
    pub(super) fn new(low: f64, high: f64, count: usize) -> Self {
        let (low, high) = if high - low > 0.0 {
            (low, high)
        } else {
            (low - 1.0, high + 1.0)
        };
        let (step, decimals) = round_step((high - low) / count as f64);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let values = (0..=(last - first) as usize).map(|i| (first + i as f64) * step);
        Self {
            values: values.collect(),
            decimals,
        }
    }

    pub(super) fn low(&self) -> f64 {
        self.values[0]
    }

    pub(super) fn high(&self) -> f64 {
        self.values[self.values.len() - 1]
    }
}

/// The smallest round step that is at least `wanted`, and its decimals.
fn round_step(wanted: f64) -> (f64, usize) {
    let (mut unit, mut decimals) = (1.0, 0);
    while wanted < unit && decimals < 9 {
        unit /= 10.0;
        decimals += 1;
    }
    while wanted > unit * 10.0 {
        unit *= 10.0;
    }
    for (factor, fewer) in [(1.0, 0), (2.0, 0), (5.0, 0), (10.0, 1)] {
        if wanted <= unit * factor {
            return (unit * factor, usize::saturating_sub(decimals, fewer));
        }
    }
    (unit * 10.0, decimals.saturating_sub(1))
}

/// Lowest and highest ends of some estimates, leaving out what is no number.
pub(super) fn extent<'a>(estimates: impl IntoIterator<Item = &'a Estimate>) -> (f64, f64) {
    let ends = estimates.into_iter().flat_map(|e| [e.low, e.high, e.mean]);
    let (low, high) = ends
        .filter(|end| end.is_finite())
        .fold((f64::MAX, f64::MIN), |(low, high), end| {
            (low.min(end), high.max(end))
        });
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

/// Moves boxes of some heights, each wanted at a centre, as little as needed for none to overlap
/// and all to lie between `top` and `bottom`, if they fit. Returns their centres.
pub(super) fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    struct Cluster {
        members: Vec<usize>,
        height: f64,
        // Sum over members of where the cluster would have to start for each to be in place.
        starts: f64,
    }
    impl Cluster {
        fn start(&self, top: f64, bottom: f64) -> f64 {
            let start = self.starts / self.members.len() as f64;
            start.min(bottom - self.height).max(top)
        }
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0));
    let mut clusters: Vec<Cluster> = Vec::new();
    for index in order {
        let (centre, height) = wanted[index];
        let mut last = Cluster {
            members: vec![index],
            height,
            starts: centre - height / 2.0,
        };
        while let Some(before) = clusters.pop() {
            if before.start(top, bottom) + before.height <= last.start(top, bottom) {
                clusters.push(before);
                break;
            }
            last.starts = before.starts + last.starts - before.height * last.members.len() as f64;
            last.height += before.height;
            last.members = [before.members, last.members].concat();
        }
        clusters.push(last);
    }
    let mut centres = vec![0.0; wanted.len()];
    for cluster in clusters {
        let mut start = cluster.start(top, bottom);
        for member in cluster.members {
            centres[member] = start + wanted[member].1 / 2.0;
            start += wanted[member].1;
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose_the_range() {
        assert_eq!(
            Ticks::new(0.0, 93.0, 5).values,
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
        let small = Ticks::new(-0.53, 0.12, 5);
        assert!(small.low() <= -0.53 && small.high() >= 0.12);
        assert_eq!(small.decimals, 1);
        assert_eq!(Ticks::new(3.0, 3.0, 5).decimals, 1);
    }

    #[test]
    fn spread_labels_do_not_overlap_and_stay_inside() {
        let wanted = [(10.0, 20.0), (12.0, 20.0), (11.0, 40.0), (200.0, 20.0)];
        let centres = spread(&wanted, 0.0, 210.0);
        for one in 0..wanted.len() {
            let (centre, half) = (centres[one], wanted[one].1 / 2.0);
            assert!(centre - half >= 0.0 && centre + half <= 210.0);
            for other in 0..one {
                let distance = (centre - centres[other]).abs();
                assert!(distance + 1e-9 >= half + wanted[other].1 / 2.0);
            }
        }
    }

    #[test]
    fn labels_with_room_stay_where_they_are_wanted() {
        assert_eq!(
            spread(&[(50.0, 20.0), (150.0, 20.0)], 0.0, 200.0),
            [50.0, 150.0]
        );
    }

    #[test]
    fn what_is_no_number_has_no_extent() {
        let nothing = Estimate {
            mean: f64::NAN,
            low: f64::NAN,
            high: f64::NAN,
        };
        assert_eq!(extent([&nothing]), (0.0, 1.0));
    }
}
