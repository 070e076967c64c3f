"""Instruct models that have learned nothing: honest about speed, and about nothing else."""

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast


@dataclass(frozen=True)
class Size:
    """Of a Llama with tied embeddings."""

    vocabulary: int
    hidden: int
    inner: int
    layers: int
    heads: int
    key_heads: int


LARGE = Size(vocabulary=151_936, hidden=1536, inner=8960, layers=28, heads=12, key_heads=2)
"""About 1.5 billion parameters, in the shape of published models of that size."""
SMALL = Size(vocabulary=8192, hidden=512, inner=1536, layers=6, heads=8, key_heads=2)


def write(folder: Path, size: Size, *, device: str, dtype: torch.dtype) -> Path:
    """A folder as LocalModel reads it: random weights, and a tokenizer of single bytes."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: number for number, letter in enumerate(["<pad>", "</s>", *letters])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    told = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>")  # noqa: S106
    told.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=size.vocabulary,
        hidden_size=size.hidden,
        intermediate_size=size.inner,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        num_key_value_heads=size.key_heads,
        tie_word_embeddings=True,
        max_position_embeddings=8192,
        eos_token_id=1,
        pad_token_id=0,
        bos_token_id=1,
        dtype=dtype,
    )
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            model = LlamaForCausalLM(config)
    finally:
        torch.set_default_dtype(before)
    model.save_pretrained(folder)
    return folder
