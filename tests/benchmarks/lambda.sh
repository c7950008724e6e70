#!/usr/bin/env bash
# Size and cold start of the functions, as docs/benchmarks/lambda.md shows them: runs one campaign in LocalStack under
# AWS's runtime interface client, and prints a table of what the executor noted. On a quiet machine the clock counts
# too; elsewhere only CPU time does. `tests/benchmarks/lambda.sh --table` prints the table of the last run again.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${1:-}" != --table ]; then
  nice mvn -B -ntp -q -Djacoco.skip -pl tests/localstack -am package -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest='CampaignOnAwsTest#campaign_ofUploadedFiles*+campaign_stopped*'
fi
stat -c 'function.zip: %s bytes' functions/target/function.zip
nproc | sed 's/$/ cores/'
sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1
cut -d' ' -f1-3 /proc/loadavg | sed 's/^/load averages at the end: /'
python3 - tests/localstack/target/localstack/logs/timings.csv <<'PYTHON'
import collections
import csv
import re
import sys

# function, what, seconds by the clock, CPU seconds of its process so far
numbers = collections.defaultdict(lambda: collections.defaultdict(list))
with open(sys.argv[1]) as rows:
    for name, what, seconds, processor in csv.reader(rows):
        function = re.sub(r"Func(t(i(on?)?)?)?$", "", name.split("-")[2])
        numbers[function][what].append((float(seconds), float(processor)))

def span(values):
    low, high = min(values), max(values)
    return "%.2f" % low if high - low < 0.005 else "%.2f-%.2f" % (low, high)

print("| function | CPU s until it asks for work | CPU s until its first answer | clock s until its first answer |")
print("|---|---|---|---|")
for function, measured in numbers.items():
    cells = [function]
    for what, place in (("start", 1), ("first", 1)):
        cells.append(span([m[place] for m in measured[what]]) if measured[what] else "not measured")
    # the first answer's clock begins with its call: the start comes before it
    cells.append(
        "%.2f" % (max(m[0] for m in measured["start"]) + max(m[0] for m in measured["first"]))
        if measured["first"] and measured["start"] else "not measured")
    print("| " + " | ".join(cells) + " |")
PYTHON
