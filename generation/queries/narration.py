"""In whose words a module is narrated."""

from __future__ import annotations

from django.conf import settings

from generation.models import NarrationChoice, Wording


def narrator_is_configured() -> bool:
    """Whether this site has a language model that narrates."""
    return settings.GREENROOM_WRITER == "transformers"


def narration_of(module_id: int) -> NarrationChoice:
    """What was chosen for a module; the author's own words where nothing was. One query."""
    found = NarrationChoice.objects.filter(module_id=module_id).first()
    return found or NarrationChoice(module_id=module_id)


def wordings_for(choice: NarrationChoice) -> list[tuple[str, str]]:
    """What may be chosen: a model's words only where there is one, or where it is chosen already."""
    if narrator_is_configured() or choice.wording != Wording.OWN:
        return list(Wording.choices)
    return []
