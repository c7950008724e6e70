#!/usr/bin/env bash
# Times the scoring of Parquet from its columns beside the way through records, and its reader alone, on the same files in one run.
# usage: tests/benchmarks/parquet.sh [FOLDER] [TEXTS] [ROWS]   (default: tests/benchmarks/target/parquet, 200000 texts, 200000 rows of 256 numbers)
# Writes FOLDER/times.csv and prints the table of docs/benchmarks/scoring.md. Needs Maven, a JDK 21 or newer, Python 3 and PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-tests/benchmarks/target/parquet}"
folder=$(cd "${1:-tests/benchmarks/target/parquet}" && pwd -P)
texts=${2:-200000}
numbers=${3:-200000}
rounds=${BENCHMARK_ROUNDS:-2}
module=tests/benchmarks/target
python=${LABELLOOP_PARQUET_PYTHON:-$folder/venv/bin/python}

[ -n "${BENCHMARK_BUILT:-}" ] || mvn -B -ntp -q -pl tests/benchmarks,infra/portal -am -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true package
if [ ! -x "$python" ]; then
  python3 -m venv "$folder/venv"
  "$python" -m pip install -q 'pyarrow==26.0.1'
fi
java_home=$(./labelloop --java-home)
benchmark() {
  taskset -c 0 "$java_home/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$module/classes:$module/lib/*" io.labelloop.benchmarks.ScoringBenchmark "$@"
}

[ -f "$folder/pool.jsonl" ] || benchmark generate "$folder/pool.jsonl" 0 "$texts"
[ -f "$folder/train.jsonl" ] || benchmark generate "$folder/train.jsonl" 1000000000 1000004000
[ -f "$folder/texts.parquet" ] || "$python" tests/benchmarks/parquet.py texts "$folder/pool.jsonl" "$folder/texts.parquet"
[ -f "$folder/numbers.parquet" ] || "$python" tests/benchmarks/parquet.py numbers "$folder/numbers.parquet" "$numbers"
[ -f "$folder/numbers-train.parquet" ] || "$python" tests/benchmarks/parquet.py numbers "$folder/numbers-train.parquet" 3000
for kind in texts numbers; do
  pool='"location": "train.jsonl", "text": "text"'
  [ $kind = texts ] || pool='"location": "numbers-train.parquet", "embedding": "v"'
  labels=$(seq -f '"c%g"' -s , 0 $([ $kind = texts ] && echo 19 || echo 3))
  cat >"$folder/$kind.json" <<JSON
{"name": "$kind", "task": {"labels": [$labels]}, "pool": {$pool},
 "query": {"batchSize": 1000, "seedSet": {"size": 1000, "method": "random"}, "strategy": "random"},
 "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 3, "accuracy": 1}], "pricePerAnnotation": "0.01 USD",
  "annotationsPerItem": {"min": 1, "max": 1}},
 "stop": {"maxRounds": 2}, "seed": 1}
JSON
  [ -d "$folder/$kind" ] || ./labelloop run "$folder/$kind.json" --workspace "$folder/$kind" >/dev/null
done

: >"$folder/times.csv"
for round in $(seq "$rounds"); do # in turns
  for kind in texts numbers; do
    benchmark labelloop "$folder/$kind" "$folder/$kind.parquet" 1 12 | sed "s/^/$kind,$round,/" >>"$folder/times.csv"
    benchmark rows "$folder/$kind" "$folder/$kind.parquet" 4 | sed "s/^/$kind,$round,/" >>"$folder/times.csv"
    benchmark columns "$folder/$kind.parquet" 12 | sed "s/^/$kind,$round,/" >>"$folder/times.csv"
  done
  benchmark labelloop "$folder/texts" "$folder/pool.jsonl" 1 12 | sed "s/^/jsonl,$round,/" >>"$folder/times.csv"
done
python3 - "$folder/times.csv" <<'PYTHON'
import collections, csv, statistics, sys

speeds = collections.defaultdict(list)
with open(sys.argv[1]) as lines:
    for kind, _, way, _, run, items, _, _, cpu in csv.reader(lines):
        if int(run) >= (2 if way == "rows" else 6):  # a JVM compiles what it runs meanwhile
            speeds[kind, way].append(int(items) / float(cpu))
print("| | items per second of a core, median (smallest to largest) | by the reader alone |")
print("|---|---|---|")
names = {
    ("texts", "labelloop"): "texts in Parquet, from columns", ("texts", "rows"): "the same through records", ("texts", "columns"): "its reader alone",
    ("jsonl", "labelloop"): "the same texts in JSON Lines", ("numbers", "labelloop"): "lists of 256 numbers in Parquet, from columns",
    ("numbers", "rows"): "the same through records", ("numbers", "columns"): "its reader alone",
}
for (kind, way), name in names.items():
    these = speeds[kind, way]
    bound = statistics.median(speeds["texts" if kind == "jsonl" else kind, "columns"])
    print(f"| {name} | {statistics.median(these):,.0f} ({min(these):,.0f} to {max(these):,.0f}) | {bound / statistics.median(these):.2f} |")
PYTHON
