"""Writes annotations.csv (simulated) and expected.csv (posteriors of crowd-kit 1.4.2).

Run: python -m venv v && v/bin/pip install crowd-kit==1.4.2 'scikit-learn<1.6' 'pandas<3' && v/bin/python generate.py
Iterations are many, and tolerances 0, so that both implementations stand at the optimum.
"""
import random

import numpy
import pandas
from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, Wawa, ZeroBasedSkill

ITEMS, CLASSES = 120, 3
ACCURACIES = [0.95, 0.9, 0.85, 0.75, 0.7, 0.6, 0.34]

draw = random.Random(20)
rows = []
for item in range(ITEMS):
    truth = draw.randrange(CLASSES)
    for annotator, accuracy in enumerate(ACCURACIES):
        if draw.random() < 0.75:
            wrong = [c for c in range(CLASSES) if c != truth]
            label = truth if draw.random() < accuracy else draw.choice(wrong)
            rows.append((f"i{item:03}", f"w{annotator}", f"c{label}"))
pandas.DataFrame(rows, columns=["item", "worker", "label"]).to_csv("annotations.csv", index=False)

# crowd-kit's MACE numbers workers and labels by first appearance in one place and by name in another: only rows
# sorted like this make both the same
data = pandas.DataFrame(rows, columns=["task", "worker", "label"]).sort_values(["worker", "label"])
tasks = sorted(data["task"].unique())
methods = {
    "majority-vote": MajorityVote(),
    "wawa": Wawa(),
    "zero-based-skill": ZeroBasedSkill(),
    "dawid-skene-ml": DawidSkene(n_iter=1000, tol=0),
    # the priors of the paper's model as Labelloop has them: b ~ N(0, 1), not N(1, 1)
    "glad": GLAD(n_iter=300, tol=0, m_step_max_iter=50, m_step_tol=1e-9,
                 betas_priors_mean=pandas.Series(0.0, index=data["task"].unique())),
    "mace": MACE(n_iter=500, n_restarts=1),
}
expected = []
for name, method in methods.items():
    posteriors = method.fit_predict_proba(data)
    columns = sorted(posteriors.columns)
    for task in tasks:
        expected.append((name, task, *(f"{p:.6f}" for p in posteriors.loc[task, columns])))
pandas.DataFrame(expected, columns=["method", "item", "c0", "c1", "c2"]).to_csv("expected.csv", index=False)
print("numpy", numpy.__version__, "pandas", pandas.__version__)
