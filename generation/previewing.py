"""A pronunciation spoken in a short sentence, for whoever writes it down. No Celery here."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from courses.voicing import HOME
from generation import services
from generation.engines import registry, wave_file
from generation.lexicon import Entry
from generation.mishaps import of_the_machine
from generation.models import Preview
from generation.ports import EngineError, Speech
from generation.scratch import scratch_folder
from generation.stages.contract import Outcome, named
from generation.stages.pronounce import say
from generation.store import DatabaseStore

logger = logging.getLogger(__name__)
UNFORESEEN = (
    "Something went wrong that nobody foresaw. Listen again; if it stays, tell whoever runs this site."
)
SENTENCES = {
    "de": "Das ist {}, so wie wir es sagen.",
    "en": "This is {}, as we say it here.",
    "es": "Esto es {}, como lo decimos aquí.",
    "fi": "Tämä on {}, niin kuin sen sanomme.",
    "fr": "Voici {}, comme nous le disons ici.",
    "it": "Questo è {}, come lo diciamo qui.",
    "nl": "Dit is {}, zoals wij het zeggen.",
    "pl": "To jest {}, tak jak to mówimy.",
    "pt": "Isto é {}, como o dizemos aqui.",
    "sv": "Det här är {}, som vi säger det.",
    "tr": "Bu {}, burada böyle deriz.",
}
"""Language -> where a term is heard."""


def speak_preview(preview_id: uuid.UUID, *, speech: Speech | None = None) -> None:
    """Claim one and speak it. What cannot be spoken is a failed row with its reason; what nobody foresaw is
    raised as well. Nothing happens where another worker has it.
    """
    preview = services.claim_preview(preview_id=preview_id)
    if preview is None:
        return
    try:
        _speak(preview, speech or registry.speech())
        services.end_preview(preview=preview)
    except EngineError as error:
        services.end_preview(preview=preview, code=error.code, reason=error.message)
    except services.LeaseLost:
        logger.info("The preview %s went on elsewhere.", preview.pk)
    except (OperationalError, InterfaceError):
        # Nothing can be written down now: the lease runs out, and the sweep takes it up again.
        logger.exception("The database was lost while the preview %s was spoken.", preview.pk)
        connection.close()
    except Exception as error:
        if known := of_the_machine(error):
            services.end_preview(preview=preview, code=known[0], reason=known[1])
            return
        logger.exception("The preview %s failed in a way nobody foresaw.", preview.pk)
        services.end_preview(preview=preview, code="unexpected", reason=UNFORESEEN)
        raise


def _speak(preview: Preview, speech: Speech) -> None:
    began = perf_counter()
    asked = preview.asked
    locale = asked["locale"] or HOME
    entry = Entry(asked["term"], asked["said_as"], asked["ipa"])
    said = say(_sentence(asked, locale), [entry], locale)
    with scratch_folder() as scratch:
        spoken = speech.say(
            said.spoken,
            voice="narrator",
            words_per_minute=settings.GREENROOM_SPOKEN_WPM,
            locale=locale,
            phonemes=said.phonemes,
        )
        file = Path(scratch) / f"{preview.digest}.wav"
        wave_file.write(spoken.samples, file)
        outcome = Outcome(meta={"seconds": round(spoken.seconds, 3)}, file=file, engine=named(speech))
        DatabaseStore(Path(scratch)).put(
            digest=preview.digest, stage="preview", outcome=outcome, seconds=perf_counter() - began
        )


def _sentence(asked: Mapping[str, str], locale: str) -> str:
    return SENTENCES[locale.partition("-")[0]].format(asked["term"])
