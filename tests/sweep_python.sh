#!/usr/bin/env bash
# Sweeps as Python sees them: indices equal those of SALib, tables open in pandas, polars and DuckDB, and
# the export loads in the EMA Workbench. Needs Python 3 and PyPI; the libraries go into a folder of their
# own. Usage: tests/sweep_python.sh [FOLDER FOR THE LIBRARIES]
set -euo pipefail
cd "$(dirname "$0")/.."

program=target/release/isolement
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=${1:-$work/python}
if [ ! -x "$libraries/bin/python" ]; then
    python3 -m venv "$libraries"
fi
"$libraries/bin/pip" install --quiet --disable-pip-version-check \
    'SALib>=1.5,<2' pandas pyarrow polars duckdb 'ema_workbench>=2.5,<4'
python="$libraries/bin/python"

sweep() { # NAME DESIGN
    cat > "$work/$1.toml" <<EOF
schema = 1
policies = ["$PWD/scenarios/regular-practice.toml", "$PWD/scenarios/rotterdam-approach.toml"]
replicates = 2
scale = 0.01
years = 3
[design]
$2
[parameters]
"ties.loss" = {}
"visits.recovery" = {}
"volunteers.suitable" = {}
[levers]
"guidance.hours" = [6, 24]
EOF
    "$program" --lang en sweep run "$work/$1.toml" --out "$work/$1" > /dev/null
    "$program" --lang en sweep merge "$work/$1" > /dev/null
}

sweep saltelli $'kind = "saltelli"\nsamples = 32\nsecond_order = true'
"$program" --lang en analyse sobol "$work/saltelli" > /dev/null
"$python" tests/salib.py sobol "$work/saltelli"

sweep first $'kind = "saltelli"\nsamples = 32'
"$program" --lang en analyse sobol "$work/first" > /dev/null
"$python" tests/salib.py sobol "$work/first"

sweep morris $'kind = "morris"\ntrajectories = 12'
"$program" --lang en analyse morris "$work/morris" > /dev/null
"$python" tests/salib.py morris "$work/morris"

"$program" --lang en sweep export "$work/first" --ema "$work/first.tar.gz" > /dev/null
"$python" tests/sweep_readers.py "$work/first"
