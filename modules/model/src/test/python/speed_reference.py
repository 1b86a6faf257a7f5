"""What a user would take instead: onnxruntime for texts, transformers for texts and pictures; inputs per second, best of three passes.

    python speed_reference.py TEXT_MODEL IMAGE_MODEL TEXTS PICTURES

Model folders of Hugging Face (all-MiniLM-L6-v2, mobilenet_v2), a file with a text to a line, a folder of pictures (the first 500 by name).
Needs torch, transformers, onnxruntime and pillow.
"""

import os
import sys
import tempfile
import time

import numpy as np
import onnxruntime
import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModel, AutoTokenizer

text_model, image_model, texts, pictures = sys.argv[1:]
texts = [line for line in open(texts, encoding="utf-8").read().splitlines() if line.strip()]
pictures = [os.path.join(pictures, name) for name in sorted(os.listdir(pictures))[:500]]


def measure(what, count, work):
    best = float("inf")
    for attempt in range(4):  # the first one warms up
        start = time.perf_counter()
        work()
        if attempt:
            best = min(best, time.perf_counter() - start)
    print(f"{count} {what}: {count / best:.0f}/s", flush=True)


def by_length(batch, run):
    """Batches of 32 sorted by length, as sentence-transformers does."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for start in range(0, len(order), batch):
        chosen = [texts[i] for i in order[start : start + batch]]
        run(tokenizer(chosen, padding=True, truncation=True, max_length=128, return_tensors="pt"))


tokenizer = AutoTokenizer.from_pretrained(text_model)
encoder = AutoModel.from_pretrained(text_model, dtype=torch.float32, attn_implementation="eager").eval()


class Pooled(torch.nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, input_ids, attention_mask, token_type_ids):
        states = self.inner(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask[..., None].float()
        return torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)


names = ["input_ids", "attention_mask", "token_type_ids"]
with tempfile.TemporaryDirectory() as folder, torch.no_grad():
    file = os.path.join(folder, "model.onnx")
    example = tokenizer(["an example", "another, longer example"], padding=True, return_tensors="pt")
    torch.onnx.export(
        Pooled(encoder),
        tuple(example[n] for n in names),
        file,
        input_names=names,
        output_names=["vector"],
        dynamic_axes={n: {0: "batch", 1: "length"} for n in names},
        dynamo=False,
    )
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    with_onnx = lambda t: session.run(None, {n: t[n].numpy() for n in names})
    measure("texts, onnxruntime", len(texts), lambda: by_length(32, with_onnx))

with torch.inference_mode():
    fast = Pooled(AutoModel.from_pretrained(text_model, dtype=torch.float32).eval())
    measure("texts, transformers", len(texts), lambda: by_length(32, lambda t: fast(*(t[n] for n in names))))

    processor = AutoImageProcessor.from_pretrained(image_model)
    network = AutoModel.from_pretrained(image_model, dtype=torch.float32).eval()

    def embed_pictures():
        for start in range(0, len(pictures), 32):
            images = [Image.open(f).convert("RGB") for f in pictures[start : start + 32]]
            network(**processor(images, return_tensors="pt")).pooler_output.numpy()

    measure("pictures, transformers", len(pictures), embed_pictures)
