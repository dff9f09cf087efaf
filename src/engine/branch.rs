//! Runs that go their own way from a common past: months before the first difference between policies
//! are simulated once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Simulation;
use crate::programme::Policy;

/// How long who stops a run waits at most, in months of the run.
const PATIENCE: u16 = 12;

/// Runs under several policies from one start up to and including month `until`. `end` sees the end of
/// each run, with the position of its policy; what it gives comes back in the order of policies. None
/// when `stop` became true before all had ended.
///
/// A run is a function of the start and of the levers of its months, so each gives the bits of a run
/// of its own (tested).
pub fn branch<T: Send>(
    start: Simulation<'_>,
    policies: &[&Policy],
    until: u16,
    stop: &AtomicBool,
    end: &(impl Fn(usize, &Simulation<'_>) -> T + Sync),
) -> Option<Vec<T>> {
    let tree = Tree {
        policies,
        until,
        stop,
        end,
    };
    let mut ends = tree.grow(start, &(0..policies.len()).collect::<Vec<_>>())?;
    ends.sort_unstable_by_key(|(policy, _)| *policy);
    Some(ends.into_iter().map(|(_, end)| end).collect())
}

struct Tree<'a, E> {
    policies: &'a [&'a Policy],
    until: u16,
    stop: &'a AtomicBool,
    end: &'a E,
}

impl<E> Tree<'_, E> {
    /// The ends of runs that have been the same so far, by position of the policy.
    fn grow<T: Send>(&self, mut run: Simulation<'_>, alike: &[usize]) -> Option<Vec<(usize, T)>>
    where
        E: Fn(usize, &Simulation<'_>) -> T + Sync,
    {
        let policy = self.policies[*alike.first()?];
        let Some(month) = self.fork(alike, run.month() + 1) else {
            self.go_on(&mut run, policy, self.until)?;
            let end = |&policy: &usize| (policy, (self.end)(policy, &run));
            return Some(alike.iter().map(end).collect());
        };
        self.go_on(&mut run, policy, month - 1)?;
        self.grow_all(run, &self.branches(alike, month))
    }

    /// Every branch goes on from a copy of the run, and the last with the run itself.
    fn grow_all<T: Send>(
        &self,
        run: Simulation<'_>,
        branches: &[Vec<usize>],
    ) -> Option<Vec<(usize, T)>>
    where
        E: Fn(usize, &Simulation<'_>) -> T + Sync,
    {
        match branches {
            [] => Some(Vec::new()),
            [last] => self.grow(run, last),
            [first, others @ ..] => {
                let copy = run.clone();
                let (first, others) =
                    rayon::join(|| self.grow(copy, first), || self.grow_all(run, others));
                let mut ends = first?;
                ends.extend(others?);
                Some(ends)
            }
        }
    }

    /// Up to and including `month`; none when stopped.
    fn go_on(&self, run: &mut Simulation<'_>, policy: &Policy, month: u16) -> Option<()> {
        while run.month() < month {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            run.run_to(month.min(run.month() + PATIENCE), policy);
        }
        Some(())
    }

    /// The first month from `from` on in which two of the policies differ.
    fn fork(&self, alike: &[usize], from: u16) -> Option<u16> {
        let (first, others) = alike.split_first()?;
        let first = self.policies[*first];
        let months = others
            .iter()
            .filter_map(|&other| first.first_difference_from(from, self.policies[other]));
        months.min().filter(|&month| month <= self.until)
    }

    /// Those who have the same levers in a month, in the order of their first.
    fn branches(&self, alike: &[usize], month: u16) -> Vec<Vec<usize>> {
        let levers = |policy: usize| self.policies[policy].at(month);
        let mut branches: Vec<Vec<usize>> = Vec::new();
        for &policy in alike {
            match branches
                .iter_mut()
                .find(|branch| levers(branch[0]) == levers(policy))
            {
                Some(branch) => branch.push(policy),
                None => branches.push(vec![policy]),
            }
        }
        branches
    }
}
