"""Are the indices of `isolement analyse` those of SALib on the same file, to 6 digits?

Usage: salib.py sobol|morris FOLDER, after `isolement sweep merge FOLDER` and `isolement analyse`.
Reads nothing but the tables that the sweep wrote.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from SALib.analyze import morris, sobol


def column(rows, name, policy, settings):
    """Mean over replicates of a column, by setting."""
    sums = np.zeros(settings)
    counts = np.zeros(settings)
    for row in rows:
        if row["policy"] == policy:
            sums[int(row["setting"])] += float(row[name])
            counts[int(row["setting"])] += 1
    return sums / counts


def same(what, own, theirs):
    own, theirs = float(own), float(theirs)
    scale = max(1e-12, abs(theirs))
    if abs(own - theirs) > 5e-7 * max(1.0, scale):
        sys.exit(f"{what}: isolement {own!r}, SALib {theirs!r}")
    return 1


def main():
    kind, folder = sys.argv[1], Path(sys.argv[2])
    problem = json.loads((folder / "merged" / "problem.json").read_text())
    with open(folder / "merged" / "results.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "analysis" / f"{kind}.csv", newline="") as file:
        own = list(csv.DictReader(file))
    manifest = json.loads((folder / "manifest.json").read_text())
    base, policy = manifest["policies"][0]["id"], manifest["policies"][-1]["id"]
    outcome = "isolated_resident_years_55plus"
    settings = 1 + max(int(row["setting"]) for row in rows)
    y = column(rows, outcome, base, settings) - column(rows, outcome, policy, settings)
    names = problem["names"]
    compared = 0
    if kind == "sobol":
        second = problem["calc_second_order"]
        theirs = sobol.analyze(problem, y, calc_second_order=second, seed=1)
        for row in own:
            one = names.index(row["dimension"])
            if row["order"] == "first":
                expected = theirs["S1"][one]
            elif row["order"] == "total":
                expected = theirs["ST"][one]
            else:
                expected = theirs["S2"][one][names.index(row["with"])]
            what = f"{row['order']} {row['dimension']} {row['with']}"
            compared += same(what, row["index"], expected)
    else:
        x = np.zeros((settings, len(names)))
        for row in rows:
            if row["policy"] == base:
                x[int(row["setting"])] = [float(row[name]) for name in names]
        theirs = morris.analyze(problem, x, y, num_levels=problem["num_levels"], seed=1)
        for row in own:
            one = names.index(row["dimension"])
            for mine, other in [("mu", "mu"), ("mu_star", "mu_star"), ("sigma", "sigma")]:
                compared += same(f"{mine} {row['dimension']}", row[mine], theirs[other][one])
    if compared < len(names) * 2:
        sys.exit(f"only {compared} numbers were compared")
    print(f"{kind}: {compared} numbers equal those of SALib to 6 digits")


main()
