"""The certificate that media are signed with: what would stop a production at its last step."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from generation.engines import certificates
from generation.ports import EngineError

SOON = datetime.timedelta(days=30)
BOTH = "Name the PEM chain in GREENROOM_C2PA_CERTIFICATE and its key in GREENROOM_C2PA_KEY, or neither."


@register("greenroom")
def media_can_be_signed(**kwargs: object) -> Iterable[CheckMessage]:
    certificate, key = settings.GREENROOM_C2PA_CERTIFICATE, settings.GREENROOM_C2PA_KEY
    if not settings.GREENROOM_WORKER or not (certificate or key):
        return
    if not (certificate and key):
        yield Error(
            "Media cannot be signed: a certificate and its key go together.", hint=BOTH, id="greenroom.E013"
        )
        return
    try:
        credentials = certificates.read(Path(certificate), Path(key))
    except EngineError as error:
        yield Error(error.message, hint=BOTH, id="greenroom.E013")
        return
    if certificates.open_to_others(Path(key)):
        yield Warning(
            f"The key {key}, with which media are signed, is open to others.",
            hint=f"Close it: chmod 600 {key}",
            id="greenroom.W025",
        )
    if credentials.runs_out - datetime.datetime.now(datetime.UTC) < SOON:
        yield Warning(
            f"The certificate {certificate} runs out on {credentials.runs_out:%Y-%m-%d}. After that, nothing "
            "can be made.",
            hint="Have it renewed, and put the new chain in its place.",
            id="greenroom.W026",
        )
