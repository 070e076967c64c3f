"""Every page of labs with an address that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

from django.urls import reverse

from courses.models import ModulePage
from labs.models import Comparison, Dispute, Lab, Output, Run, Selection
from labs.services import keep_upload, take_review
from tests import factories
from tests.browser.library_addresses import LIBRARY
from tests.labs import making
from tests.labs.annotation import making as annotation
from tests.labs.blind import making as blind
from tests.labs.clip_catalogue import catalogued as catalogue
from tests.labs.peers import making as peers
from tests.labs.prompt import desk
from tests.labs.reference_set import making as sets
from tests.labs.training_room import making as training
from tests.labs.variants import making as variants
from tests.uploads import files

if TYPE_CHECKING:
    from tests.browser.addresses import Studio


def lesson_with(studio: Studio, slug: str, lab: Lab) -> ModulePage:
    course = studio.module.get_parent()
    return making.module_with(lab, author=studio.ld_admin, course=course, slug=slug)


def in_a_lab(studio: Studio, slug: str) -> Run:
    return making.run_in(lesson_with(studio, slug, making.lab()), studio.learner)


def door_of_a_lab(studio: Studio) -> list[str]:
    run = in_a_lab(studio, "practice")
    return [reverse("labs:front", args=[run.module.slug, run.block_id])]


def figures_of_a_lab(studio: Studio) -> list[str]:
    """With people enough to be told."""
    lesson = lesson_with(studio, "counted", lab := making.lab(slug="counted"))
    for number in range(5):
        person = factories.person(f"Counted{number}")
        making.hand_in(making.run_in(lesson, person), "harmful", *making.RIGHT[1:])
    return [reverse("lab_figures:one", args=[lab.pk])]


def desks(studio: Studio) -> list[str]:
    """A lab that waits to be handed in, and one that was."""
    begun, done = (in_a_lab(studio, slug) for slug in ("begun", "handed-in"))
    making.hand_in(done)
    runs = (begun, done, *annotated(studio), *sets_of(studio), *catalogued(studio), *rooms(studio))
    return [reverse("labs:desk", args=[run.pk]) for run in runs]


def annotated(studio: Studio) -> list[Run]:
    """One whose guideline is to be mended, one that is labelled again, and one handed in."""
    lab = annotation.annotation()
    mends, mended, done = (lesson_with(studio, slug, lab) for slug in ("mends", "mended", "labelled"))
    for name in ("Ada", "Ines"):
        annotation.labelled(mends, factories.person(name, "Reyes"), annotation.WRONG)
    runs = [annotation.labelled(one, studio.learner, annotation.WRONG) for one in (mends, mended)]
    annotation.send(runs[1], annotation.repair())
    return [*runs, annotation.labelled(done, studio.learner, annotation.WRONG, annotation.SECOND)]


def catalogued(studio: Studio) -> list[Run]:
    """Clips to be judged, one of them a yardstick, and clips that were."""
    bars = catalogue.one(catalogue.film("Bars"), "", yardstick=True)
    lab = catalogue.lab(bars, catalogue.one(catalogue.film()), slug="clips")
    runs = [
        making.run_in(lesson_with(studio, slug, lab), studio.learner) for slug in ("clips", "clips-judged")
    ]
    catalogue.hand_in(runs[1], catalogue.judged(1, people="Mara"))
    return runs


def rooms(studio: Studio) -> list[Run]:
    """A training room where lines are chosen, one whose model is put to the test, and one handed in."""
    lab = training.room_lab()
    runs = [
        making.run_in(lesson_with(studio, slug, lab), studio.learner)
        for slug in ("room", "tested", "trained")
    ]
    with training.bag_of_words():
        training.through_training(runs[1])
        training.through_test(runs[2])
    training.send(runs[2])
    training.send(runs[2])
    return runs


def uploads_of(studio: Studio) -> list[str]:
    keep_upload(run=in_a_lab(studio, "uploading"), name="Noon.png", content=files.picture())
    return [reverse("labs:uploads")]


def prompts(studio: Studio) -> list[str]:
    """The desk of a prompt lab with versions, the start of another one, and a prompt that was handed in."""
    course = studio.module.get_parent()
    run = desk.begun(studio.learner, studio.ld_admin, course)
    done = desk.run_of(studio.learner, studio.ld_admin, course, slug="prompted")
    desk.check(done, desk.ALL)
    desk.hand_in(done, 1)
    desks = [reverse("labs:desk", args=[one.pk]) for one in (run, done)]
    return [*desks, reverse("labs:prompt_from", args=[run.pk, 1])]


def compared(studio: Studio) -> list[str]:
    """What came of a comparison, and a pair of another that is to be judged."""
    course = studio.module.get_parent()
    run = blind.with_outputs(desk.run_of(studio.learner, studio.ld_admin, course, slug="blind"))
    blind.judged(blind.begun(run))
    blind.begun(run)
    return [reverse("labs:prompt_compare", args=[run.pk, number]) for number in (1, 2)]


def compares(_: Studio) -> list[str]:
    return [reverse("labs:prompt_blind", args=[Comparison.objects.first().run_id])]


def chosen(studio: Studio) -> list[str]:
    """A sheet of variants of which some were kept."""
    run = variants.run_of(studio.learner, studio.ld_admin, studio.module.get_parent(), slug="sheet")
    variants.keep(run)
    return [reverse("labs:prompt_variants", args=[run.pk])]


def written(_: Studio) -> list[str]:
    """A sheet that a model is writing: how far it is, and what there is of it."""
    run = Selection.objects.first().run
    variants.written(desk.check(run, desk.SOME), made=2, coming=1, failed=1)
    place = reverse("labs:prompt_variants_of", args=[run.pk, 1])
    return [place, f"{place}?now"]


def side_by_side(studio: Studio) -> list[str]:
    """Two versions of a prompt, recorded outputs beside the older one, and one that a model writes."""
    run = desk.begun(studio.learner, studio.ld_admin, studio.module.get_parent(), slug="side-by-side")
    version = run.submissions.get(number=2)
    Output.objects.create(
        version=version, number=1, source="model", state="writing", seed=7, text="A cook", client_key=uuid4()
    )
    return [f"{reverse('labs:prompt_outputs', args=[run.pk])}?left=1&right=2"]


def sets_of(studio: Studio) -> list[Run]:
    """A flawed set that was checked, and one that was handed in with a picture that does not belong."""
    lab = making.lab(slug="desert", kind="reference_set", task=sets.task())
    runs = [
        making.run_in(lesson_with(studio, slug, lab), studio.learner) for slug in ("references", "referenced")
    ]
    for run, do in zip(runs, ("check", "hand-in"), strict=True):
        sets.sent_in(run, do)
    return runs


def asked_about(studio: Studio) -> list[str]:
    """Work that nobody was asked about yet, and work with two reviews that may be disputed."""
    module = lesson_with(studio, "to-review", peers.lab())
    fresh = peers.handed_in(module, studio.learner)
    other = lesson_with(studio, "reviewed-work", peers.lab())
    asked = peers.asked(other, studio.learner)
    for name, points in (("Mara", peers.GOOD), ("Ife", peers.FAIR)):
        peers.reviewed(peers.colleague(other, name), *points)
    return [reverse("labs:peers", args=[run.pk]) for run in (fresh, asked.submission.run)]


def to_review(studio: Studio) -> list[str]:
    """A review that waits to be written, and one that was sent and compared."""
    module = lesson_with(studio, "colleagues", peers.lab())
    peers.handed_in(module, studio.learner)
    for name in ("Otso", "Noa"):
        peers.asked(module, factories.person(name, "Reyes"))
    sent = peers.reviewed(studio.learner, *peers.GOOD)
    peers.reviewed(peers.colleague(module, "Yrsa"), *peers.FAIR)
    return [reverse("labs:review", args=[one.pk]) for one in (take_review(user=studio.learner), sent)]


def list_of_reviews(studio: Studio) -> list[str]:
    module = lesson_with(studio, "waiting", peers.lab())
    peers.handed_in(module, studio.learner)
    for name in ("Ada", "Bela", "Cleo"):
        peers.asked(module, factories.person(name, "Lind"))
    peers.reviewed(studio.learner, *peers.GOOD)
    take_review(user=studio.learner)
    return [reverse("labs:reviews")]


def disputed(studio: Studio) -> Dispute:
    """One for both pages."""
    if there := Dispute.objects.first():
        return there
    module = lesson_with(studio, "disputed", peers.lab())
    request = peers.asked(module, factories.person("Dara", "Lind"))
    for name, points in (("Eno", peers.GOOD), ("Fay", peers.POOR)):
        peers.reviewed(peers.colleague(module, name), *points)
    return request.dispute


DISPUTES: dict[str, Callable[[Studio], list[str]]] = {
    "peer_reviews:list": lambda studio: [disputed(studio) and reverse("peer_reviews:list")],
    "peer_reviews:dispute": lambda studio: [reverse("peer_reviews:dispute", args=[disputed(studio).pk])],
}
LABS: dict[str, Callable[[Studio], list[str]]] = {
    "labs:index": lambda _: [reverse("labs:index")],
    "labs:front": door_of_a_lab,
    "labs:desk": desks,
    "labs:uploads": uploads_of,
    "labs:peers": asked_about,
    "labs:reviews": list_of_reviews,
    "labs:review": to_review,
    "labs:prompt_from": prompts,
    "labs:prompt_compare": compared,
    "labs:prompt_blind": compares,
    "labs:prompt_variants": chosen,
    "labs:prompt_variants_of": written,
    **LIBRARY,
    "labs:prompt_outputs": side_by_side,
}
