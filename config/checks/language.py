"""The models that a worker of the queue “text” needs."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from generation.engines.minilm import folder
from generation.ports import EngineError

WEB_NODE = "A web node that leaves this to other machines needs none: set GREENROOM_WORKER=false there."


@register("greenroom")
def models_are_here(**kwargs: object) -> Iterable[CheckMessage]:
    if not settings.GREENROOM_WORKER:
        return
    wanted = {"torch": "torch", "transformers": "transformers"}
    if settings.GREENROOM_WRITER == "transformers":
        wanted["xgrammar"] = "xgrammar"
    if missing := [package for module, package in wanted.items() if find_spec(module) is None]:
        yield Warning(
            f"Not installed: {', '.join(missing)}. No lesson can be read for proposals.",
            hint=f"Install the worker extra: pip install -c requirements.lock -e '.[worker]'. {WEB_NODE}",
            id="greenroom.W021",
        )
    if settings.GREENROOM_WRITER == "extractive":
        yield from _embeddings()
    elif not any(Path(settings.GREENROOM_WRITER_MODEL or "/nowhere").glob("*.safetensors")):
        yield Warning(
            f"GREENROOM_WRITER_MODEL is “{settings.GREENROOM_WRITER_MODEL}”, which is no folder with a model "
            "as safetensors: no lesson can be read for proposals.",
            hint=f"Put the model there, correct the path, or set GREENROOM_WRITER=extractive. {WEB_NODE}",
            id="greenroom.W022",
        )


def _embeddings() -> Iterable[CheckMessage]:
    try:
        folder(settings.GREENROOM_EMBEDDER_MODEL)
    except EngineError as error:
        yield Warning(
            f"No lesson can be read for proposals: {error.message}",
            hint=f"Install the worker extra, or correct GREENROOM_EMBEDDER_MODEL. {WEB_NODE}",
            id="greenroom.W023",
        )
