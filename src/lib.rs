//! `isolement`: an agent-based simulation of social isolation among older people in Rotterdam, and
//! the comparison of policy scenarios for the Rotterdam approach.
//!
//! The model is that of Machielse and Hortulanus, *Sociaal isolement bij ouderen, op weg naar een
//! Rotterdamse aanpak*; sections of the report are cited as §, rows of the literature list as L.
//!
//! Imports run one way: command line, analysis, sweep, report, calibration, experiment, scenario, engine,
//! programme and dynamics, population, chance and evidence, input, vocabulary.

pub mod analysis;
pub mod calibration;
pub mod chance;
pub mod cli;
pub mod dynamics;
pub mod engine;
pub mod evidence;
pub mod experiment;
pub mod input;
pub mod population;
pub mod programme;
pub mod report;
pub mod scenario;
pub mod sweep;
pub mod vocabulary;
