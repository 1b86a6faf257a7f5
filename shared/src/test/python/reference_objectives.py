"""Values and gradients of objectives that ../shared/goldens does not hold, by sentence-transformers on few small numbers;
SigLIP's scale and bias by its definition in PyTorch.

    python reference_objectives.py ../resources/dev/triptych/objective/reference-objectives.json
"""

import json
import math
import sys
from types import SimpleNamespace

import torch
from sentence_transformers.sentence_transformer import losses
from sentence_transformers.sentence_transformer.losses import gist_embed

BATCH, EACH, WIDTH, GUIDE = 5, 2, 8, 3
torch.manual_seed(11)


def rows(n, width=WIDTH):
    return torch.randn(n, width, dtype=torch.float32).mul(1000).round().div(1000)


anchor, positive, negatives = rows(BATCH), rows(BATCH), rows(BATCH * EACH)
positive = (positive + anchor).mul(1000).round().div(1000)  # otherwise every triplet is wrong
guide = {"anchor": rows(BATCH, GUIDE), "positive": rows(BATCH, GUIDE), "negative": rows(BATCH, GUIDE)}
groups = torch.tensor([3, 5, 3, 8, 9])
scores = rows(BATCH, 1 + EACH)
teacher = rows(BATCH)
model = SimpleNamespace(get_embedding_dimension=lambda: WIDTH, device="cpu")
cases = {}


def case(name, loss, each=EACH, **learned):
    """loss: of (anchor, positive, [one tensor per rank of hard negatives])"""
    a, p = anchor.clone().requires_grad_(), positive.clone().requires_grad_()
    n = negatives[: BATCH * each].clone().requires_grad_()
    value = loss(a, p, [n.reshape(BATCH, each, WIDTH)[:, k] for k in range(each)])
    value.backward()
    found = {"value": value.item(), "each": each, "anchor": a.grad.tolist()}
    if p.grad is not None:
        found["positive"] = p.grad.tolist()
    if each and n.grad is not None:
        found["negatives"] = n.grad.tolist()
    for key, leaf in learned.items():
        found[key] = leaf.grad.item()
    cases[name] = found


def ranking(**options):
    return losses.MultipleNegativesRankingLoss(model, scale=20.0, **options)


ALL = ("query_to_doc", "query_to_query", "doc_to_query", "doc_to_doc")
for mode in ("in_batch_negatives", "hard_negatives", "all_negatives"):
    loss = ranking(hardness_mode=mode, hardness_strength=9.0)
    case("hardness " + mode, lambda a, p, n: loss.compute_loss_from_embeddings([a, p, *n], None))
case(
    "hardness symmetric",
    lambda a, p, n: ranking(
        directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction",
        hardness_mode="in_batch_negatives", hardness_strength=9.0,
    ).compute_loss_from_embeddings([a, p], None),
    each=0,
)
case("improved with hard negatives", lambda a, p, n: ranking(directions=ALL).compute_loss_from_embeddings([a, p, *n], None))

distances = losses.BatchHardTripletLossDistanceFunction
for name, distance, margin in (("euclidean", distances.euclidean_distance, 1.5), ("cosine", distances.cosine_distance, 0.3)):
    hard = losses.BatchHardTripletLoss(model, distance, margin)
    semi = losses.BatchSemiHardTripletLoss(model, distance, margin)
    soft = losses.BatchHardSoftMarginTripletLoss(model, distance)
    for kind, loss in (("hard", hard), ("semi-hard", semi), ("hard-soft", soft)):
        for labels, word in ((torch.arange(BATCH), "alone"), (groups, "in groups")):
            case(
                f"{kind} {name} {word}",
                lambda a, p, n: loss.compute_loss_from_embeddings([torch.cat([a, p])], torch.cat([labels, labels])),
                each=0,
            )
case("triplet with one negative", lambda a, p, n: losses.TripletLoss(model, triplet_margin=5).compute_loss_from_embeddings(
    [a, p, *n], None), each=1)
case("triplet with two negatives", lambda a, p, n: sum(
    losses.TripletLoss(model, triplet_margin=5).compute_loss_from_embeddings([a, p, one], None) for one in n) / EACH)


def orthogonal(a, p, n, mean=1.0, second=1.0):
    terms = losses.GlobalOrthogonalRegularizationLoss(
        model, mean_weight=mean, second_moment_weight=second).compute_loss_from_embeddings([a, p, *n])
    return sum(terms.values())


case("orthogonal", orthogonal)
case("orthogonal with one negative", orthogonal, each=1)
case("orthogonal weighted", lambda a, p, n: orthogonal(a, p, n, 0.5, 2.0), each=0)


def gist(a, p, n, strategy, margin):
    gist_embed.embed_columns = lambda embeddings, features: embeddings
    loss = gist_embed.GISTEmbedLoss.__new__(gist_embed.GISTEmbedLoss)
    torch.nn.Module.__init__(loss)
    loss.model = [a, p, *n]
    loss.guide = [guide["anchor"], guide["positive"], *([guide["negative"]] if n else [])]
    loss.temperature, loss.margin_strategy, loss.margin = 0.2, strategy, margin
    loss.contrast_anchors = loss.contrast_positives = True
    loss.must_retokenize = loss.gather_across_devices = False
    loss.similarity_fct, loss.cross_entropy_loss = torch.nn.CosineSimilarity(dim=-1), torch.nn.CrossEntropyLoss()
    return loss([], None)


case("gist", lambda a, p, n: gist(a, p, n, "absolute", 0.0), each=0)
case("gist absolute", lambda a, p, n: gist(a, p, n, "absolute", 0.2), each=1)
case("gist relative", lambda a, p, n: gist(a, p, n, "relative", 0.1), each=1)

log_scale, bias = torch.tensor(math.log(10.0), requires_grad=True), torch.tensor(-3.0, requires_grad=True)
unit = torch.nn.functional.normalize
signs = 2 * torch.eye(BATCH) - 1
case("siglip", lambda a, p, n: -torch.nn.functional.logsigmoid(
    signs * (log_scale.exp() * unit(a) @ unit(p).T + bias)).sum() / BATCH, each=0, log_scale=log_scale, bias=bias)
case("cosent with ties", lambda a, p, n: losses.CoSENTLoss(model).compute_loss_from_embeddings(
    [a, p], groups.float()), each=0)
case("contrastive", lambda a, p, n: losses.ContrastiveLoss(model, margin=0.8).compute_loss_from_embeddings(
    [a, p], (groups == 3).float()), each=0)
case("margin mse of two scores", lambda a, p, n: losses.MarginMSELoss(model).compute_loss_from_embeddings(
    [a, p, *n], scores))
case("margin mse of two margins", lambda a, p, n: losses.MarginMSELoss(model).compute_loss_from_embeddings(
    [a, p, *n], scores[:, :EACH]))
case("distill kl of two", lambda a, p, n: losses.DistillKLDivLoss(model, temperature=2.0).compute_loss_from_embeddings(
    [a, p, *n], scores))
case("multilingual", lambda a, p, n: losses.MSELoss(model).compute_loss_from_embeddings(
    [a, p], [teacher, teacher]), each=0)


def matryoshka(a, p, n):
    inner = losses.CoSENTLoss(model)
    return sum(w * inner.compute_loss_from_embeddings([unit(a[:, :d]), unit(p[:, :d])], groups.float())
               for d, w in ((8, 1.0), (4, 0.5), (2, 0.25)))


case("matryoshka weighted", matryoshka, each=0)

with open(sys.argv[1], "w") as out:
    json.dump({
        "made_with": f"sentence-transformers, torch {torch.__version__}, by src/test/python/reference_objectives.py",
        "anchor": anchor.tolist(), "positive": positive.tolist(), "negatives": negatives.tolist(),
        "guide": {k: v.tolist() for k, v in guide.items()},
        "groups": groups.tolist(), "scores": scores.tolist(), "teacher": teacher.tolist(), "cases": cases}, out, indent=1)
    out.write("\n")
