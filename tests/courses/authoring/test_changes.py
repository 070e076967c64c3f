"""What kind of change a new version is: stated, a fact once published, through every door."""

import pytest

from courses import services
from courses.changes import How, difference
from courses.models import Attempt, Change
from courses.queries import proposed_change, with_news
from courses.services import Refused, begin, settle_change, state_change
from tests import factories, lesson
from tests.courses.authoring.redrafts import MENDED, ask_otherwise, at, fresh, mend_a_text, raw, redraft, said
from tests.lesson import block, lesson_body, single


class TestWhatDiffers:
    def told(self, module, change=None, **fields):
        redraft(module, change, **fields)
        return difference(fresh(module), module.get_latest_revision_as_object())

    def test_nothing_for_what_learners_do_not_see(self, module):
        assert not self.told(module, seo_title="Light", search_description="About light")

    def test_nothing_for_what_the_editor_adds_to_a_text(self, module):
        def touch(blocks):
            one = next(one for one in blocks if one["type"] == "rich_text")
            one["value"]["text"] = one["value"]["text"].replace("<p>", '<p data-block-key="x1">')

        assert not self.told(module, touch)

    def test_a_question_asked_otherwise(self, module):
        found = self.told(module, ask_otherwise)
        assert [(one.block_id, one.how, one.told) for one in found.questions] == [
            (lesson.SINGLE, How.CHANGED, MENDED)
        ]

    def test_feedback_mended_asks_nothing_else(self, module):
        def mend(blocks):
            at(blocks, lesson.SINGLE)["value"]["choices"][0]["value"]["feedback"] = "Nobody can point at it."

        found = self.told(module, mend)
        assert [one.block_id for one in found.blocks] == [lesson.SINGLE]
        assert found.questions == ()

    def test_another_key_is_another_question(self, module):
        def turn(blocks):
            for one in at(blocks, lesson.MULTIPLE)["value"]["choices"]:
                one["value"]["correct"] = not one["value"]["correct"]

        assert [one.block_id for one in self.told(module, turn).questions] == [lesson.MULTIPLE]

    def test_what_is_new_and_what_was_taken_out(self, module):
        def swap(blocks):
            blocks.remove(at(blocks, lesson.MULTIPLE))
            blocks.append(single("another"))

        found = self.told(module, swap)
        new = single("another")["id"]
        assert {one.block_id: one.how for one in found.questions} == {
            new: How.ADDED,
            lesson.MULTIPLE: How.REMOVED,
        }
        assert found.there_now == [new]

    def test_parts_beside_the_blocks_and_their_order(self, module):
        found = self.told(module, lambda blocks: blocks.reverse(), objective="Brief light.", avoid="Moods.")
        assert found.parts == ("Objective", "What to avoid", "Order of the blocks")

    def test_questions_inside_a_bank_are_found_by_their_own_ids(self, course, author):
        inner = single("inner"), single("other")
        bank = block("question_bank", {"title": "Light", "draw": 1, "questions": list(inner)}, "bank")
        module = factories.module(course, owner=author, body=[*lesson_body(image=factories.image()), bank])

        def mend(blocks):
            at(blocks, bank["id"])["value"]["questions"][0]["value"]["question"] = MENDED

        found = self.told(module, mend)
        assert [(one.block_id, one.asks, one.within) for one in found.blocks] == [
            (inner[0]["id"], True, bank["id"])
        ]
        assert found.there_now == [inner[0]["id"], bank["id"]]


class TestStating:
    def test_it_is_a_fact_once_published(self, module, author):
        revision = redraft(module, ask_otherwise)
        state_change(module=module, by=author, kind="recertify", note="The first question was wrong.")
        revision.publish()
        change = Change.objects.get()
        assert (change.revision, change.since, change.by) == (revision, module.live_revision, author)
        assert change.published_at is not None
        assert [(one.block_id, one.how) for one in change.questions.all()] == [(lesson.SINGLE, How.CHANGED)]

    def test_said_again_the_last_word_holds(self, module, author):
        redraft(module, ask_otherwise)
        state_change(module=module, by=author, kind="cosmetic")
        state_change(module=module, by=author, kind="refresh", note="Asked more clearly.")
        assert said(module) == [("refresh", "Asked more clearly.", True)]

    @pytest.mark.parametrize(
        ("kind", "note", "code"),
        [
            ("refresh", " ", "no_note"),
            ("recertify", "", "no_note"),
            ("refresh", "x" * 301, "long_note"),
            ("other", "Well.", "unknown_kind"),
        ],
    )
    def test_what_cannot_be_taken_is_refused(self, kind, note, code, module, author):
        redraft(module, ask_otherwise)
        with pytest.raises(Refused) as refused:
            state_change(module=module, by=author, kind=kind, note=note)
        assert refused.value.code == code
        assert not Change.objects.exists()

    @pytest.mark.parametrize("which", ["module", "draft"])
    def test_there_is_nothing_to_say_of_what_changes_nothing(self, which, request, author):
        with pytest.raises(Refused, match="nothing to say"):
            state_change(module=request.getfixturevalue(which), by=author, kind="cosmetic")

    def test_a_first_publication_asks_nothing(self, draft):
        assert proposed_change(draft) is None
        draft.latest_revision.publish()
        assert not Change.objects.exists()

    def test_a_change_that_learners_do_not_see_is_none(self, module, author):
        before = raw(module)
        redraft(module, mend_a_text)
        state_change(module=module, by=author, kind="cosmetic")
        redraft(module, lambda blocks: blocks.__setitem__(slice(None), before), seo_title="Light")
        assert proposed_change(module) is None
        fresh(module).latest_revision.publish()
        assert not Change.objects.exists()

    def test_published_twice_it_is_one_change(self, module):
        revision = redraft(module, ask_otherwise)
        revision.publish()
        revision.publish()
        settle_change(module=fresh(module), before=module.live_revision_id)
        assert said(module) == [("refresh", "Updated.", False)]

    def test_an_older_revision_published_again_is_a_change_as_well(self, module):
        first = module.live_revision
        redraft(module, ask_otherwise).publish()
        first.publish()
        assert said(module) == [("refresh", "Updated.", False)] * 2

    def test_taken_down_and_changed_it_is_still_a_change_to_who_has_begun(self, module, learner):
        begin(user=learner, module=module)
        fresh(module).unpublish()
        assert proposed_change(fresh(module)) is None
        redraft(fresh(module), ask_otherwise).publish()
        assert said(module) == [("refresh", "Updated.", False)]


def test_it_can_be_put_away(module, learner):
    begin(user=learner, module=module)
    redraft(module, ask_otherwise).publish()
    assert with_news(Attempt.objects.all()).get().news_note == "Updated."
    services.put_changes_away(user=learner, module=module)
    assert with_news(Attempt.objects.all()).get().news_at is None
