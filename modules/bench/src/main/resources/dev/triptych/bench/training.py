"""PyTorch's side of `triptych bench train`: a line of JSON in, a line of JSON out.

    {"model": FOLDER, "threads": N, "attention": "eager" | "sdpa", "autocast": true | false, "scale": S, "decay": D, "clip": C}
        -> {"ready": true, "library": "..."} or {"left_out": "why"}
    {"batches": [{"anchors": [[id, ...], ...], "positives": [...]}, ...], "rates": [r, ...]}
        -> {"seconds": [...], "losses": [...], "peak": bytes, "resident": bytes}
"""

import json
import os
import sys
import time

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # libraries that print must not disturb the answers


def answer(value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def reason(error):
    first = (str(error).strip().splitlines() or [""])[0]
    help = f"; install it for {sys.executable}, or name another Python with --python" if isinstance(error, ImportError) else ""
    return f"{type(error).__name__}: {first}{help}"


def memory(field):
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(field))
    except (OSError, StopIteration):
        return 0


def load(request):
    import torch
    import transformers

    torch.set_num_threads(request["threads"])
    # Without dropout, as ours: otherwise there would be no losses to compare.
    model = transformers.AutoModel.from_pretrained(
        request["model"], dtype=torch.float32, attn_implementation=request["attention"], add_pooling_layer=False
    ).eval()
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": request["decay"]}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=0.0, fused=True)

    def embed(rows):
        ids = torch.tensor(rows)
        # Scores and loss stay in float32, as ours do.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=request["autocast"]):
            states = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return torch.nn.functional.normalize(states.float().mean(1))

    def step(batch, rate):
        scores = request["scale"] * embed(batch["anchors"]) @ embed(batch["positives"]).T
        loss = torch.nn.functional.cross_entropy(scores, torch.arange(len(scores)))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), request["clip"])
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()

    return step, f"transformers {transformers.__version__} (Python), torch {torch.__version__}"


def main():
    try:
        step, library = load(json.loads(sys.stdin.readline()))
    except Exception as error:
        answer({"left_out": reason(error)})
        return
    answer({"ready": True, "library": library})
    for line in sys.stdin:
        turn = json.loads(line)
        seconds, losses = [], []
        try:
            for batch, rate in zip(turn["batches"], turn["rates"], strict=True):
                start = time.perf_counter()
                losses.append(step(batch, rate))
                seconds.append(time.perf_counter() - start)
        except Exception as error:
            answer({"left_out": reason(error)})
            return
        answer({"seconds": seconds, "losses": losses, "peak": memory("VmHWM:"), "resident": memory("VmRSS:")})


main()
