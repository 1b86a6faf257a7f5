"""Losses of 300 InfoNCE steps in PyTorch, for GarbageCollectionTest: the same tiny BERT, batches and optimizer as there.

python reference_losses.py > ../resources/dev/triptych/train/reference-losses.json      (torch 2.7.1, transformers 5)
"""
import json

import torch
from tiny_bert import loss, model

STEPS = 300
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01, eps=1e-6)

losses = []
for step in range(STEPS):
    value = loss(step)
    optimizer.zero_grad(set_to_none=False)
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    losses.append(value.item())
print(json.dumps(losses))
