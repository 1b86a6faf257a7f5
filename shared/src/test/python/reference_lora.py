"""Loss and gradients of low-rank matrices in PyTorch, for LoraTest: W + scale * B @ A in place of three matrices of each layer.

python reference_lora.py > ../resources/dev/triptych/train/reference-lora.json      (torch 2.7.1, transformers 5)
"""
import json

import torch
from tiny_bert import loss, model, noise
from torch.nn.utils import parametrize

RANK, ALPHA = 3, 6


class LowRank(torch.nn.Module):
    def __init__(self, k, rows, columns):
        super().__init__()
        self.a = torch.nn.Parameter(noise(k, (RANK, columns)).float())
        self.b = torch.nn.Parameter(noise(k + 1, (rows, RANK)).float())

    def forward(self, w):
        return w + ALPHA / RANK * self.b @ self.a


for p in model.parameters():
    p.requires_grad_(False)
changes, k = {}, 100
for layer in range(2):
    for name, part in ("attention.self.query", "query"), ("attention.self.value", "value"), ("intermediate.dense", "up"):
        name = f"encoder.layer.{layer}.{name}"
        linear = model.get_submodule(name)
        change = LowRank(k, *linear.weight.shape)
        parametrize.register_parametrization(linear, "weight", change)
        changes[f"{name}.weight.{part}"] = change
        k += 2
value = loss(0)
value.backward()
gradients = {}
for name, change in changes.items():
    gradients[name + ".lora_A"] = [round(x, 9) for x in change.a.grad.flatten().tolist()]
    gradients[name + ".lora_B"] = [round(x, 9) for x in change.b.grad.flatten().tolist()]
print(json.dumps({"loss": value.item(), "gradients": gradients}))
