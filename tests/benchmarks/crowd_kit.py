"""Times crowd-kit on the answers that consolidation.sh wrote, and prints a table beside Labelloop's times.

usage: crowd_kit.py FOLDER [--with-slow]   (GLAD and MACE take minutes)
"""
import csv
import pathlib
import platform
import statistics
import sys
import time

import pandas
from crowdkit.aggregation import GLAD, MACE, DawidSkene

folder = pathlib.Path(sys.argv[1])
answers = pandas.read_csv(folder / "million.csv").rename(columns={"item": "task"})


def timed(run):
    wall, core = time.perf_counter(), time.thread_time()
    result = run()
    return result, time.perf_counter() - wall, time.thread_time() - core


def spread(values):
    return f"{statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


# agreement first: both at the end of their iteration
reference = DawidSkene(n_iter=20, tol=1e-7).fit(answers)
labels = pandas.read_csv(folder / "labels.csv").set_index("item")["label"]
agreed = (reference.labels_.reindex(labels.index) == labels).mean()
print(f"agreement of dawid-skene-ml with crowd-kit: {agreed:.5f} of {len(labels)} labels", flush=True)
if agreed < 0.999:
    sys.exit("the two do not compute the same: times would say nothing")

# per iteration: six iterations less one, so that reading and starting count for neither
iterations = {"wall": [], "core": []}
for _ in range(3):
    _, wall_one, core_one = timed(lambda: DawidSkene(n_iter=1, tol=-1e9).fit(answers))
    _, wall_six, core_six = timed(lambda: DawidSkene(n_iter=6, tol=-1e9).fit(answers))
    iterations["wall"].append((wall_six - wall_one) / 5)
    iterations["core"].append((core_six - core_one) / 5)

ours = {}
with open(folder / "labelloop.csv") as rows:
    for method, run, wall, core, count, _ in csv.reader(rows):
        entry = ours.setdefault(method, {"first": [], "wall": [], "core": [], "iterations": int(count)})
        if run == "0":
            entry["first"].append(float(wall))
        else:
            entry["wall"].append(float(wall))
            entry["core"].append(float(core))

print("| method | iterations | whole, s | of these with a core, s | first in a fresh JVM, s | per iteration, s of a core |")
print("|---|---|---|---|---|---|")
for method, entry in ours.items():
    each = [core / entry["iterations"] for core in entry["core"]]
    print(f"| {method} | {entry['iterations']} | {spread(entry['wall'])} | {spread(entry['core'])} | "
          f"{spread(entry['first'])} | {spread(each)} |")
print(f"crowd-kit DawidSkene per iteration: {spread(iterations['wall'])} s, with a core {spread(iterations['core'])} s")
ml = ours["dawid-skene-ml"]
ratio = statistics.median(iterations["core"]) / (statistics.median(ml["core"]) / ml["iterations"])
print(f"ratio per iteration, seconds of a core: {ratio:.1f}")
if "--with-slow" in sys.argv:
    for name, method in {"GLAD": GLAD(silent=True), "MACE": MACE()}.items():
        _, wall, core = timed(lambda method=method: method.fit(answers))
        print(f"crowd-kit {name}: {wall:.0f} s, with a core {core:.0f} s", flush=True)
print(platform.python_version(), "pandas", pandas.__version__)
