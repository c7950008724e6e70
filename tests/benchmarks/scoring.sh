#!/usr/bin/env bash
# Times `score` beside Tribuo's own text pipeline, scikit-learn and Vowpal Wabbit on the same generated file, after showing what each computes.
# usage: tests/benchmarks/scoring.sh [FOLDER] [ITEMS] [two-cores]   (default: tests/benchmarks/target/scoring, 200000)
# With "two-cores" it times one thread and two alone, and prints the fifth and the fastest of a JVM's last ten runs, on the clock.
# Writes FOLDER/times.csv and FOLDER/table.md, the tables of docs/benchmarks/scoring.md. Needs Maven, a JDK 21 or newer, Python 3 and PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-tests/benchmarks/target/scoring}"
folder=$(cd "${1:-tests/benchmarks/target/scoring}" && pwd -P)
items=${2:-200000}
rounds=${BENCHMARK_ROUNDS:-3}
module=tests/benchmarks/target
venv=${LABELLOOP_SCORING_VENV:-$HOME/.cache/labelloop/scoring-venv}

[ -n "${BENCHMARK_BUILT:-}" ] || mvn -B -ntp -q -pl tests/benchmarks,infra/portal -am -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true package
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q 'scikit-learn==1.9.1' 'vowpalwabbit==9.11.9'

java_home=$(./labelloop --java-home)
java() { "$java_home/bin/java" -Xmx512m -XX:+UseSerialGC -cp "$module/classes:$module/lib/*" io.labelloop.benchmarks.ScoringBenchmark "$@"; }
java_on() { local on=$1; shift; taskset -c "$on" "$java_home/bin/java" -Xmx512m -XX:+UseSerialGC -cp "$module/classes:$module/lib/*" io.labelloop.benchmarks.ScoringBenchmark "$@"; }
python_on() { local on=$1; shift; OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 taskset -c "$on" "$venv/bin/python" tests/benchmarks/scoring.py "$@"; }

# the file; what the models learn from is another part of the same language
[ -f "$folder/pool.jsonl" ] || java generate "$folder/pool.jsonl" 0 "$items"
[ -f "$folder/train.jsonl" ] || java generate "$folder/train.jsonl" 1000000000 1000004000
for kind in words pairs; do
  trainer=logistic-regression
  [ $kind = pairs ] || trainer=logistic-regression-words
  labels=$(seq -f '"c%g"' -s , 0 19)
  cat >"$folder/$kind.json" <<JSON
{"name": "$kind", "task": {"labels": [$labels]}, "pool": {"location": "train.jsonl", "text": "text"}, "model": {"trainer": "$trainer"},
 "query": {"batchSize": 1000, "seedSet": {"size": 2000, "method": "random"}, "strategy": "random"},
 "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 3, "accuracy": 1}], "pricePerAnnotation": "0.01 USD",
  "annotationsPerItem": {"min": 1, "max": 1}},
 "stop": {"maxRounds": 2}, "seed": 1}
JSON
  [ -d "$folder/$kind" ] || ./labelloop run "$folder/$kind.json" --workspace "$folder/$kind" >/dev/null
done
[ -f "$folder/vw-pairs.model" ] || python_on 0 train "$folder"

# what each computes, before anything is timed
java agree "$folder/words" "$folder/pool.jsonl"
java agree "$folder/pairs" "$folder/pool.jsonl"
python_on 0 agree "$folder"

if [ "${3:-}" = two-cores ]; then
  for fork in 1 2; do
    for kind in words pairs; do
      for threads in 1 2; do
        on=0; [ $threads = 1 ] || on=0,1
        java_on $on labelloop "$folder/$kind" "$folder/pool.jsonl" $threads 20 | tail -10 | cut -d, -f6 | sort -n |
          awk -v of="$kind, JVM $fork, $threads threads" 'NR == 1 { fastest = $1 } NR == 5 { print of ": " $1 " s, fastest " fastest " s" }'
      done
    done
  done
  exit
fi

: >"$folder/times.csv"
for round in $(seq "$rounds"); do # alternating
  for kind in words pairs; do
    java_on 0 labelloop "$folder/$kind" "$folder/pool.jsonl" 1 5 | sed "s/^/$kind,$round,/" >>"$folder/times.csv"
    java_on 0 tribuo "$folder/train.jsonl" "$folder/pool.jsonl" $([ $kind = pairs ] && echo true || echo false) 2 |
      sed "s/^/$kind,$round,/" >>"$folder/times.csv"
    for other in hashing tfidf vw; do
      [ $kind$other != wordstfidf ] || continue
      python_on 0 time $other-$kind "$folder" 1 | sed "s/-$kind,/,/; s/^/$kind,$round,/" >>"$folder/times.csv"
    done
  done
done
"$venv/bin/python" tests/benchmarks/scoring_table.py "$folder/times.csv" | tee "$folder/table.md"
