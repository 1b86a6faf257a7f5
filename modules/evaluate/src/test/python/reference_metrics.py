"""Figures of random inputs with many ties, for ReferenceMetricsTest.

python reference_metrics.py > ../resources/dev/triptych/evaluate/reference-metrics.json
(pytrec_eval-terrier 0.5.11, scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6)

trec_eval ranks equal scores by descending name, so names descend with the place in the file, which is our rule.
`counts` say how often an item is in a resample; the reference is given each item as often.
"""
import json

import numpy as np
import pytrec_eval
from scipy.stats import skew, spearmanr
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (accuracy_score, average_precision_score, f1_score, precision_recall_curve, roc_curve,
                             v_measure_score)

random = np.random.default_rng(7)
reference = {}

# Retrieval: scores of one decimal, grades 0 to 3, most of them 0.
queries, documents = 20, 40
scores = random.integers(0, 12, (queries, documents)) / 10
grades = np.where(random.random((queries, documents)) < 0.2, random.integers(1, 4, (queries, documents)), 0)
grades[:, 0] = np.maximum(grades[:, 0], 1)
name = [f"d{documents - place:03d}" for place in range(documents)]
run = {f"q{q}": {name[d]: float(scores[q, d]) for d in range(documents)} for q in range(queries)}
qrels = {f"q{q}": {name[d]: int(grades[q, d]) for d in range(documents)} for q in range(queries)}
measured = pytrec_eval.RelevanceEvaluator(
    qrels, {"ndcg_cut.10", "map_cut.1000", "recall.5,30", "recip_rank", "success.5"}).evaluate(run)
mean = lambda measure: float(np.mean([measured[q][measure] for q in run]))
reference["retrieval"] = {
    "scores": scores.tolist(),
    "grades": grades.tolist(),
    "ndcg@10": mean("ndcg_cut_10"),
    "map@1000": mean("map_cut_1000"),
    "recall@5": mean("recall_5"),
    "recall@30": mean("recall_30"),
    "hit@5": mean("success_5"),
    "mrr@10": float(np.mean([r if (r := measured[q]["recip_rank"]) >= 0.1 else 0 for q in run])),
}

# Bitext and classification: classes, some never right, some never predicted.
items = 200
right = random.integers(0, 30, items)
predicted = np.where(random.random(items) < 0.6, right, random.integers(0, 33, items))
counts = random.multinomial(items, [1 / items] * items)
both = lambda f: {"plain": f(right, predicted), "resampled": f(np.repeat(right, counts), np.repeat(predicted, counts))}
reference["classes"] = {
    "right": right.tolist(),
    "predicted": predicted.tolist(),
    "counts": counts.tolist(),
    "weighted_f1": both(lambda r, p: float(f1_score(r, p, average="weighted", zero_division=0))),
    "macro_f1": both(lambda r, p: float(f1_score(r, p, average="macro", zero_division=0))),
    "accuracy": both(lambda r, p: float(accuracy_score(r, p))),
    "v_measure": both(lambda r, p: float(v_measure_score(r, p))),
}
# As MTEB's bitext mining: every row a class of its own.
nearest = np.where(random.random(items) < 0.7, np.arange(items), random.integers(0, items, items))
reference["bitext"] = {
    "nearest": nearest.tolist(),
    "f1": float(f1_score(range(items), nearest, average="weighted", zero_division=0)),
}

# Pairs: cosines of one decimal.
cosines = random.integers(-5, 11, items) / 10
positive = random.random(items) < 0.3 + cosines / 3


def pairs(cosines, positive):
    precision, recall, _ = precision_recall_curve(positive, cosines)
    false_rate, true_rate, _ = roc_curve(positive, cosines, drop_intermediate=False)
    share = positive.mean()
    return {
        "ap": float(average_precision_score(positive, cosines)),
        "f1": float(np.nanmax(2 * precision * recall / np.where(precision + recall == 0, np.nan, precision + recall))),
        "accuracy": float((true_rate * share + (1 - false_rate) * (1 - share)).max()),
    }


gold = np.round(cosines + random.normal(0, 0.4, items), 1)
reference["pairs"] = {
    "cosines": cosines.tolist(),
    "positive": positive.tolist(),
    "gold": gold.tolist(),
    "counts": counts.tolist(),
    "plain": pairs(cosines, positive) | {"spearman": float(spearmanr(cosines, gold).statistic)},
    "resampled": pairs(np.repeat(cosines, counts), np.repeat(positive, counts))
    | {"spearman": float(spearmanr(np.repeat(cosines, counts), np.repeat(gold, counts)).statistic)},
    "percentiles": np.percentile(gold, [2.5, 97.5]).tolist(),
}

# Probing: classes that overlap, so that the penalty matters.
probes = {}
for classes in 2, 4:
    centres = random.normal(size=(classes, 6))
    labels = random.integers(0, classes, 360)
    vectors = centres[labels] + random.normal(scale=1.4, size=(360, 6))
    vectors = np.round(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), 4)
    model = LogisticRegression(C=1, max_iter=1000, tol=1e-8).fit(vectors[:120], labels[:120])
    answers = model.predict(vectors[120:])
    logits = model.decision_function(vectors[120:])
    probes[str(classes)] = {
        "vectors": vectors.tolist(),
        "labels": labels.tolist(),
        "train": 120,
        "predicted": answers.tolist(),
        # The advantage of the second class over the first: of two classes, what scikit-learn gives at once.
        "advantage": (logits if classes == 2 else logits[:, 1] - logits[:, 0]).tolist(),
        "accuracy": float(accuracy_score(labels[120:], answers)),
        "f1": float(f1_score(labels[120:], answers, average="macro")),
    }
reference["probes"] = probes

# Clusters that touch: the reference is the least sum of squares of fifty starts.
centres = random.normal(size=(5, 4))
groups = random.integers(0, 5, 150)
spots = np.round(centres[groups] + random.normal(scale=0.5, size=(150, 4)), 3)
best = KMeans(5, n_init=50, random_state=0).fit(spots)
reference["clusters"] = {
    "vectors": spots.tolist(),
    "labels": groups.tolist(),
    "inertia": float(best.inertia_),
    "v_measure": float(v_measure_score(groups, best.labels_)),
}

# Geometry: unit vectors of two sides.
pairs_of = 60
first = random.normal(size=(pairs_of, 5)) + 0.5
second = first + random.normal(scale=0.6, size=(pairs_of, 5)) - 0.4
first, second = (np.round(side / np.linalg.norm(side, axis=1, keepdims=True), 4).astype(np.float32) for side in (first, second))
first, second = first.astype(float), second.astype(float)
off = ~np.eye(pairs_of, dtype=bool)
uniformity = lambda side: float(np.log(np.exp(-2 * (2 - 2 * side @ side.T))[off].mean()))


def occurrences(queries, found):
    nearest = np.argsort(-(queries @ found.T), axis=1, kind="stable")[:, :10]
    return np.bincount(nearest.ravel(), minlength=len(found))


there, back = occurrences(first, second), occurrences(second, first)
reference["geometry"] = {
    "first": first.tolist(),
    "second": second.tolist(),
    "gap": float(np.linalg.norm(first.mean(0) - second.mean(0))),
    "alignment": float((2 - 2 * (first * second).sum(1)).mean()),
    "cosine/right": float((first * second).sum(1).mean()),
    "cosine/random": float((first @ second.T)[off].mean()),
    "uniformity/first": uniformity(first),
    "uniformity/second": uniformity(second),
    "hubness/first_to_second": float(skew(there)),
    "antihubs/first_to_second": float((there == 0).mean()),
    "hubness/second_to_first": float(skew(back)),
    "antihubs/second_to_first": float((back == 0).mean()),
}
print(json.dumps(reference))
