"""The same work as ScoringBenchmark done by scikit-learn and Vowpal Wabbit.

usage: scoring.py train FOLDER        models in FOLDER/*.joblib, *.vw from FOLDER/train.jsonl
       scoring.py agree FOLDER        accuracies on the first 5,000 texts of FOLDER/pool.jsonl
       scoring.py time NAME FOLDER RUNS
NAME: hashing-words, hashing-pairs, tfidf-pairs, vw-words, vw-pairs.
Prints lines of name, threads, run, items, bytes, seconds on the clock, seconds of a core.
"""
import heapq
import json
import os
import re
import resource
import sys
import time

CHUNK = 5_000
TOP = 500
COMPARED = 5_000


def seconds_of_a_core():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def items(path, limit=None):
    with open(path, "rb") as lines:
        for n, line in enumerate(lines):
            if n == limit:
                return
            yield json.loads(line)


def vectorizer(name):
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
    pairs = (1, 2) if name.endswith("pairs") else (1, 1)
    if name.startswith("hashing"):
        return HashingVectorizer(ngram_range=pairs)
    return TfidfVectorizer(ngram_range=pairs, min_df=3, max_features=30_000)


def train(folder):
    import joblib
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline
    rows = list(items(f"{folder}/train.jsonl"))
    texts, labels = [r["text"] for r in rows], [r["label"] for r in rows]
    for name in ("hashing-words", "hashing-pairs", "tfidf-pairs"):
        model = make_pipeline(vectorizer(name), SGDClassifier(loss="log_loss", alpha=1e-5, random_state=1))
        joblib.dump(model.fit(texts, labels), f"{folder}/{name}.joblib")
    import vowpalwabbit
    with open(f"{folder}/train.vw", "w") as out:
        for row in rows:
            out.write(f"{1 + int(row['label'][1:])} {vw_line(row)}")
    for name, options in (("vw-words", ""), ("vw-pairs", "--ngram 2")):
        vw = vowpalwabbit.Workspace(
            f"--oaa 20 --loss_function logistic --probabilities -b 20 {options} --passes 5 -c -k "
            f"--cache_file {folder}/{name}.cache -d {folder}/train.vw -f {folder}/{name}.model --quiet")
        vw.finish()
    with open(f"{folder}/pool.vw", "w") as out:
        for row in items(f"{folder}/pool.jsonl"):
            out.write(vw_line(row))


def vw_line(row):
    words = re.findall(r"\w+", row["text"].lower())
    return f"'{row['id']} | {' '.join(words)}\n"


def score(model, path):
    """From bytes to the best candidates; returns the number of items."""
    import numpy as np
    best, count, chunk = [], 0, []

    def flush():
        p = model.predict_proba([row["text"] for row in chunk])
        top = np.partition(p, -2, axis=1)[:, -2:]
        margins = top[:, 1] - top[:, 0]
        for i in np.argsort(margins)[:TOP]:
            heapq.heappush(best, (-margins[i], chunk[i]["id"]))
            if len(best) > TOP:
                heapq.heappop(best)
        chunk.clear()

    for row in items(path):
        chunk.append(row)
        count += 1
        if len(chunk) == CHUNK:
            flush()
    if chunk:
        flush()
    return count


def score_vw(folder, name):
    """Vowpal Wabbit reads lines of its own format, made beforehand; its best candidates come from its predictions."""
    import vowpalwabbit
    vw = vowpalwabbit.Workspace(
        f"-t -i {folder}/{name}.model --probabilities -d {folder}/pool.vw -p {folder}/{name}.predictions --quiet")
    vw.finish()
    return sum(1 for _ in open(f"{folder}/{name}.predictions", "rb"))


def agree(folder):
    import joblib
    truth = [row["label"] for row in items(f"{folder}/pool.jsonl", COMPARED)]
    texts = [row["text"] for row in items(f"{folder}/pool.jsonl", COMPARED)]
    for name in ("hashing-words", "hashing-pairs", "tfidf-pairs"):
        guesses = joblib.load(f"{folder}/{name}.joblib").predict(texts)
        report(name, sum(g == t for g, t in zip(guesses, truth)) / len(truth))
    for name in ("vw-words", "vw-pairs"):
        score_vw(folder, name)
        right = 0
        with open(f"{folder}/{name}.predictions") as lines:
            for t, line in zip(truth, lines):
                p = [float(part.split(":")[1]) for part in line.split()[:20]]
                right += "c%d" % p.index(max(p)) == t
        report(name, right / len(truth))


def report(name, accuracy):
    print(f"{name}: accuracy {accuracy:.3f}", file=sys.stderr)
    # all learn the same from the same labels: one that does not would be fast at something else
    if accuracy < 0.8:
        sys.exit(f"{name} learned too little to be compared")


def timed(name, folder, runs):
    path = f"{folder}/pool.jsonl"
    if name.startswith("vw"):
        work = lambda: score_vw(folder, name)
    else:
        import joblib
        model = joblib.load(f"{folder}/{name}.joblib")
        work = lambda: score(model, path)
    for run in range(runs):
        start, cpu = time.perf_counter(), seconds_of_a_core()
        count = work()
        print(f"{name},1,{run},{count},{os.path.getsize(path)},{time.perf_counter() - start:.4f},"
              f"{seconds_of_a_core() - cpu:.4f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "train":
        train(sys.argv[2])
    elif sys.argv[1] == "agree":
        agree(sys.argv[2])
    else:
        timed(sys.argv[2], sys.argv[3], int(sys.argv[4]))
