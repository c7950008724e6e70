#!/usr/bin/env bash
# Opens a campaign over a pool of 10 million short texts in 200 files in a heap of 512 MiB, up to its first published questions; fails where that is not enough.
# usage: tests/benchmarks/load.sh [FOLDER] [FILES] [LINES] [HEAP]   (default: tests/benchmarks/target/load, 200, 50000, 512m)
# or: tests/benchmarks/load.sh campaigns [NUMBER]   (default: 100): runs that many small campaigns at once in one bucket folder, after each of them alone, shows that both
# write the same documents, and prints the time, the requests to the store, and what the dashboard and the status of all cost in the middle.
# The questions are for people of the portal: simulated annotators would hold the truth of every item. Prints the seconds of each part and the largest resident size.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1:-}" = campaigns ]; then
  nproc | sed 's/$/ cores/'
  cut -d' ' -f1-3 /proc/loadavg | sed 's/^/load averages before: /'
  exec mvn -B -ntp -q -Djacoco.skip -Dspotless.check.skip=true -pl tests/workflow -am test -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest=SharedBucketTest "-Dlabelloop.campaigns=${2:-100}"
fi
mkdir -p "${1:-tests/benchmarks/target/load}"
folder=$(cd "${1:-tests/benchmarks/target/load}" && pwd -P)
files=${2:-200}
lines=${3:-50000}
heap=${4:-512m}

./labelloop --version >/dev/null
if [ ! -d "$folder/pool" ]; then
  mkdir -p "$folder/pool"
  awk -v files="$files" -v lines="$lines" -v folder="$folder/pool" 'BEGIN {
    srand(7)
    for (f = 0; f < files; f++) {
      name = sprintf("%s/part-%05d.jsonl", folder, f)
      for (i = 0; i < lines; i++) {
        printf "{\"id\":\"t%d-%d\",\"text\":\"", f, i > name
        for (w = 0; w < 6; w++) printf "word%d ", int(2000 * rand() * rand()) > name
        print "end\"}" > name
      }
      close(name)
    }
  }'
fi
cat >"$folder/campaign.json" <<'JSON'
{"name": "load", "task": {"labels": ["a", "b"]}, "pool": {"location": "pool/"},
 "query": {"batchSize": 100, "seedSet": {"size": 100}},
 "workforce": {"type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": {"min": 1, "max": 1}},
 "certification": {"size": 300}, "stop": {"maxRounds": 2, "budget": "100 USD"}, "seed": 1}
JSON
rm -rf "$folder/work"
start=$(date +%s)
LABELLOOP_JAVA_OPTS=-Xmx$heap ./labelloop run "$folder/campaign.json" --workspace "$folder/work" --port 0 >"$folder/run.txt" 2>&1 &
run=$!
trap 'kill "$run" 2>/dev/null || true' EXIT
until [ -n "$(find "$folder/work/campaigns/load/rounds/0001/jobs/1" -name '*.json' 2>/dev/null | head -n 1)" ]; do
  kill -0 "$run" 2>/dev/null || {
    cat "$folder/run.txt"
    echo "the run ended before its first questions: more heap than $heap is needed" >&2
    exit 1
  }
  sleep 1
done
echo "$files files, $((files * lines)) texts, $(du -sm "$folder/pool" | cut -f 1) MB, heap $heap, $(nproc) cores"
echo "first questions after $(($(date +%s) - start)) s; $(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$run/status") MiB resident at most"
awk '{for (i = 1; i <= NF; i++) {if ($i ~ /^step=/) step = substr($i, 6); if ($i ~ /^ms=/) {ms[step] += substr($i, 4); n[step]++}}}
  END {for (s in ms) printf "  %s: %d times, %.1f s in all\n", s, n[s], ms[s] / 1000}' "$folder/work/.labelloop/steps.log"
echo "$(find "$folder/work/campaigns/load" -type f | wc -l) documents, $(du -sm "$folder/work/campaigns/load" | cut -f 1) MB"
start=$(date +%s)
LABELLOOP_JAVA_OPTS=-Xmx$heap ./labelloop status "$folder/work" >/dev/null
echo "status after $(($(date +%s) - start)) s"
