//! The folder of results, as a user of the library gets it.

use isolement::{experiment, report, vocabulary};

#[path = "../src/report/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use isolement::report::{
    Provenance, ReportError, Written, check_writable, digest, terminal_summary, write_folder,
};
use isolement::vocabulary::Lang;
use sample::{many, provenance, sample};
use sha2::{Digest, Sha256};

fn write(out: &Path, lang: Lang) -> Result<Written, ReportError> {
    write_folder(&sample(), &provenance(), out, lang)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<_> = entries
        .map(|entry| name(entry.expect("an entry")))
        .collect();
    names.sort();
    names
}

/// Text that a reader sees, without style sheet and without the embedded font.
fn page(folder: &Path) -> String {
    let html = fs::read_to_string(folder.join("report.html")).expect("a page");
    let start = html.find("<style>").expect("a style sheet");
    let end = html.find("</style>").expect("its end");
    format!("{}{}", &html[..start], &html[end..])
}

#[test]
fn a_folder_holds_every_table_the_page_the_record_and_each_chart_twice() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let written = write(&out, Lang::Nl).expect("a folder of results");
    let top = [
        "care-nl-excel.csv",
        "care.csv",
        "charts",
        "data-dictionary.csv",
        "monthly.csv",
        "record.json",
        "replicates.csv",
        "report.html",
        "results-nl-excel.csv",
        "results.csv",
        "stress-abs.md",
        "value.csv",
    ];
    assert_eq!(names(&out), top);
    let charts = names(&out.join("charts"));
    let svg: Vec<_> = charts
        .iter()
        .filter_map(|name| name.strip_suffix(".svg"))
        .collect();
    let png: Vec<_> = charts
        .iter()
        .filter_map(|name| name.strip_suffix(".png"))
        .collect();
    assert_eq!(svg, png);
    assert_eq!(svg.len() + png.len(), charts.len());
    // Level, difference, boroughs, base map, four maps, programme, costs and effect.
    assert_eq!(svg.len(), 10);
    assert_eq!(written.files.last(), Some(&PathBuf::from("record.json")));
    assert!(written.files.iter().all(|file| out.join(file).is_file()));
    assert_eq!(
        names(place.path()),
        ["results"],
        "nothing is left beside it"
    );
}

#[test]
fn charts_have_slide_size_source_and_text_alternative() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    write(&out, Lang::Nl).expect("a folder of results");
    for name in names(&out.join("charts")) {
        let bytes = fs::read(out.join("charts").join(&name)).expect("a chart");
        if name.ends_with(".png") {
            let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("4"));
            assert_eq!((size(16), size(20)), (1600, 900), "{name}");
        } else {
            let text = String::from_utf8(bytes).expect("UTF-8");
            for needed in [
                "Bron: isolement 0.1.0, 30 herhalingen, zaad 2008",
                "95%-interval",
                "<title ",
                "<desc ",
                "sans-serif",
            ] {
                assert!(text.contains(needed), "{name} lacks {needed}");
            }
            assert!(!text.contains("NaN"), "{name}");
        }
    }
}

#[test]
fn a_part_of_the_city_is_named_in_every_picture() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    comparison.scale = 0.1;
    write_folder(&comparison, &provenance(), &out, Lang::Nl).expect("a folder of results");
    for name in names(&out.join("charts")) {
        if name.ends_with(".svg") {
            let text = fs::read_to_string(out.join("charts").join(&name)).expect("a chart");
            assert!(text.contains("schaal 0,1"), "{name}");
        }
    }
    assert!(page(&out).contains("schaal 0,1"));
}

#[test]
fn earlier_results_are_replaced_whole() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    write(&out, Lang::Nl).expect("a folder of results");
    fs::write(out.join("stale.txt"), "old").expect("a file");
    write(&out, Lang::En).expect("a folder of results");
    assert!(!out.join("stale.txt").exists());
    assert!(page(&out).contains("lang=\"en\""));
    assert_eq!(names(place.path()), ["results"]);
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("thesis");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("chapter.txt"), "dear").expect("a file");
    for outcome in [check_writable(&out), write(&out, Lang::Nl).map(drop)] {
        let error = outcome.expect_err("it is not ours");
        assert!(matches!(error, ReportError::Foreign { .. }));
        assert!(error.to_string().contains("thesis"), "{error}");
        assert!(error.to_string().contains("name another folder"), "{error}");
    }
    assert_eq!(names(&out), ["chapter.txt"]);
    let file = out.join("chapter.txt");
    assert!(matches!(
        check_writable(&file),
        Err(ReportError::Foreign { .. })
    ));
}

#[test]
fn an_empty_folder_and_a_new_path_are_fine_and_checking_leaves_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let empty = place.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    check_writable(&empty).expect("an empty folder");
    let deep = place.path().join("a/b/c");
    check_writable(&deep).expect("a new path");
    assert_eq!(names(place.path()), ["empty"]);
    write(&empty, Lang::Nl).expect("results in an empty folder");
    write(&deep, Lang::Nl).expect("results in a new path");
}

#[test]
fn a_path_without_a_name_is_refused() {
    assert!(matches!(
        check_writable(Path::new("/")),
        Err(ReportError::NoName { .. })
    ));
}

#[test]
fn a_chart_that_cannot_be_written_leaves_the_old_results() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    write(&out, Lang::Nl).expect("a folder of results");
    let before = fs::read(out.join("record.json")).expect("a record");
    let mut comparison = sample();
    // A name longer than file systems allow.
    comparison.scenarios[1].id = "x".repeat(400);
    let error = write_folder(&comparison, &provenance(), &out, Lang::Nl).expect_err("too long");
    assert!(error.to_string().contains("charts"), "{error}");
    assert_eq!(fs::read(out.join("record.json")).expect("a record"), before);
    assert_eq!(names(place.path()), ["results"]);
}

#[test]
fn the_digest_is_that_of_the_tables_and_independent_of_language_and_time() {
    let place = tempfile::tempdir().expect("a folder");
    let (nl, en) = (place.path().join("nl"), place.path().join("en"));
    let slow = Provenance {
        seconds: 1e4,
        threads: 64,
        ..provenance()
    };
    let dutch = write(&nl, Lang::Nl).expect("results");
    let english = write_folder(&sample(), &slow, &en, Lang::En).expect("results");
    assert_eq!(dutch.digest, english.digest);
    assert_eq!(dutch.digest, digest(&sample()).expect("a digest"));
    let tables = [
        "results.csv",
        "care.csv",
        "monthly.csv",
        "value.csv",
        "replicates.csv",
    ];
    for table in tables
        .iter()
        .chain(&["results-nl-excel.csv", "care-nl-excel.csv"])
    {
        let read = |folder: &Path| fs::read(folder.join(table)).expect("a table");
        assert_eq!(read(&nl), read(&en), "{table}");
    }
    let bytes: Vec<u8> = tables
        .iter()
        .flat_map(|table| fs::read(nl.join(table)).expect("a table"))
        .collect();
    let found: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(found, dutch.digest, "that of the files one after the other");
    assert!(page(&nl).contains(&dutch.digest) && page(&en).contains(&dutch.digest));
}

#[test]
fn tables_and_page_hold_no_number_that_is_none() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    comparison.rows[0].level.mean = f64::NAN;
    comparison.monthly[1].level[3].high = f64::INFINITY;
    let waits =
        |row: &&mut experiment::Row| vocabulary::Term::id(row.outcome).starts_with("waiting_time");
    for row in comparison.rows.iter_mut().filter(waits) {
        row.level = row.level.scaled(f64::NAN);
        if let Some(difference) = &mut row.difference {
            difference.estimate = difference.estimate.scaled(f64::NAN);
        }
    }
    comparison.values[0].trades[2].cost = f64::NAN;
    comparison.marginals[0].pairs[2][0] = f64::NAN;
    write_folder(&comparison, &provenance(), &out, Lang::Nl).expect("results");
    for name in [
        "results.csv",
        "care.csv",
        "monthly.csv",
        "value.csv",
        "replicates.csv",
        "results-nl-excel.csv",
        "care-nl-excel.csv",
        "record.json",
    ] {
        let text = fs::read_to_string(out.join(name)).expect("a file");
        let is_none = |cell: &str| matches!(cell.trim(), "NaN" | "inf" | "-inf");
        let mut cells = text.split([',', ';', '\n', ':', '[', ']']);
        assert!(!cells.any(is_none), "{name}");
    }
    assert!(!page(&out).contains("NaN"));
}

#[test]
fn the_page_needs_no_network_and_no_script() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    write(&out, Lang::Nl).expect("results");
    let html = fs::read_to_string(out.join("report.html")).expect("a page");
    for outside in [
        "src=",
        "<script",
        "<link",
        "@import",
        "url(http",
        "href=\"http",
    ] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn the_page_is_in_one_language_with_alternatives_and_data_for_every_chart() {
    let place = tempfile::tempdir().expect("a folder");
    for (lang, code, foreign) in [
        (
            Lang::Nl,
            "nl",
            ["percentage points", "no demonstrable", "Source:"],
        ),
        (Lang::En, "en", ["procentpunt", "geen aantoonbaar", "Bron:"]),
    ] {
        let out = place.path().join(code);
        write(&out, lang).expect("results");
        let html = page(&out);
        assert!(html.contains(&format!("<html lang=\"{code}\">")));
        for word in foreign {
            assert!(!html.contains(word), "{word} in {code}");
        }
        let figures = html.matches("<figure").count();
        assert_eq!(figures, 10);
        assert_eq!(html.matches("role=\"img\" aria-label=\"").count(), figures);
        let charts = html.split("<figure").skip(1);
        assert!(
            charts
                .into_iter()
                .all(|chart| chart.contains("<details><summary>"))
        );
        assert_eq!(html.matches("<h1>").count(), 1);
    }
}

#[test]
fn the_headline_comes_first_and_each_subject_has_a_section() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    write(&out, Lang::Nl).expect("results");
    let html = page(&out);
    let at = |id: &str| html.find(&format!("<section id=\"{id}\"")).expect(id);
    let order = [
        "headline",
        "outcomes",
        "reach",
        "waiting",
        "results",
        "resources",
        "costs",
        "value",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    let value = &html[at("value")..];
    // Fewer volunteers: less of both is needed, so both ratios give way to words.
    assert!(value.contains("er is minder van nodig dan in de basis"));
    assert!(value.contains("één vrijwilliger meer"));
    let mut plain = sample();
    plain.marginals.clear();
    write_folder(&plain, &provenance(), &out, Lang::Nl).expect("results");
    assert!(
        !page(&out).contains("één vrijwilliger meer"),
        "not asked for"
    );
}

#[test]
fn a_waiting_time_that_nobody_had_is_said_in_words() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    for row in &mut comparison.rows {
        if vocabulary::Term::id(row.outcome) == "waiting_time_structural" {
            row.level = row.level.scaled(f64::NAN);
        }
    }
    assert!(!page_of(&sample(), &out).contains("niet te bepalen"));
    assert_eq!(
        page_of(&comparison, &out)
            .matches("niet te bepalen")
            .count(),
        5
    );
}

fn page_of(comparison: &experiment::Comparison, out: &Path) -> String {
    write_folder(comparison, &provenance(), out, Lang::Nl).expect("results");
    page(out)
}

#[test]
fn scenario_text_cannot_become_markup() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    comparison.scenarios[1].title[0] = "A <b onload=\"x\"> & 'B'".to_owned();
    write_folder(&comparison, &provenance(), &out, Lang::Nl).expect("results");
    assert!(!page(&out).contains("<b onload"));
    let svg = fs::read_to_string(out.join("charts/map-rotterdamse-aanpak.svg")).expect("a chart");
    assert!(!svg.contains("<b onload"));
}

#[test]
fn small_counts_are_not_shown_for_boroughs() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    for row in &mut comparison.rows {
        if row.borough == Some(vocabulary::Borough::Pernis) {
            row.level = row.level.scaled(4.2 / row.level.mean);
        }
    }
    write_folder(&comparison, &provenance(), &out, Lang::Nl).expect("results");
    let html = page(&out);
    let part = html.split("id=\"boroughs\"").nth(1).expect("the boroughs");
    let part = part.split("</section>").next().expect("its end");
    let rows: Vec<_> = part
        .split("<tr>")
        .filter(|row| row.contains(">Pernis<"))
        .collect();
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!(row.matches("<td>&lt;5</td>").count(), 5, "{row}");
    }
}

#[test]
fn one_scenario_alone_and_many_scenarios_can_be_reported() {
    let place = tempfile::tempdir().expect("a folder");
    let mut alone = sample();
    alone.scenarios.truncate(1);
    alone.rows.retain(|row| row.scenario == 0);
    alone.monthly.retain(|series| series.scenario == 0);
    alone.pairings.clear();
    alone.values.clear();
    alone.marginals.retain(|marginal| marginal.scenario == 0);
    alone.without_effect.clear();
    alone.uncertainty.clear();
    let out = place.path().join("alone");
    write_folder(&alone, &provenance(), &out, Lang::Nl).expect("results");
    assert!(terminal_summary(&alone, Lang::Nl, 100).contains("geen ander scenario"));
    assert!(out.join("charts/isolated-level.svg").is_file());
    assert!(!out.join("charts/isolated-difference.svg").exists());

    let out = place.path().join("many");
    write_folder(&many(), &provenance(), &out, Lang::Nl).expect("results");
    assert!(out.join("charts/boroughs-difference-3.png").is_file());
}

#[test]
fn an_empty_comparison_still_says_where_it_comes_from() {
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("results");
    let mut comparison = sample();
    comparison.rows.clear();
    comparison.monthly.clear();
    comparison.values.clear();
    comparison.marginals.clear();
    write_folder(&comparison, &provenance(), &out, Lang::Nl).expect("results");
    assert!(names(&out.join("charts")).is_empty());
    assert!(page(&out).contains("niet geteld"));
    assert!(terminal_summary(&comparison, Lang::En, 80).contains("not recorded"));
}

/// Leaves folders of results in both languages under the target folder, to look at.
#[test]
#[ignore = "writes pictures to look at"]
fn sample_folders_to_look_at() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report");
    for (name, lang) in [("nl", Lang::Nl), ("en", Lang::En)] {
        write(&root.join(name), lang).expect("a folder");
        let summary = [80, 150]
            .map(|width| terminal_summary(&sample(), lang, width))
            .join("\n\n");
        fs::write(root.join(format!("{name}.txt")), summary).expect("a summary");
    }
    let out = root.join("many");
    write_folder(&many(), &provenance(), &out, Lang::Nl).expect("a folder");
}
