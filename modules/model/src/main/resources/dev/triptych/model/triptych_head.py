"""What leads from a tower of Triptych into the space that text, images and code share.

x is the tower's unit vector. y = adapter(x); the answer is y + down(gelu(up(norm(y)))), normalised to unit length. The stock modules
of sentence-transformers cannot add two vectors of different origin, hence this one. It needs nothing but PyTorch and
sentence-transformers, reads weights from safetensors, and opens no connection.
"""

import torch.nn.functional as F
from torch import nn

try:  # sentence-transformers 6
    from sentence_transformers.base.modules.module import Module
except ImportError:  # sentence-transformers 5
    from sentence_transformers.models import Module


class TriptychHead(Module):
    config_keys = ["in_features", "width", "hidden"]

    def __init__(self, in_features, width, hidden):
        super().__init__()
        self.in_features = in_features
        self.width = width
        self.hidden = hidden
        self.adapter = nn.Linear(in_features, width)
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)

    def forward(self, features, **kwargs):
        y = self.adapter(features["sentence_embedding"])
        v = y + self.down(F.gelu(self.up(self.norm(y))))
        features["sentence_embedding"] = F.normalize(v, p=2, dim=-1)
        return features

    def get_embedding_dimension(self):
        return self.width

    def get_sentence_embedding_dimension(self):
        return self.width

    def save(self, output_path, *args, safe_serialization=True, **kwargs):
        self.save_config(output_path)
        self.save_torch_weights(output_path, safe_serialization=safe_serialization)

    @classmethod
    def load(cls, model_name_or_path, subfolder="", token=None, cache_folder=None, revision=None,
             local_files_only=False, **kwargs):
        where = dict(subfolder=subfolder, token=token, cache_folder=cache_folder, revision=revision,
                     local_files_only=local_files_only)
        config = cls.load_config(model_name_or_path, **where)
        model = cls(**{key: config[key] for key in cls.config_keys})
        return cls.load_torch_weights(model_name_or_path, model=model, **where)
