#!/usr/bin/env bash
# What a fixed small run costs, against the baseline in tests/golden/work.txt: counts of work, which every
# machine gives alike, and instructions, where valgrind and the compiler of the baseline are there. Fails
# when one of them is more than 3% off, in either direction. Usage:
#   tests/instructions.sh
#   tests/instructions.sh --update "what changed the cost, and why"
set -euo pipefail
cd "$(dirname "$0")/.."

baseline=${ISOLEMENT_BASELINE:-tests/golden/work.txt}
tolerance=3
note=
if [ "${1:-}" = --update ]; then
    note=${2:-}
    if [ -z "$note" ]; then
        echo 'say what changed the cost, and why: tests/instructions.sh --update "..."' >&2
        exit 2
    fi
elif [ $# -gt 0 ]; then
    echo "unknown: $1; usage: tests/instructions.sh [--update \"what changed the cost, and why\"]" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo bench --bench work --no-run 2> "$work/build" || { cat "$work/build" >&2; exit 1; }
program=$(sed -n 's/.*Executable benches\/work.rs (\(.*\))$/\1/p' "$work/build")
"$program" > "$work/found"
compiler=$(rustc -vV | sed -n 's/^\(rustc\|host:\) */\1 /p' | tr '\n' ' ' | sed 's/ $//')

# Instructions of the months alone, without reading the model and making the standing state.
if command -v valgrind > /dev/null; then
    valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" --collect-atstart=no \
        --toggle-collect='*run_months_under_watch_of_the_gate*' "$program" > "$work/again" 2> "$work/log"
    cmp "$work/found" "$work/again"
    instructions=$(sed -n 's/^summary: //p' "$work/callgrind")
    echo "instructions ${instructions%% *}" >> "$work/found"
else
    echo "valgrind is not here: instructions are not counted, only the work that the run does"
fi

if [ -n "$note" ]; then
    {
        echo "# The cost of the run of benches/work.rs, for tests/instructions.sh, which says how to change it."
        grep '^# 2' "$baseline" 2> /dev/null || true
        echo "# $(date -u +%F): $note"
        echo "compiler $compiler"
        cat "$work/found"
    } > "$work/new"
    mv "$work/new" "$baseline"
    echo "written: $baseline"
    exit 0
fi

known=$(sed -n 's/^compiler //p' "$baseline")
if [ "$known" != "$compiler" ]; then
    echo "the compiler is $compiler, the baseline is of $known: instructions are not compared"
    grep -v '^instructions ' "$work/found" > "$work/left"
    mv "$work/left" "$work/found"
fi

failed=0
while read -r name found; do
    expected=$(sed -n "s/^$name //p" "$baseline")
    if [ "$name" = digest ]; then
        [ "$found" = "$expected" ] || echo "digest: results have changed, so the cost may have too"
        continue
    fi
    ratio=$(awk -v a="$found" -v b="$expected" 'BEGIN { printf "%.4f", (b > 0 ? a / b : 0) }')
    verdict=$(awk -v r="$ratio" -v t="$tolerance" 'BEGIN { print ((r >= 1 - t / 100 && r <= 1 + t / 100) ? "ok" : "OFF") }')
    printf '%-13s %12s  baseline %12s  ratio %s  %s\n' "$name" "$found" "${expected:-none}" "$ratio" "$verdict"
    [ "$verdict" = ok ] || failed=1
done < "$work/found"

if [ "$failed" = 1 ]; then
    cat >&2 <<END
The cost of a run is more than $tolerance% off its baseline. If that is not meant, find out why: docs/speed.md
says how. If it is meant, write the new baseline and commit it with the change:
    tests/instructions.sh --update "what changed the cost, and why"
END
    exit 1
fi
