"""Writes the tables of docs/benchmarks/strategies.md from what strategies.sh measured; the words around them stay.

usage: strategies_page.py FOLDER PAGE
"""
import json
import pathlib
import sys

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
SETS = ["trec", "subj", "sms", "digits", "pendigits", "wnut17"]
GROUPS = ["ten", "three", "bandits", "hundred"]
NAMES = {"trec": "TREC-6", "subj": "SUBJ", "sms": "SMS spam", "digits": "digits", "pendigits": "pendigits", "wnut17": "WNUT 2017"}


def number(value, digits=3):
    return f"{value:.{digits}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}f}"


def signed(value):
    return ("+" if value >= 0 else "-") + number(abs(value))


def saving(row):
    factor = row.get("labelSaving")
    interval = row.get("labelSavingInterval")
    text = f"{factor:.2f}" if factor else "never"
    return text + (f" ({interval['low']:.2f} to {interval['high']:.2f})" if interval else "")


def reach(row):
    labels = (row.get("reach") or {}).get("labels")
    return f"{labels:,.0f}" if labels else "never"


def table(name, folder):
    paths = [folder / f"{name}.{group}.json" for group in GROUPS]
    groups = [json.loads(path.read_text()) for path in paths if path.exists()]
    if not groups:
        return []
    first = groups[0]
    tokens = name == "wnut17"
    target = first["strategies"][0]["reach"]["accuracy"]
    lines = [
        f"## {NAMES[name]}",
        f"{first['test']:,} {'sentences' if tokens else 'items'} to test on; with all labels "
        f"{'entity F1' if tokens else 'accuracy'} {number(first['accuracyWithAllLabels'])}. "
        f"Random sampling ends at {number(target)}.",
        "",
        f"| strategy | seeds | {'area of F1' if tokens else 'AULC'} (sd) | above random, same seeds (se) | {'tokens' if tokens else 'labels'} to reach random's last "
        f"| saving (95 %) | CPU s a round |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = [(row, group["seeds"]) for group in groups for row in group["strategies"]]
    seen = set()
    for row, seeds in sorted(rows, key=lambda pair: (-pair[1], -pair[0]["aulc"]["mean"])):
        # each group has its own random sampling; that of the most seeds is shown
        if row["name"] in seen:
            continue
        seen.add(row["name"])
        mark = "**" if row["name"] == ("mnlp" if tokens else "margin-cluster") else ""
        gain = row["gain"]
        above = "" if row["name"] == "random" else f"{signed(gain['mean'])} ({number(gain['standardError'])})"
        lines.append(
            f"| {mark}`{row['name']}`{mark} | {seeds} | {number(row['aulc']['mean'])} ({number(row['aulc']['sd'])}) | {above} "
            f"| {reach(row)} | {saving(row)} | {row['secondsPerRound']:.3f} |"
        )
    paying = {row["name"]: row["validation"] for row, _ in rows if row.get("validation")}
    lines += [""] if paying else []
    for row_name, validation in paying.items():
        lines.append(f"The labels of `{row_name}` have the {validation} of its validation stream among them, paid after the seed set: they teach nothing.")
    return lines + [""]


def main():
    folder, page = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines = [line for name in SETS for line in table(name, folder)]
    text = page.read_text()
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(before + BEGIN + "\n" + "\n".join(lines) + END + after)


main()
