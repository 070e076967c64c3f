"""An author takes what they want of it, and nobody's words are lost."""

import pytest
from wagtail.models import PageLogEntry

from courses.models import ModulePage
from generation import services
from generation.models import Decision
from generation.services import Refused
from tests.generation.proposals.writers import BRIEF, body, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(read, author):
    """take(kind, **changes) accepts the proposal of a kind, as it stands or changed."""

    def taken(kind, *, instead_of="", by=author, **changes):
        proposal = read.proposals.get(kind=kind)
        services.accept_proposal(
            proposal=proposal, by=by, content={**proposal.content, **changes}, instead_of=instead_of
        )
        proposal.refresh_from_db()
        return proposal

    return taken


def newest(lesson) -> ModulePage:
    return ModulePage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def write(lesson, author, *blocks, **fields):
    """Somebody goes on writing meanwhile."""
    draft = newest(lesson)
    if blocks:
        draft.body = draft.body.stream_block.to_python(list(blocks))
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=author, clean=False)


def test_a_key_point_is_added_after_those_there_are(take, lesson):
    before = [point.text for point in newest(lesson).key_points.all()]
    take("key_point")
    assert [point.text for point in newest(lesson).key_points.all()] == [*before, BRIEF]


def test_it_is_taken_as_its_author_mended_it(take, lesson):
    proposal = take("key_point", text="A brief can be checked.")
    assert newest(lesson).key_points.last().text == "A brief can be checked."
    assert proposal.taken == {"text": "A brief can be checked."} and proposal.content["text"] == BRIEF


def test_a_question_stands_right_after_the_block_of_its_sentence(take, lesson):
    take("single_choice")
    found = list(newest(lesson).body)
    at = [str(one.id) for one in found].index(body()[1]["id"]) + 1
    assert found[at].block_type == "single_choice"
    assert found[at].value["question"] == "What is a brief?"
    assert [item["correct"] for item in found[at].value["choices"]] == [True, False, False]
    assert len(found) == len(body()) + 1


def test_a_quick_check_becomes_one(take, lesson):
    take("quick_check")
    added = next(one for one in newest(lesson).body if one.block_type == "quick_check")
    assert added.block.key(added.value) == ["false"]


def test_a_term_an_objective_and_a_summary_go_where_they_belong(take, lesson):
    take("term")
    take("objective", instead_of=lesson.objective)
    take("summary")
    draft = newest(lesson)
    assert [one.term for one in draft.terms.all()] == ["Brief"]
    assert draft.objective == "Explain what a brief is."
    assert draft.search_description == BRIEF


def test_nothing_is_published(take, lesson):
    take("key_point")
    page = ModulePage.objects.get(pk=lesson.pk)
    assert not page.live and page.key_points.count() == 1


def test_taking_it_twice_adds_once(take, lesson, author):
    proposal = take("single_choice")
    services.accept_proposal(proposal=proposal, by=author, content=proposal.content)
    assert len(newest(lesson).body) == len(body()) + 1
    assert lesson.revisions.count() == 2


def test_what_somebody_wrote_meanwhile_stays(take, lesson, author):
    write(lesson, author, *body(), text_block("new", "Somebody wrote this since."), title="Another title")
    take("single_choice")
    draft = newest(lesson)
    assert draft.title == "Another title"
    assert [str(one.id) for one in draft.body][-1] == text_block("new", "")["id"]
    assert len(draft.body) == len(body()) + 2


def test_a_sentence_that_is_gone_carries_nothing(take, lesson, author, read):
    write(lesson, author, *body()[:1], *body()[2:])
    with pytest.raises(Refused, match="no longer in the lesson"):
        take("key_point")
    assert lesson.revisions.count() == 2
    assert read.proposals.get(kind="key_point").decision == Decision.OPEN


def test_line_ends_that_a_browser_made_of_its_own_are_no_rewriting(take, lesson, author):
    write(lesson, author, search_description="Where light\ncomes from.")
    take("summary", instead_of="Where light\r\ncomes from.")
    assert newest(lesson).search_description == BRIEF


def test_an_objective_somebody_else_rewrote_is_not_overwritten(take, lesson, author):
    write(lesson, author, objective="Light a face.")
    with pytest.raises(Refused, match="Light a face"):
        take("objective", instead_of=lesson.objective)
    assert newest(lesson).objective == "Light a face."


def test_a_locked_page_takes_nothing(take, lesson, ld_admin):
    ModulePage.objects.filter(pk=lesson.pk).update(locked=True, locked_by=ld_admin)
    with pytest.raises(Refused, match="locked"):
        take("key_point")


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("key_point", {"text": " "}, "empty"),
        ("key_point", {"text": "x" * 241}, "241 characters"),
        ("summary", {"text": "word " * 13}, "this one has 13"),
        ("term", {"definition": ""}, "definition is empty"),
        ("single_choice", {"options": []}, "two to eight"),
        ("single_choice", {"options": [{"text": "a", "feedback": "", "correct": True}] * 2}, "Every option"),
        ("single_choice", {"options": [{"text": "a", "feedback": "b", "correct": True}] * 2}, "exactly one"),
        ("quick_check", {"answer": None}, "true or false"),
    ],
)
def test_what_is_not_complete_is_refused_with_what_to_do(take, lesson, kind, changes, told):
    with pytest.raises(Refused, match=told):
        take(kind, **changes)
    assert lesson.revisions.count() == 1


def test_what_the_lesson_has_already_is_not_added_again(take, lesson, author):
    draft = newest(lesson)
    draft.key_points = [draft.key_points.model(text=BRIEF)]
    draft.terms = [draft.terms.model(term="brief", definition="There.")]
    draft.save_revision(user=author)
    for kind, told in (("key_point", "already"), ("term", "explains “Brief” already")):
        with pytest.raises(Refused, match=told):
            take(kind)


def test_an_eighth_key_point_is_refused(take, lesson, author):
    draft = newest(lesson)
    draft.key_points = [draft.key_points.model(text=f"Point {number}.") for number in range(7)]
    draft.save_revision(user=author)
    with pytest.raises(Refused, match="7 key points"):
        take("key_point")


def test_what_is_left_out_stays_out_and_what_was_taken_stays_in(take, read, lesson, author):
    left = read.proposals.get(kind="term")
    services.discard_proposal(proposal=left, by=author)
    services.discard_proposal(proposal=left, by=author)
    left.refresh_from_db()
    assert (left.decision, left.decided_by, left.sentence) == (Decision.DISCARDED, author, BRIEF)
    taken = take("key_point")
    with pytest.raises(Refused, match="in the lesson already"):
        services.discard_proposal(proposal=taken, by=author)
    assert lesson.revisions.count() == 2


def test_who_took_what_is_in_the_history_of_the_page(take, lesson, author):
    take("key_point")
    entry = PageLogEntry.objects.get(action="generation.proposal.accepted")
    assert (entry.user, entry.page_id) == (author, lesson.pk)
    assert BRIEF in entry.message
