"""Makes the tables of docs/benchmarks/scoring.md of what scoring.sh measured. usage: scoring_table.py times.csv"""
import csv
import statistics
import sys
from collections import defaultdict

NAMES = {
    "labelloop": "Labelloop `score`",
    "tribuo": "Tribuo 4.3.2: `TokenPipeline`/`BasicPipeline`, `predict`",
    "hashing": "scikit-learn 1.9.1: `HashingVectorizer`, `predict_proba`",
    "tfidf": "scikit-learn 1.9.1: `TfidfVectorizer`, `predict_proba`",
    "vw": "Vowpal Wabbit 9.11.9: `--oaa 20 --probabilities`, on lines of its own format",
}

rows = defaultdict(list)
first = defaultdict(list)
with open(sys.argv[1]) as lines:
    for kind, fork, name, threads, run, items, size, clock, core in csv.reader(lines):
        key = (kind, name, int(threads))
        value = (int(items), int(size), float(clock), float(core))
        # the first run of a JVM compiles what it runs
        (first if name in ("labelloop", "tribuo") and run == "0" else rows)[key].append(value)


def spread(values, form):
    return f"{form(statistics.median(values))} ({form(min(values))} to {form(max(values))})"


def thousands(value):
    return f"{value:,.0f}"


for kind, title in (("words", "Single words"), ("pairs", "Words and pairs")):
    ours = statistics.median(n / core for n, _, _, core in rows[(kind, "labelloop", 1)])
    print(f"\n### {title}\n")
    print("| | texts per second of a core | MB per second of a core | on the clock, texts/s | Labelloop is faster by |")
    print("|---|---|---|---|---|")
    for name, label in NAMES.items():
        values = rows.get((kind, name, 1))
        if values:
            rate = [n / core for n, _, _, core in values]
            ratio = "" if name == "labelloop" else f"**{ours / statistics.median(rate):.1f}**"
            print(f"| {label} | {spread(rate, thousands)} | {statistics.median(s / c for _, s, _, c in values) / 1e6:.0f} "
                  f"| {spread([n / clock for n, _, clock, _ in values], thousands)} | {ratio} |")
    cold = first[(kind, "labelloop", 1)]
    print(f"\nThe first run of a JVM: {spread([n / c for n, _, _, c in cold], thousands)} texts per second of a core.")
