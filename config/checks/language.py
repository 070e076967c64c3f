"""The models that a worker of the queue “text” needs."""

from collections.abc import Iterable
from importlib.util import find_spec

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from generation.engines.minilm import folder
from generation.engines.model_folder import ModelFolder
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
    yield from _embeddings()
    if settings.GREENROOM_WRITER == "transformers":
        yield from _language_model()


def _language_model() -> Iterable[CheckMessage]:
    try:
        ModelFolder(settings.GREENROOM_WRITER_MODEL)
    except EngineError as error:
        yield Warning(
            f"No lesson can be read for proposals, and none told by a model: {error.message}",
            hint=f"Put the model there, correct the path, or set GREENROOM_WRITER=extractive. {WEB_NODE}",
            id="greenroom.W022",
        )


def _embeddings() -> Iterable[CheckMessage]:
    try:
        folder(settings.GREENROOM_EMBEDDER_MODEL)
    except EngineError as error:
        yield Warning(
            f"No lesson can be read for proposals, and no model's words checked: {error.message}",
            hint=f"Install the worker extra, or correct GREENROOM_EMBEDDER_MODEL. {WEB_NODE}",
            id="greenroom.W023",
        )
