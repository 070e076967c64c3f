"""How each type of lab is done, from its open desk to its result, by somebody who has keys and nothing else.

A new type is one more line in `WALKS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from labs.models import Lab, Training
from labs.readiness.plan import FIELDS
from labs.services import train
from tests.browser.keyboard import Keyboard
from tests.labs import making
from tests.labs.annotation import making as annotation
from tests.labs.clip_catalogue import catalogued as clips
from tests.labs.prompt import desk as prompt
from tests.labs.readiness.test_page import TASK as READINESS
from tests.labs.real_or_synthetic.test_page import TASK as REAL
from tests.labs.reference_set import making as sets
from tests.labs.training_room import making as training


@dataclass(frozen=True)
class Walk:
    """lab: a published one. refused: the button that sends what the open desk holds, which will not do.

    work: from the open desk to the result.
    """

    lab: Callable[[], Lab]
    refused: str
    work: Callable[[Keyboard], None]


def button(keys: Keyboard, name: str) -> Locator:
    return keys.page.get_by_role("button", name=name, exact=True).last


def send(keys: Keyboard, name: str) -> None:
    keys.follow(button(keys, name))


def pick(keys: Keyboard, name: str, at: int = 0) -> None:
    """The option at that place among radio buttons of a name."""
    keys.to(keys.page.locator(f"[name='{name}']").first)
    keys.press("Space", *["ArrowDown"] * at)


def choose(keys: Keyboard, field: str, begins: str) -> None:
    """An option of a list, by what it begins with."""
    wanted = keys.page.locator(f"#{field}")
    offered = wanted.locator("option").all_inner_texts()
    keys.to(wanted)
    keys.press(*["ArrowDown"] * next(at for at, one in enumerate(offered) if one.startswith(begins)))
    expect(wanted.locator("option:checked")).to_contain_text(begins)


def decide(keys: Keyboard) -> None:
    for case in range(len(making.CASES)):
        pick(keys, f"call-{case}", 1)
        pick(keys, f"sure-{case}", 1)
        keys.write(keys.page.locator(f"#why-{case}"), "Because of the target.")
    send(keys, "Hand in")


def label(keys: Keyboard) -> None:
    for step in ("Keep my labels", "Hand in"):
        for line in range(3):
            for question in range(2):
                pick(keys, f"label-{line}-{question}", question)
        send(keys, step)
        if step == "Keep my labels":
            keys.write(keys.page.locator("#rule-0"), annotation.MENDED)
            keys.write(keys.page.locator("#why"), "The joke among friends.")
            send(keys, "Keep my repair")


def catalogue(keys: Keyboard) -> None:
    choose(keys, "emotion-1", "Calm")
    keys.write(keys.page.locator("#pace-1"), "20")
    pick(keys, "level-1", 1)
    choose(keys, "loudness-1", "−26")
    keys.follow(keys.page.locator("summary", has_text="For the catalogue").last)
    keys.write(keys.page.locator("#people-1"), "Mara")
    send(keys, "Hand in")


def brief(keys: Keyboard) -> None:
    keys.write(keys.page.get_by_label("Your prompt"), prompt.SOME)
    send(keys, "Check this version")
    keys.follow(keys.page.locator("summary", has_text="The brief"))
    pick(keys, "verdict")
    choose(keys, "reason-version-1", "It does what")
    keys.write(keys.page.locator("#note-version-1"), "The sink is in it.")
    send(keys, "Keep this decision")
    send(keys, "Hand in version 1")


def judge(keys: Keyboard) -> None:
    for item in range(len(REAL["items"])):
        pick(keys, f"call-{item}", item % 2)
    send(keys, "Leave the page")
    pick(keys, "tells-0", 2)
    send(keys, "Hand in")


def weigh(keys: Keyboard) -> None:
    for task in range(len(READINESS["work"])):
        keys.write(keys.page.locator(f"#hours-{task}"), "4")
        for scale in ("routine", "checkable", "harm"):
            pick(keys, f"{scale}-{task}", 0 if scale == "harm" else 3)
    send(keys, "Weigh them")
    pick(keys, "pilot")
    for number, field in enumerate(FIELDS):
        keys.write(keys.page.locator(f"#{field.name}"), f"We count {20 + number} clips.")
    send(keys, "Hand in the roadmap")


def arrange(keys: Keyboard) -> None:
    keys.follow(keys.page.locator("#set-p1").get_by_role("button", name="Take out"))
    expect(keys.page.locator("#set-p1")).to_have_count(0)
    keys.write(keys.page.locator("#name-p2"), "ridge at dawn")
    send(keys, "Check the set")
    keys.follow(keys.page.get_by_role("link", name="the same ridge").first)
    send(keys, "Hand in")


def teach(keys: Keyboard) -> None:
    for line in keys.page.locator("[name=line]").all()[:12]:
        keys.to(line)
        keys.press("Space")
    send(keys, "Keep my choice")
    for at, name in enumerate(names_of(keys, "Keep my labels")):
        pick(keys, name, at % 2)
    send(keys, "Keep my labels")
    for lines in ("Train on 12 lines", "Train on 10 lines"):
        send(keys, lines)
        expect(keys.page.get_by_text("It waits its turn.")).to_be_visible()
        with training.bag_of_words():
            train(training_id=Training.objects.latest("pk").pk)
        expect(keys.page.get_by_text("It waits its turn.")).to_have_count(0)
        expect(keys.page.get_by_role("heading", name="How it learned")).to_be_focused()
    pick(keys, "worse")
    keys.write(keys.page.locator("#mend"), training.MEND)
    pick(keys, "then", 1)
    send(keys, "Keep that and go on")
    for at, name in enumerate(names_of(keys, "Keep my refusal set")):
        # From "Leave out", which is chosen, round to the first or on to the second.
        keys.to(keys.page.locator(f"[name='{name}']").nth(2))
        keys.press(*["ArrowDown"] * (1 + at % 2))
    send(keys, "Keep my refusal set")
    keys.write(keys.page.locator("#threshold"), "0.4")
    send(keys, "Look at this mark")
    expect(keys.page.get_by_role("heading", name="The refusal set at 0.40")).to_be_visible()
    send(keys, "Hand in")


def names_of(keys: Keyboard, sent_by: str) -> list[str]:
    """Of the groups of radio buttons by which lines are labelled, once the form stands there."""
    expect(button(keys, sent_by)).to_be_visible()
    return keys.page.locator("fieldset input[value=flag]").evaluate_all("all => all.map((one) => one.name)")


def a_set() -> Lab:
    few = [sets.prepared(light, at, side=300) for at, light in enumerate(("noon", "dusk", "dawn"))]
    twin = sets.prepared("noon", 0, side=300, name="the same ridge")
    return making.lab(kind="reference_set", task=sets.task(pictures=[*few, twin]))


def some_clips() -> Lab:
    yardstick = clips.one(clips.film("Bars"), "", yardstick=True)
    return clips.lab(yardstick, clips.one(clips.film()))


WALKS = {
    "annotation": Walk(annotation.annotation, "Keep my labels", label),
    "clip_catalogue": Walk(some_clips, "Hand in", catalogue),
    "edgy_or_harmful": Walk(making.lab, "Hand in", decide),
    "prompt": Walk(lambda: prompt.lab({"to_pass": 2}), "Check this version", brief),
    "real_or_synthetic": Walk(
        lambda: making.lab(kind="real_or_synthetic", task=REAL), "Leave the page", judge
    ),
    "readiness": Walk(lambda: making.lab(kind="readiness", task=READINESS), "Weigh them", weigh),
    "reference_set": Walk(a_set, "Upload", arrange),
    "training_room": Walk(training.room_lab, "Keep my choice", teach),
}
