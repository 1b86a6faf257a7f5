"""Loads exported towers as anybody would and compares what they answer with what Triptych answered.

    python compare_export.py CASES.json

CASES.json: [{"tower", "folder", "inputs", "answers"}]; the inputs of an image tower are paths of pictures. Prints one line a tower;
fails if a number differs by more than 1e-5. ExportedTowersInPythonTest writes the cases and runs this.
"""

import json
import sys

import numpy as np
from PIL import Image
from sentence_transformers import SentenceTransformer

TOLERANCE = 1e-5


def main(cases):
    failed = False
    for case in json.load(open(cases, encoding="utf-8")):
        model = SentenceTransformer(case["folder"], trust_remote_code=case["own_code"], device="cpu")
        inputs = case["inputs"]
        if case["tower"] == "image":
            inputs = [Image.open(path).convert("RGB") for path in inputs]
        found = np.stack([model.encode(one) for one in inputs])
        expected = np.array(case["answers"], dtype=np.float32)
        worst = float(np.abs(found - expected).max()) if found.shape == expected.shape else float("inf")
        failed |= not worst <= TOLERANCE
        print(f"{case['tower']}: {len(inputs)} inputs, {found.shape[1]} numbers each, largest difference {worst:.2e}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
