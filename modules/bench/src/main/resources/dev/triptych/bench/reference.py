"""A candidate of `triptych bench` in Python: reads a request and then "go" lines on stdin, answers a line of JSON to each on stdout.

    {"candidate": NAME, "model": FOLDER, "threads": N, "precision": P, "max_tokens": N, "texts": [...] or "pictures": [...]}
        -> {"ready": true, "library": "..."} or {"left_out": "why"}
    go  -> {"seconds": s, "sample": [[...], ...]}
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


def sentence_transformers(request):
    import sentence_transformers as library
    import torch

    torch.set_num_threads(request["threads"])
    settings = {"dtype": getattr(torch, request["precision"])}
    versions = f"sentence-transformers {library.__version__} (Python), torch {torch.__version__}"
    if request["candidate"] == "sentence-transformers-onnx":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = request["threads"]
        settings = {"provider": "CPUExecutionProvider", "session_options": options, "export": True}
        model = library.SentenceTransformer(request["model"], device="cpu", backend="onnx", model_kwargs=settings)
        versions = f"sentence-transformers {library.__version__} (Python), onnxruntime {onnxruntime.__version__}"
    else:
        model = library.SentenceTransformer(request["model"], device="cpu", model_kwargs=settings)
    model.max_seq_length = request["max_tokens"]
    return versions, lambda: model.encode(
        request["texts"], batch_size=32, normalize_embeddings=True, show_progress_bar=False
    )


def transformers_pictures(request):
    import torch
    import transformers
    from PIL import Image

    torch.set_num_threads(request["threads"])
    processor = transformers.AutoImageProcessor.from_pretrained(request["model"])
    network = transformers.AutoModel.from_pretrained(request["model"], dtype=getattr(torch, request["precision"])).eval()

    def embed():
        vectors = []
        with torch.inference_mode():
            for start in range(0, len(request["pictures"]), 32):
                images = [Image.open(f).convert("RGB") for f in request["pictures"][start : start + 32]]
                pooled = network(**processor(images, return_tensors="pt")).pooler_output
                vectors.extend(torch.nn.functional.normalize(pooled, dim=1).float().numpy())
        return vectors

    return f"transformers {transformers.__version__} (Python), torch {torch.__version__}", embed


def repeated(call, inputs):
    """Calls it for about a second; gives seconds for one input."""
    call()
    times = 1
    while True:
        start = time.perf_counter()
        for _ in range(times):
            call()
        seconds = time.perf_counter() - start
        if seconds > 1:
            return seconds / times / inputs
        times *= 2


def pieces(request):
    """Not a candidate for vectors: each piece of work alone."""
    if request["piece"] == "resizing":
        import PIL
        from PIL import Image

        wide, tall = request["from"]
        image = Image.frombytes("RGB", (wide, tall), (bytes(range(256)) * (wide * tall * 3 // 256 + 1))[: wide * tall * 3])
        size = (request["to"][0], request["to"][1])
        return f"Pillow {PIL.__version__}", lambda: repeated(lambda: image.resize(size, Image.Resampling.BICUBIC), 1)
    if request["piece"] == "tokenizing":
        import tokenizers

        tokenizer = tokenizers.Tokenizer.from_file(os.path.join(request["model"], "tokenizer.json"))
        tokenizer.enable_truncation(request["max_tokens"])
        tokenizer.no_padding()
        return f"tokenizers {tokenizers.__version__} (Python)", lambda: repeated(
            lambda: tokenizer.encode_batch(request["texts"]), len(request["texts"])
        )
    import torch

    torch.set_num_threads(request["threads"])
    batch, tokens, width = request["shape"]
    states = torch.randn(batch, tokens, width)
    mask = torch.ones(batch, tokens, 1)

    def pool():
        with torch.inference_mode():
            return (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)

    return f"torch {torch.__version__} (Python)", lambda: repeated(pool, batch)


def main():
    request = json.loads(sys.stdin.readline())
    try:
        candidate = request["candidate"]
        if candidate == "pieces":
            library, work = pieces(request)
        elif candidate == "transformers-pictures":
            library, work = transformers_pictures(request)
        else:
            library, work = sentence_transformers(request)
    except Exception as error:
        answer({"left_out": reason(error)})
        return
    answer({"ready": True, "library": library})
    for _ in sys.stdin:
        try:
            start = time.perf_counter()
            made = work()
            seconds = time.perf_counter() - start
            if request["candidate"] == "pieces":
                answer({"seconds": made})
            else:
                answer({"seconds": seconds, "sample": [[float(x) for x in v] for v in made[: request["sample"]]]})
        except Exception as error:
            answer({"left_out": reason(error)})
            return


main()
