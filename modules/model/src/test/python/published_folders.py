"""Tiny folders with random weights of formats that the shared goldens lack, and what Python makes of them, for PublishedFormatsTest.

python published_folders.py ../resources/dev/triptych/model/published      (torch 2.7.1, transformers 5, sentence-transformers 6)
"""
import json
import random
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
import transformers as tf
from PIL import Image
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Router, StaticEmbedding, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers, processors

OUT = Path(sys.argv[1])
TEXTS = ["a dog on the beach", "Two  RED circles, and a cat!", "", "the harbour's lighthouse at 7.30 isn't far: 東京 naïve",
         "word " * 40]
SIZES = {"tall.png": (23, 41), "wide.png": (57, 35)}
SMALL = dict(hidden_size=8, intermediate_size=12, num_hidden_layers=2, num_attention_heads=2)
torch.manual_seed(0)
random.seed(0)
shutil.rmtree(OUT, ignore_errors=True)
OUT.mkdir(parents=True)
for number, (name, (width, height)) in enumerate(SIZES.items()):
    noise = np.random.default_rng(number).integers(0, 256, (6, 5, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC).save(OUT / name)
PICTURES = [Image.open(OUT / name).convert("RGB") for name in SIZES]


def livelier(model):
    """The usual initialisation is so small that all vectors would look alike."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    return model.eval()


def answers(name, **vectors):
    for key, value in vectors.items():
        rows = torch.nn.functional.normalize(torch.as_tensor(value), dim=-1)
        vectors[key] = [[float(f"{x:.7g}") for x in row] for row in rows.tolist()]
    (OUT / name / "expected.json").write_text(json.dumps(vectors))


def pictures(name, model, processor, output, prefix=""):
    model = livelier(model)
    model.save_pretrained(OUT / name)
    processor.save_pretrained(OUT / name)
    with torch.no_grad():
        answers(name, image=getattr(model(**processor(PICTURES, return_tensors="pt")), output))
    renamed(name, prefix)


def renamed(name, prefix):
    """As transformers 4 wrote it."""
    if prefix:
        file = OUT / name / "model.safetensors"
        save_file({prefix + key: value for key, value in load_file(file).items()}, file, {"format": "pt"})


def clip_tokenizer():
    alphabet = [chr(c) if 33 <= c <= 126 or 161 <= c <= 172 or 174 <= c <= 255 else None for c in range(256)]
    alphabet = [a or chr(256 + i) for i, a in zip(np.cumsum([a is None for a in alphabet]) - 1, alphabet)]
    merges = ["t h", "th e</w>", "d o", "do g</w>", "i s", "n '", "' s</w>", "7 .", "a n", "an d</w>"]
    words = alphabet + [a + "</w>" for a in alphabet] + [m.replace(" ", "") for m in merges]
    vocabulary = {word: i for i, word in enumerate([*words, "<|startoftext|>", "<|endoftext|>"])}
    folder = OUT / "tokenizer"
    folder.mkdir()
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    tokenizer = tf.CLIPTokenizer.from_pretrained(str(folder))
    tokenizer.model_max_length = 16
    shutil.rmtree(folder)
    return tokenizer, vocabulary, merges


def word_tokenizer(end=None):
    words = sorted({w.lower() for t in TEXTS for w in t.replace(",", " ,").split()})
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "</s>", "[UNK]", "query", "passage", ":", *words])}
    raw = Tokenizer(models.WordLevel(vocabulary, "[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    if end:
        raw.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return tf.PreTrainedTokenizerFast(tokenizer_object=raw, pad_token=end or "[PAD]", unk_token="[UNK]", eos_token="</s>",
                                      model_max_length=16), len(vocabulary)


def texts(name, model, tokenizer, output, padding, prefix=""):
    model = livelier(model)
    model.save_pretrained(OUT / name)
    tokenizer.save_pretrained(OUT / name)
    with torch.no_grad():
        tokens = tokenizer(TEXTS, padding=padding, truncation=True, max_length=16, return_tensors="pt")
        tokens.pop("token_type_ids", None)
        if padding == "max_length":
            tokens.pop("attention_mask")
        answers(name, text=getattr(model(**tokens), output))
    renamed(name, prefix)


# The sides of CLIP and SigLIP alone.
side = {"shortest_edge": 32}
crop = {"height": 32, "width": 32}
vision = tf.CLIPVisionConfig(**SMALL, image_size=32, patch_size=8, projection_dim=6)
processor = tf.CLIPImageProcessor(size=side, crop_size=crop)
pictures("clip-vision", tf.CLIPVisionModel(vision), processor, "pooler_output")
pictures("clip-vision-4", tf.CLIPVisionModel(vision), processor, "pooler_output", "vision_model.")
pictures("clip-vision-projection", tf.CLIPVisionModelWithProjection(vision), processor, "image_embeds")
pictures("siglip-vision", tf.SiglipVisionModel(tf.SiglipVisionConfig(**SMALL, image_size=32, patch_size=8)),
         tf.SiglipImageProcessor(size=crop), "pooler_output")
tokenizer, vocabulary, merges = clip_tokenizer()
ends = dict(bos_token_id=len(vocabulary) - 2, eos_token_id=len(vocabulary) - 1)
text = tf.CLIPTextConfig(**SMALL, vocab_size=len(vocabulary), max_position_embeddings=16, projection_dim=6, **ends)
texts("clip-text", tf.CLIPTextModel(text), tokenizer, "pooler_output", True)
texts("clip-text-projection", tf.CLIPTextModelWithProjection(text), tokenizer, "text_embeds", True)
words, count = word_tokenizer("</s>")
texts("siglip-text", tf.SiglipTextModel(tf.SiglipTextConfig(**SMALL, vocab_size=count, max_position_embeddings=16)), words,
      "pooler_output", "max_length", "text_model.")

# DINOv2 with registers: positions for pictures of 70, pictures of 28.
registers = tf.Dinov2WithRegistersConfig(hidden_size=8, num_hidden_layers=2, num_attention_heads=2, mlp_ratio=2, image_size=70,
                                         patch_size=14, num_register_tokens=3)
pictures("dinov2-registers", tf.Dinov2WithRegistersModel(registers),
         tf.BitImageProcessor(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}), "pooler_output")

# sentence-transformers around CLIP, with the tokenizer in the files of old folders.
clip = livelier(tf.CLIPModel(tf.CLIPConfig(text_config=text.to_dict(), vision_config=vision.to_dict(), projection_dim=6)))
inner = OUT / "st-clip" / "0_CLIPModel"
clip.save_pretrained(inner)
processor.save_pretrained(inner)
(inner / "vocab.json").write_text(json.dumps(vocabulary))
(inner / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
(inner / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 16, "tokenizer_class": "CLIPTokenizer"}))
(OUT / "st-clip" / "modules.json").write_text(json.dumps(
    [{"idx": 0, "name": "0", "path": "0_CLIPModel", "type": "sentence_transformers.models.CLIPModel"}]))
whole = SentenceTransformer(str(OUT / "st-clip"), device="cpu")
answers("st-clip", text=whole.encode(TEXTS), image=whole.encode(PICTURES))


# Routers: queries by a table, or by a transformer of their own.
def transformer(number):
    words, count = word_tokenizer()
    folder = OUT / f"transformer{number}"
    livelier(tf.BertModel(tf.BertConfig(**SMALL, vocab_size=count, max_position_embeddings=16), add_pooling_layer=False)
             ).save_pretrained(folder)
    words.save_pretrained(folder)
    module = Transformer(str(folder), max_seq_length=16)
    shutil.rmtree(folder)
    return [module, Pooling(8)]


def router(name, queries, default):
    route = Router.for_query_document(queries, transformer(0), default_route=default, allow_empty_key=False)
    model = SentenceTransformer(modules=[route, Normalize()], device="cpu", prompts={"query": "query: ", "document": "passage: "})
    model.save_pretrained(str(OUT / name), create_model_card=False)
    answers(name, query=model.encode_query(TEXTS), document=model.encode_document(TEXTS))


words, count = word_tokenizer()
router("st-router-static", [StaticEmbedding(words._tokenizer, embedding_weights=torch.randn(count, 8).numpy())], "document")
router("st-router", transformer(1), None)
for file in OUT.rglob("README.md"):
    file.unlink()
