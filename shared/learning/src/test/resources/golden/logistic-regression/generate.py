"""Writes expected.csv: 60 training rows and 20 test rows with the probabilities that scikit-learn predicts.

pip install scikit-learn==1.7.2; python generate.py
"""
import csv

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(20261124)
labels = random.integers(0, 3, 80)
centres = np.array([[0, 0, 5, 1], [1.5, 0, 5, 100], [0, 2, 5, 50]])
rows = np.round(centres[labels] + random.normal(size=(80, 4)) * [1, 1, 0, 40], 3)
scaler = StandardScaler().fit(rows[:60])
model = LogisticRegression(C=10, tol=1e-12, max_iter=100_000).fit(scaler.transform(rows[:60]), labels[:60])
probabilities = model.predict_proba(scaler.transform(rows))
with open("expected.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["set", "x0", "x1", "x2", "x3", "label", "p0", "p1", "p2"])
    for i in range(80):
        out.writerow(["train" if i < 60 else "test", *rows[i], labels[i], *probabilities[i]])
