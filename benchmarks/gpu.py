"""What a graphics card is worth: the language model against the card's memory, embeddings, Piper.

Writing a token reads every weight once for the whole batch: the limit is the bandwidth of the memory over the
bytes of the weights, times the batch. The bandwidth is measured in the same run, by copying. Without a card
it says so, and a small model runs on the CPU in its place.
"""

from __future__ import annotations

import gc
import logging
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import onnxruntime
import torch
from django.conf import settings
from piper import PiperVoice

from benchmarks import random_model
from benchmarks.measuring import real_time, timed
from benchmarks.speech import paragraphs
from generation.engines.forms import STRING, form_of
from generation.engines.local_model import Asked, LocalModel
from generation.engines.minilm import MiniLM
from generation.engines.narrator import SAMPLING, WAYS
from generation.engines.prompts import narration

PASSAGES = {"cuda": 2048, "cpu": 96}
"""For the embeddings; of some forty words each."""
CUDA = "CUDAExecutionProvider"


def run() -> Iterator[str]:
    # Answers that are cut off on purpose: the writer would say so of each.
    logging.getLogger("generation.engines.local_model").setLevel(logging.ERROR)
    on_card = torch.cuda.is_available()
    device = "cuda" if on_card else "cpu"
    if on_card:
        yield f"The card: {torch.cuda.get_device_name()}"
    else:
        yield "There is no GPU at hand: the small case runs on the CPU, and says nothing of a card."
    bandwidth = _bandwidth(device)
    yield f"Memory, copying: {bandwidth / 1e9:.0f} GB/s"
    yield from _writer(device, bandwidth)
    yield from _embeddings()
    yield from _piper()
    yield f"Peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"


def _bandwidth(device: str) -> float:
    """Bytes a second, read and written, of a copy much larger than any cache."""
    size = 2**32 if device == "cuda" else 2**28
    source = torch.ones(size, dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    times = 10 if device == "cuda" else 5
    took = _steady(device, lambda: [target.copy_(source) for _ in range(times)])
    return 2 * size * times / took


def _steady(device: str, work: Callable[[], Any]) -> float:
    """Seconds of a piece of work, once it has run before."""
    for _ in range(2):
        _wait(device)
        with timed() as watch:
            work()
            _wait(device)
    return watch.seconds


def _wait(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()


def _writer(device: str, bandwidth: float) -> Iterator[str]:
    size = random_model.LARGE if device == "cuda" else random_model.SMALL
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    tokens = 256 if device == "cuda" else 32
    with TemporaryDirectory(prefix="random-model-") as folder:
        at = random_model.write(Path(folder), size, device=device, dtype=dtype)
        gc.collect()
        with timed() as loading:
            model = LocalModel(at)
    yield f"Writer: {model.parameters / 1e6:.0f} million random parameters, loaded in {loading.seconds:.1f} s"
    weights = model.parameters * dtype.itemsize
    for batch in (1, WAYS, 16, 64) if device == "cuda" else (1, WAYS):
        asked = [_endless(tokens)] * batch
        took = _steady(device, lambda asked=asked: model.answers(asked, seed=1, sampling=SAMPLING))
        rate, limit = batch * tokens / took, batch * bandwidth / weights
        yield (
            f"  batch of {batch}, JSON by grammar: {rate:.0f} tokens a second; "
            f"limit of the memory {limit:.0f}: {rate / limit:.0%}"
        )


def _endless(tokens: int) -> Asked:
    """A passage as it is asked for, and an answer that no budget is enough for: every row runs to the end."""
    system, user = narration(paragraphs()[:1], 60)
    lines = {"type": "array", "items": form_of(text=STRING), "minItems": 1000, "maxItems": 1000}
    return Asked(system, user, form_of(lines=lines), tokens - 1, 1)


def _embeddings() -> Iterator[str]:
    words = " ".join(paragraphs()).split()
    model = MiniLM(settings.GREENROOM_EMBEDDER_MODEL)
    count = PASSAGES[model.device]
    texts = [" ".join(words[at % 700 : at % 700 + 40]) for at in range(count)]
    took = _steady(model.device, lambda: model.embed(texts))
    yield f"Embeddings on {model.device}: {count / took:.0f} passages of 40 words a second"


def _piper() -> Iterator[str]:
    named = settings.GREENROOM_PIPER_VOICES.get("narrator")
    with TemporaryDirectory(prefix="voice-") as folder:
        path = named["path"] if named else _tone(Path(folder))
        what = (
            Path(path).stem
            if named
            else "a voice of one kilobyte, as none is named: what is around a voice, not a voice"
        )
        for provider, use_cuda in (("the CPU", False), ("CUDA", True)):
            if use_cuda and CUDA not in onnxruntime.get_available_providers():
                yield "Piper on CUDA: this onnxruntime has no CUDA (onnxruntime-gpu would have it)"
                continue
            voice = PiperVoice.load(path, use_cuda=use_cuda)
            seconds = _spoken(voice)
            took = _steady("cuda" if use_cuda else "cpu", lambda voice=voice: _spoken(voice))
            yield real_time(f"Piper on {provider}, {what}", seconds, took)


def _tone(folder: Path) -> str:
    from tests.generation.engines import tone_voice

    return tone_voice.write(folder)["path"]


def _spoken(voice: PiperVoice) -> float:
    """Seconds of speech of some paragraphs, one after the other."""
    chunks = [chunk for text in paragraphs()[:3] for chunk in voice.synthesize(text)]
    return sum(len(chunk.audio_int16_bytes) / 2 / chunk.sample_rate for chunk in chunks)
