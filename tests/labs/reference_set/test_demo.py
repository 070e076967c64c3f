"""The demo's desert set: flawed as it lies there, and one can repair it with what lies beside it."""

import pytest

from config.demo.labs import load_labs
from labs.models import Lab
from labs.reference_set.words import Check
from labs.services import begin
from tests.labs.reference_set.making import form, sent_in

SAID = {
    "p10": ("wide", "own", "", "Desert ridge at sunset, violet sky, one small dark figure"),
    "p11": ("wide", "own", "", "Camp fire in the desert at night, somebody beside it, stars above"),
    "p12": (
        "wide",
        "public",
        "Survey archive, plate 88",
        "Haze over the desert plain before sunrise, cool and soft",
    ),
    "p13": (
        "eye",
        "licensed",
        "Stock library, licence 5120",
        "A figure in a desert dust storm, brown all round",
    ),
    "p14": ("low", "own", "", "Desert canyon walls from the floor, a strip of sky above"),
}
FLAWED = {"size", "twins", "light", "background", "names", "descriptions", "rights", "subject", "record"}


@pytest.fixture
def run(author):
    load_labs(author)
    lab = Lab.objects.get(slug="repair-the-desert-set")
    return lambda: begin(user=author, lab=lab, place=None)


def test_the_desert_set_has_a_flaw_of_nearly_every_kind_and_can_be_repaired(run):
    first = run()
    flawed = sent_in(first, "hand-in")
    wrong = {one["check"] for one in flawed.found["checks"] if not one["met"]}
    assert wrong == FLAWED and wrong < set(Check.values)
    told = {key: [badge for badge, _ in faults] for key, faults in flawed.found["faults"].items()}
    assert "Like “mesa-noon-wide-again”" in told["p0"] and "Too small: 384 × 288" in told["p4"]
    assert "A camera's name" in told["p2"] and "Says too little" in told["p3"] and "No rights" in told["p6"]
    assert "Does not belong" in told["p5"] and "Not what the record says" in told["p7"]
    second = run()
    changed = {
        "name_p2": "cracked-earth-noon",
        "description_p3": "Closed desert road at noon, straight to the horizon",
        "rights_p6": "own",
    }
    for key, (angle, rights, source, description) in SAID.items():
        changed |= {f"angle_{key}": angle, f"rights_{key}": rights, f"source_{key}": source}
        changed[f"description_{key}"] = description
    repaired = sent_in(second, "hand-in", form(second, ("p0", "p2", "p3", "p6", "p8", *SAID), **changed))
    assert [one["told"] for one in repaired.found["checks"] if not one["met"]] == []
    assert repaired.passed and repaired.score == 1.0
