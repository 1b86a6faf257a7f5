"""Losses of 15 InfoNCE steps and the gradients of the first in the lower layer, for BfloatTrainingTest: the tiny BERT under PyTorch's autocast to bfloat16.

Scores and loss are in float32, as ours are: under autocast too, the product of scores alone moves the losses by 4e-2, and the two
attentions of transformers are 9e-4 apart without it.

python reference_bf16.py > ../resources/dev/triptych/train/reference-bf16.json      (torch 2.7.1, transformers 5)
"""
import json

import torch
from tiny_bert import BATCH, embed, model

STEPS = 15
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01, eps=1e-6)

losses, gradients = [], {}
for step in range(STEPS):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        anchors, positives = embed(step, 0), embed(step, 1)
    value = torch.nn.functional.cross_entropy(20 * anchors.float() @ positives.float().T, torch.arange(BATCH))
    optimizer.zero_grad(set_to_none=False)
    value.backward()
    if step == 0:
        gradients = {name: [float(f"{x:.4g}") for x in p.grad.flatten().tolist()] for name, p in model.named_parameters() if "layer.0" in name}
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    losses.append(value.item())
print(json.dumps({"losses": losses, "gradients": gradients}))
