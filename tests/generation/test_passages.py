"""Approval belongs to a passage: what did not change stays approved, what changed is looked at."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.roles import AUTHORS, REVIEWERS
from generation import differences, pipeline, services
from generation.models import Approval, Artifact, PassageApproval, Production, State
from generation.queries import passages_of, review_of, undecided
from generation.queries.review import NEW, PICTURE, WORDS
from generation.queries.wholes import Part
from tests import approving, factories
from tests.lesson import block, single

pytestmark = pytest.mark.django_db

FIRST, SECOND = "A brief is a list.", "Name the lamp."
PARAGRAPHS = ("Put it frame left.", "Say how hard its edge is.")


def text(name, *paragraphs):
    said = "".join(f"<p>{one}</p>" for one in paragraphs)
    return block("rich_text", {"text": said, "purpose": "teach"}, name)


def body(first=FIRST, second=SECOND):
    return [
        block("heading", {"text": "Light", "level": "2"}),
        text("first", first),
        text("second", second, *PARAGRAPHS),
        single(),
    ]


@pytest.fixture
def module(course, author):
    return factories.module(course, owner=author, body=body())


def changed(module, by, engines, *, body=None, avoid=""):
    """The production of a new revision of the module."""
    page = type(module).objects.get(pk=module.pk)
    if body:
        page.body = type(page).body.field.stream_block.to_python(body)
    page.avoid = avoid
    revision = page.save_revision(user=by)
    revision.publish(user=by)
    return pipeline.finish(Production.objects.get(revision=revision), engines=engines)


@pytest.fixture
def newer(approved, module, author, engines):
    """One paragraph changed since it was approved."""
    return changed(module, author, engines, body=body(second="Name the warm lamp."))


def words(passage):
    return " ".join(passage.texts)


def test_a_reviewer_is_shown_the_one_passage_that_changed_and_what_it_said_before(newer, reviewer):
    review = review_of(newer, reviewer)
    [passage] = [one for shown in review.waiting for one in shown.passages]
    account = review.accounts[passage.digest]
    assert (words(passage), account.before.lines) == ("Name the warm lamp.", [SECOND])
    assert account.changes == (WORDS, PICTURE)
    [(_, _, stretches)] = account.said
    assert [(one.kind, one.text) for one in stretches] == [
        ("same", "Name the"),
        ("new", "warm"),
        ("same", "lamp."),
    ]
    assert review.left == 1 and review.unchanged_count == review.total - 1


def test_a_production_is_approved_when_each_passage_and_then_the_whole_is(newer, reviewer):
    with pytest.raises(services.Refused, match="One passage is not approved yet"):
        services.approve(production=newer, by=reviewer, seen=newer.seen)
    [waiting] = undecided(newer)
    services.approve_passages(production=newer, by=reviewer, digests=[waiting.digest])
    assert services.approve(production=newer, by=reviewer, seen=newer.seen).state == State.PUBLISHED


def test_a_passage_that_was_moved_stays_approved_and_the_order_is_told(
    approved, module, author, reviewer, engines
):
    heading, first, second, question = body()
    moved = changed(module, author, engines, body=[heading, second, first, question])
    review = review_of(moved, reviewer)
    assert moved.state == State.AWAITING_REVIEW and review.left == 0
    assert Part("Order of the passages", True, "What stayed stands in another order.") in review.whole
    assert services.approve(production=moved, by=reviewer, seen=moved.seen).state == State.PUBLISHED


def test_a_passage_that_goes_is_told_and_needs_no_approval(approved, module, author, reviewer, engines):
    heading, _, second, question = body()
    review = review_of(changed(module, author, engines, body=[heading, second, question]), reviewer)
    assert review.left == 0
    assert [one.lines for one in review.gone] == [[FIRST]]


def test_a_passage_taken_back_to_what_was_approved_needs_no_second_approval(
    newer, module, author, reviewer, engines
):
    again = changed(module, author, engines, body=body())
    assert (again.state, again.reason_code) == (State.PUBLISHED, "unchanged")


def test_a_mended_passage_waits_again_beside_what_was_approved(newer, reviewer, ld_admin, engines):
    [waiting] = undecided(newer)
    services.approve_passages(production=newer, by=reviewer, digests=[waiting.digest])
    services.mend(production=newer, by=reviewer, source=waiting.source, lines=["Name one warm lamp."])
    mended = pipeline.finish(newer, engines=engines)
    [again] = undecided(mended)
    account = review_of(mended, ld_admin).accounts[again.digest]
    assert (account.before.lines, account.own) == (["Name the warm lamp."], ("Name the warm lamp.",))
    with pytest.raises(services.Refused, match="You mended this passage"):
        services.approve_passages(production=mended, by=reviewer, digests=[again.digest])
    services.approve_passages(production=mended, by=ld_admin, digests=[again.digest])
    assert not undecided(mended)


def test_what_belongs_to_no_passage_is_told_as_changed_or_not(approved, module, author, reviewer, engines):
    newer = changed(module, author, engines, avoid="“Beautiful lighting”")
    review = review_of(newer, reviewer)
    told = {part.name: part.changed for part in review.whole}
    assert review.left == 0 and newer.state == State.AWAITING_REVIEW
    assert told == dict.fromkeys(told, False) | {"Quick reference": True}
    assert {"Order of the passages", "Chapters", "Quick reference"} <= set(told)


def test_nobody_approves_a_passage_they_wrote_in_an_earlier_revision(
    course, module, made, author, reviewer, engines
):
    both = factories.person("Bo", roles=[AUTHORS, REVIEWERS])
    changed(module, both, engines, body=body(first="Bo wrote this."))
    newer = changed(module, author, engines, body=body("Bo wrote this.", "Asha wrote that."))
    theirs = [one.digest for one in passages_of(newer) if "Bo wrote" in words(one)]
    others = [one.digest for one in passages_of(newer) if one.digest not in theirs]
    with pytest.raises(services.Refused, match="You wrote this passage"):
        services.approve_passages(production=newer, by=both, digests=theirs)
    assert set(review_of(newer, both).bulk) == set(others)
    services.approve_passages(production=newer, by=both, digests=others)
    services.approve_passages(production=newer, by=reviewer, digests=theirs)
    assert services.approve(production=newer, by=both, seen=newer.seen).state == State.PUBLISHED


def test_a_studio_of_one_approves_its_own_passages(made, module, settings):
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    both = factories.person("Bo", roles=[AUTHORS, REVIEWERS])
    made.revision.user = both
    made.revision.save()
    assert approving.approve(made, both).state == State.PUBLISHED


@pytest.mark.parametrize("who", ["author", "learner", "manager", "outsider"])
def test_only_reviewers_and_admins_approve_passages(request, made, who):
    person = request.getfixturevalue(who)
    with pytest.raises(services.Refused, match="Reviewers and L&D admins"):
        services.approve_passages(production=made, by=person, digests=[undecided(made)[0].digest])
    assert not PassageApproval.objects.exists()


def test_what_was_made_again_while_somebody_looked_is_not_approved(newer, reviewer, engines):
    [seen] = undecided(newer)
    services.mend(production=newer, by=reviewer, source=seen.source, lines=["Other words."])
    with pytest.raises(services.Refused, match="not waiting for review"):
        services.approve_passages(production=newer, by=reviewer, digests=[seen.digest])
    again = pipeline.finish(newer, engines=engines)
    with pytest.raises(services.Refused, match="made again while you were looking"):
        services.approve_passages(production=again, by=reviewer, digests=[seen.digest])


def test_two_reviewers_at_once_approve_a_passage_once(newer, reviewer, ld_admin):
    [waiting] = undecided(newer)
    for person in (reviewer, ld_admin):
        services.approve_passages(production=newer, by=person, digests=[waiting.digest])
    assert PassageApproval.objects.get(digest=waiting.digest).approved_by == reviewer


@pytest.fixture
def marked(made):
    """A production of which one passage says what its writer could not ground."""
    script = Artifact.objects.get(pk=made.outputs["script"])
    flag = {"line": 0, "code": "number", "words": "It names a number the lesson does not."}
    script.meta["passages"][2]["flags"] = [flag]
    script.save()
    return made


def test_a_marked_passage_is_approved_by_itself_and_only_once_it_was_checked(marked, reviewer):
    everything = [one.digest for one in passages_of(marked)]
    [flagged] = [one.digest for one in passages_of(marked) if one.flags]
    with pytest.raises(services.Refused, match="by itself"):
        services.approve_passages(production=marked, by=reviewer, digests=everything, checked=True)
    with pytest.raises(services.Refused, match="say so with the tick"):
        services.approve_passages(production=marked, by=reviewer, digests=[flagged])
    services.approve_passages(production=marked, by=reviewer, digests=[flagged], checked=True)
    assert PassageApproval.objects.get().digest == flagged


def test_the_page_offers_all_that_are_not_marked_together(marked, reviewer, signed_in):
    page = signed_in(reviewer).get(reverse("generation:review", args=[marked.pk])).content.decode()
    total = len(passages_of(marked))
    assert f"Approve these {total - 1}" in page
    assert "It names a number the lesson does not." in page and "I checked this against the lesson" in page
    assert "Approve the whole" not in page


def test_without_scripts_a_passage_is_approved_by_its_form_and_the_page_comes_back(
    newer, reviewer, signed_in
):
    browser = signed_in(reviewer)
    url = reverse("generation:approve_passages", args=[newer.pk])
    page = browser.post(url, {"digest": undecided(newer)[0].digest}, follow=True).content.decode()
    assert "No passage waits" in page and "Approve the whole" in page
    assert "1 passage was approved by Ruth Adeyemi since then" in page


def test_htmx_gets_what_changed_of_the_page_or_the_reason_why_not(newer, reviewer, signed_in):
    browser = signed_in(reviewer)
    url, htmx = reverse("generation:approve_passages", args=[newer.pk]), {"hx-request": "true"}
    refused = browser.post(url, {"digest": "0" * 64}, headers=htmx)
    assert refused.status_code == 409 and "made again while you were looking" in refused.content.decode()
    [waiting] = undecided(newer)
    told = browser.post(url, {"digest": waiting.digest}, headers=htmx).content.decode()
    assert f'id="passage-{waiting.number}"' in told and "Approve the whole" in told
    assert "<html" not in told


def test_a_note_names_the_passages_it_sends_back(newer, reviewer, author, signed_in):
    [waiting] = undecided(newer)
    url = reverse("generation:send_back", args=[newer.pk])
    signed_in(reviewer).post(url, {"reason": "Which lamp?", "passage": [waiting.digest, "0" * 64]})
    [named] = newer.notes.get().passages
    assert named == {
        "number": waiting.number + 1,
        "block_id": waiting.block_id,
        "words": "Name the warm lamp.",
    }
    page = signed_in(author).get(reverse("generation:production", args=[newer.pk])).content.decode()
    assert "Name the warm lamp." in page and f"#block-{waiting.block_id}-section" in page


def test_a_new_passage_says_that_it_is_new(approved, module, author, reviewer, engines):
    longer = [*body(), text("third", "Nothing like it stood here.")]
    review = review_of(changed(module, author, engines, body=longer), reviewer)
    assert [review.accounts[one.digest].changes for shown in review.waiting for one in shown.passages] == [
        (NEW,)
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("One lamp.", "One lamp.", ["= One lamp."]),
        ("One lamp.", "One warm lamp.", ["= One", "+ warm", "= lamp."]),
        ("One warm lamp.", "One lamp.", ["= One", "- warm", "= lamp."]),
        ("", "A lamp.", ["+ A lamp."]),
        ("A lamp.", "", ["- A lamp."]),
    ],
)
def test_two_texts_are_compared_word_by_word(old, new, said):
    signs = {"same": "=", "gone": "-", "new": "+"}
    assert [f"{signs[one.kind]} {one.text}" for one in differences.compare(old, new)] == said


def test_what_was_approved_before_counts_its_passages_as_approved(approved, made, reviewer):
    migration = import_module("generation.migrations.0005_approved_passages")
    kept = {one.digest: one.lines for one in PassageApproval.objects.all()}
    whole = Approval.objects.get().whole
    PassageApproval.objects.all().delete()
    Approval.objects.update(module=None, whole={})
    migration.count(apps, None)
    assert {one.digest: one.lines for one in PassageApproval.objects.all()} == kept
    assert {one.approved_by for one in PassageApproval.objects.all()} == {reviewer}
    assert Approval.objects.get().whole == whole
    assert not undecided(made)


def test_what_was_approved_and_is_gone_from_the_store_hinders_no_upgrade(approved):
    migration = import_module("generation.migrations.0005_approved_passages")
    PassageApproval.objects.all().delete()
    Artifact.objects.all().delete()
    migration.count(apps, None)
    assert not PassageApproval.objects.exists()


def test_an_approval_does_not_cover_a_doubt_that_came_later(approved):
    script = Artifact.objects.get(pk=approved.outputs["script"])
    script.meta["passages"][2]["flags"] = [{"line": 0, "code": "name", "words": "Who is that?"}]
    script.save()
    [waiting] = undecided(approved)
    assert waiting.number == 2
