"""Factors on the learning rate by transformers, for ScheduleTest: ten steps, of which three are warm-up.

python reference_schedules.py > ../resources/dev/triptych/train/reference-schedules.json      (torch 2.7.1, transformers 5)
"""
import json

import torch
from transformers import get_scheduler

STEPS, WARMUP = 10, 3
factors = {}
for shape in "cosine", "linear", "constant_with_warmup":
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = get_scheduler(shape, optimizer, WARMUP, STEPS)
    rates = []
    for _ in range(STEPS):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    factors[shape] = rates
print(json.dumps(factors))
