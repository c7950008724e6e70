#!/usr/bin/env bash
# Runs `score` over 2 GB of generated texts in a heap of 64 MiB, and two rounds of a simulated campaign over them in 512 MiB; fails where that is
# not enough.
# usage: tests/benchmarks/bounded-memory.sh [FOLDER] [ITEMS]   (default: tests/benchmarks/target/bounded-memory, 4350000)
# Prints what they say and their largest resident sizes. Needs Maven, a JDK 21 or newer, GNU time, and 3 GB of disk.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-tests/benchmarks/target/bounded-memory}"
folder=$(cd "${1:-tests/benchmarks/target/bounded-memory}" && pwd -P)
items=${2:-4350000}
module=tests/benchmarks/target

mvn -B -ntp -q -pl tests/benchmarks,infra/portal -am -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true package
java_home=$(./labelloop --java-home)
[ -f "$folder/pool.jsonl" ] || "$java_home/bin/java" -Xmx512m -cp "$module/classes:$module/lib/*" \
  io.labelloop.benchmarks.ScoringBenchmark generate "$folder/pool.jsonl" 0 "$items"
labels=$(seq -f '"c%g"' -s , 0 19)
"$java_home/bin/java" -Xmx512m -cp "$module/classes:$module/lib/*" io.labelloop.benchmarks.ScoringBenchmark \
  generate "$folder/train.jsonl" 1000000000 1000004000
cat >"$folder/campaign.json" <<JSON
{"name": "large", "task": {"labels": [$labels]}, "pool": {"location": "train.jsonl", "text": "text"},
 "query": {"batchSize": 1000, "seedSet": {"size": 2000, "method": "random"}, "strategy": "random"},
 "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 3, "accuracy": 1}], "pricePerAnnotation": "0.01 USD",
  "annotationsPerItem": {"min": 1, "max": 1}},
 "stop": {"maxRounds": 2}, "seed": 1}
JSON
[ -d "$folder/work" ] || ./labelloop run "$folder/campaign.json" --workspace "$folder/work" >/dev/null
LABELLOOP_JAVA_OPTS=-Xmx64m /usr/bin/time -f '%M kB resident, %U s of a core' \
  ./labelloop score "$folder/work" "$folder/pool.jsonl" --top 500 --threads 1 >"$folder/best.txt"
head -n 1 "$folder/best.txt"

cat >"$folder/large.json" <<JSON
{"name": "large-pool", "task": {"labels": [$labels]}, "pool": {"location": "pool.jsonl", "text": "text"},
 "query": {"batchSize": 500, "seedSet": {"size": 1000, "method": "random"}, "strategy": "margin-cluster"},
 "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 5, "accuracy": 0.95}], "pricePerAnnotation": "0.01 USD",
  "annotationsPerItem": {"min": 3, "max": 5}},
 "stop": {"maxRounds": 2}, "seed": 1}
JSON
rm -rf "$folder/large"
LABELLOOP_JAVA_OPTS=-Xmx512m /usr/bin/time -f '%M kB resident, %U s of a core, %e s on the clock' \
  ./labelloop run "$folder/large.json" --workspace "$folder/large" >"$folder/large.txt"
tail -n 12 "$folder/large.txt"
