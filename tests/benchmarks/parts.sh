#!/usr/bin/env bash
# Times the parts of scoring (PartsBenchmark, with JMH), and writes the table of docs/benchmarks/scoring.md.
# usage: tests/benchmarks/parts.sh [FOLDER]   (default: tests/benchmarks/target/parts)
# Writes FOLDER/parts.csv and prints the table. Needs Maven and Python 3; takes four minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-tests/benchmarks/target/parts}"
folder=$(cd "${1:-tests/benchmarks/target/parts}" && pwd -P)

[ -n "${BENCHMARK_BUILT:-}" ] || mvn -B -ntp -q -pl tests/benchmarks -am -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true package
"$(./labelloop --java-home)/bin/java" -cp "tests/benchmarks/target/classes:tests/benchmarks/target/lib/*" org.openjdk.jmh.Main PartsBenchmark \
  -jvmArgs "-Xmx512m -XX:+UseSerialGC" -rf csv -rff "$folder/parts.csv"
python3 - "$folder/parts.csv" <<'PYTHON'
import csv, sys

times = {}
with open(sys.argv[1]) as lines:
    for row in csv.DictReader(lines):
        part = row["Benchmark"].rsplit(".", 1)[1]
        times[row["Param: kind"], part] = (float(row["Score"]), float(row["Score Error (99.9%)"]))
names = {"texts": "texts of 500 bytes, words and pairs", "json-numbers": "256 numbers in JSON", "csv-numbers": "256 numbers in CSV"}
print("| items | memory | parser of others | scan | scan and score | over scan | over the parser of others |")
print("|---|---|---|---|---|---|---|")
for kind, name in names.items():
    cells = [f"{times[kind, part][0]:,.0f} ({times[kind, part][1]:,.0f})" for part in ("memory", "parserOfOthers", "scan", "scanAndScore")]
    whole = times[kind, "scanAndScore"][0]
    print(f"| {name} | {' | '.join(cells)} | {whole / times[kind, 'scan'][0]:.2f} | {whole / times[kind, 'parserOfOthers'][0]:.2f} |")
PYTHON
