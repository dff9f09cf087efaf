"""Do pandas, polars, DuckDB and the EMA Workbench read what a sweep wrote? Usage: sweep_readers.py FOLDER,
with FOLDER.tar.gz beside it from `isolement sweep export --ema`."""

import sys

import duckdb
import pandas
import polars
from ema_workbench import load_results

folder = sys.argv[1]
path = f"{folder}/merged/results.parquet"
outcome = "isolated_resident_years_55plus"

table = pandas.read_parquet(path)
expected = table.groupby("policy")[outcome].mean().sort_index()
assert len(expected) == 2 and expected.nunique() == 2, expected
text = pandas.read_csv(f"{folder}/merged/results.csv")
assert (text[outcome] == table[outcome]).all() and list(text.columns) == list(table.columns)

by_polars = polars.read_parquet(path).group_by("policy").agg(polars.col(outcome).mean()).sort("policy")
assert abs(by_polars[outcome].to_numpy() - expected.to_numpy()).max() < 1e-9

by_duckdb = duckdb.sql(f"select policy, avg({outcome}) from '{path}' group by policy order by policy")
assert abs(by_duckdb.fetchnumpy()[f"avg({outcome})"] - expected.to_numpy()).max() < 1e-9

experiments, outcomes = load_results(f"{folder}.tar.gz")
settings = table["setting"].nunique()
assert len(experiments) == 2 * settings == len(outcomes[outcome])
mean = pandas.Series(outcomes[outcome]).groupby(experiments["policy"].astype(str)).mean()
assert abs(mean.to_numpy() - expected.to_numpy()).max() < 1e-9, mean
print("pandas, polars, DuckDB and the EMA Workbench read the same numbers")
