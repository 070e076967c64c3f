"""A model writes an output of a version, and the row has its words while it does. No Celery here."""

from __future__ import annotations

import logging
from functools import partial

from generation import mishaps
from generation.engines import registry
from generation.lease import Lease
from generation.ports import TextModel
from generation.services import LeaseLost
from labs.models import Output
from labs.prompt.outputs.asking import TOKENS, asked, wording
from labs.services import writing as services

logger = logging.getLogger(__name__)


def write(output_id: int, *, model: TextModel | None = None) -> None:
    """Claim an output and see it through. What cannot be done is a failed one with its reason; what nobody
    foresaw is raised as well. Nothing happens where another worker has it.
    """
    output = services.claim_output(output_id=output_id)
    if output is None:
        return

    def fail(code: str, reason: str) -> None:
        services.fail_output(output=output, code=code, reason=reason)

    try:
        with (
            Lease(output, partial(services.renew_output, output=output)) as lease,
            mishaps.told(fail, f"output-{output.pk}"),
        ):
            _write(output, lease, model or registry.text_model())
    except LeaseLost:
        logger.info("Output %s went on elsewhere.", output.pk)


def _write(output: Output, lease: Lease, model: TextModel) -> None:
    def so_far(text: str) -> None:
        lease.check()
        services.keep_so_far(output=output, text=text)

    system, user = asked(output.version.work["text"])
    text = model.write(system, user, seed=output.seed or 0, tokens=TOKENS, told=so_far)
    lease.check()
    services.keep_output(
        output=output,
        text=text,
        model=f"{model.name}, {model.version}",
        model_digest=model.model,
        prompts=wording(),
    )
