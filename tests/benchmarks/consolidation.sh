#!/usr/bin/env bash
# Times Labelloop's consolidation beside crowd-kit on a million simulated answers, after showing that both agree.
# usage: tests/benchmarks/consolidation.sh [FOLDER]   (default: tests/benchmarks/target/consolidation)
# Prints the rows of docs/benchmarks/consolidation.md. Needs Maven, a JDK 21 or newer, Python 3 and PyPI; every program gets one core.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-tests/benchmarks/target/consolidation}"
folder=$(cd "${1:-tests/benchmarks/target/consolidation}" && pwd -P)
module=tests/benchmarks/target

mvn -B -ntp -q -pl tests/benchmarks -am -DskipTests -Dspotless.check.skip=true package
[ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q 'crowd-kit==1.4.2' 'scikit-learn<1.6' 'pandas<3' 'numpy==2.4.6'

java_home=$(./labelloop --java-home)
one_core() { taskset -c "${BENCHMARK_CORE:-0}" "$@"; }
labelloop() {
  one_core "$java_home/bin/java" -Xmx1g -XX:+UseSerialGC -cp "$module/classes:$module/lib/*" \
    io.labelloop.benchmarks.ConsolidationBenchmark "$@"
}

labelloop answers "$folder/million.csv"
labelloop labels dawid-skene-ml "$folder/labels.csv"
: >"$folder/labelloop.csv"
for _ in 1 2 3; do # forks
  for method in dawid-skene dawid-skene-ml one-coin glad mace; do
    labelloop time "$method" 3 >>"$folder/labelloop.csv"
  done
done
# one thread for numpy's linear algebra, as for the others
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 one_core "$folder/venv/bin/python" tests/benchmarks/crowd_kit.py "$folder"
