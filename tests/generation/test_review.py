import pytest
from django.urls import reverse

from accounts.roles import AUTHORS, REVIEWERS
from courses.models import MediaKind, MediaSet
from generation import pipeline, services
from generation.models import Approval, Mend, Production, State
from generation.queries import files_of, outputs_of, script_by_block, script_of
from tests import approving, factories
from tests.banks import MARK, bank, lesson

pytestmark = pytest.mark.django_db


def passage_about(production, word):
    return next(one for one in script_of(production) if word in one["lines"][0]["text"])


def published_again(module, by):
    module = module.specific_class.objects.get(pk=module.pk)
    revision = module.save_revision(user=by)
    revision.publish(user=by)
    return Production.objects.get(revision=revision)


def test_approved_media_of_the_published_revision_reach_learners(approved, module, reviewer):
    media = MediaSet.objects.get(module=module)
    assert approved.state == State.PUBLISHED
    assert (media.digest, media.revision_id, media.approved_by) == (
        approved.digest,
        module.live_revision_id,
        reviewer,
    )
    kinds = {file.kind for file in media.files.all()}
    assert kinds == set(files_of(outputs_of(approved))) >= {MediaKind.VIDEO, MediaKind.AUDIO}
    assert media.cues and media.chapters
    assert media.engines["narration"] == "Fake voice 1"


def test_nothing_reaches_learners_before_someone_approves(made):
    assert made.state == State.AWAITING_REVIEW
    assert not MediaSet.objects.exists()


def test_a_reviewer_is_shown_what_is_right(made, reviewer, client):
    keys = {block.label: block.key for block in script_by_block(made) if block.key}
    assert keys["Single choice"] == ("One warm lamp, frame left",)
    assert keys["Multiple choice"] == ("Where it comes from", "How hard its edge is")
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("generation:review", args=[made.pk])).content.decode()
    assert "Right: Where it comes from; How hard its edge is" in page


def test_of_a_bank_a_reviewer_is_shown_what_is_right_question_by_question(author, engines):
    module = lesson(bank(2, 1), owner=author)
    made = pipeline.finish(module.productions.get(), engines=engines)
    assert [block.key for block in script_by_block(made) if block.key] == [
        (f"{MARK} 1? Right", f"{MARK} 2? Right")
    ]


def test_approved_media_of_a_draft_wait_for_its_publication(draft, author, reviewer, engines):
    revision = draft.latest_revision
    production = services.request_production(module=draft, revision=revision, by=author)
    production = pipeline.finish(production, engines=engines)
    production = approving.approve(production, reviewer)
    assert production.state == State.APPROVED
    revision.publish(user=author)
    production.refresh_from_db()
    assert production.state == State.PUBLISHED
    assert MediaSet.objects.filter(revision=revision).exists()


def test_nobody_approves_what_they_wrote(course, engines):
    both = factories.person("Bo", roles=[AUTHORS, REVIEWERS])
    module = factories.module(course, owner=both)
    production = pipeline.finish(module.productions.get(), engines=engines)
    with pytest.raises(services.Refused, match="You wrote part of this"):
        services.approve(production=production, by=both, seen=production.seen)
    assert not Approval.objects.exists()


def test_a_studio_of_one_may_approve_its_own(course, engines, settings):
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    both = factories.person("Bo", roles=[AUTHORS, REVIEWERS])
    production = pipeline.finish(factories.module(course, owner=both).productions.get(), engines=engines)
    assert approving.approve(production, both).state == State.PUBLISHED


def test_who_mended_a_line_does_not_approve_it(made, reviewer, ld_admin, engines):
    passage = passage_about(made, "A brief is")
    services.mend(
        production=made, by=reviewer, source=passage["source"], lines=["A brief lists what to check."]
    )
    made = pipeline.finish(made, engines=engines)
    with pytest.raises(services.Refused):
        services.approve(production=made, by=reviewer, seen=made.seen)
    assert approving.approve(made, ld_admin).state == State.PUBLISHED


@pytest.mark.parametrize("who", ["author", "learner", "manager", "outsider"])
def test_only_reviewers_and_admins_approve_or_send_back(request, made, who):
    person = request.getfixturevalue(who)
    with pytest.raises(services.Refused):
        services.approve(production=made, by=person, seen=made.seen)
    with pytest.raises(services.Refused):
        services.send_back(production=made, by=person, reason="No.")


def test_an_approval_of_something_else_than_what_was_looked_at_is_refused(made, reviewer):
    with pytest.raises(services.Refused, match="while you were looking"):
        services.approve(production=made, by=reviewer, seen="0" * 64)


def test_the_same_outputs_need_no_second_approval(approved, module, author, engines):
    again = pipeline.finish(published_again(module, author), engines=engines)
    assert (again.state, again.digest) == (State.PUBLISHED, approved.digest)
    assert "Nothing has changed" in again.reason
    approved.refresh_from_db()
    assert approved.state == State.SUPERSEDED


def test_media_of_a_lesson_that_moved_on_stay_until_the_new_ones_are_approved(
    approved, module, author, reviewer, engines
):
    module.refresh_from_db()
    module.title = "Light that anyone can check"
    newer = published_again_with(module, author)
    approved.refresh_from_db()
    assert approved.state == State.STALE
    assert MediaSet.objects.filter(module=module).get().revision_id == approved.revision_id
    newer = pipeline.finish(newer, engines=engines)
    approving.approve(newer, reviewer)
    approved.refresh_from_db()
    assert approved.state == State.SUPERSEDED
    assert MediaSet.objects.filter(revision=newer.revision_id).exists()


def published_again_with(module, by):
    revision = module.save_revision(user=by)
    revision.publish(user=by)
    return Production.objects.get(revision=revision)


def test_publishing_again_supersedes_what_older_revisions_waited_for(made, module, author):
    published_again(module, author)
    made.refresh_from_db()
    assert made.state == State.SUPERSEDED


def test_sent_back_keeps_the_reason_and_can_be_sent_again(made, reviewer, engines):
    services.send_back(production=made, by=reviewer, reason="  The second line is wrong. ")
    made.refresh_from_db()
    assert (made.label, made.reason) == ("Sent back", "The second line is wrong.")
    assert made.notes.get().written_by == reviewer
    services.retry(production=made)
    assert pipeline.finish(made, engines=engines).state == State.AWAITING_REVIEW


def test_sending_back_needs_a_reason(made, reviewer):
    with pytest.raises(services.Refused, match="Say what should change"):
        services.send_back(production=made, by=reviewer, reason="  ")


def test_a_mended_line_makes_one_passage_again_and_shows_in_captions(made, reviewer, engines):
    said, drawn, segments = len(engines.speech().said), len(engines.slides().drawn), engines.video().segments
    passage = passage_about(made, "A brief is")
    services.mend(
        production=made, by=reviewer, source=passage["source"], lines=["A brief lists what to check."]
    )
    mended = pipeline.finish(made, engines=engines)
    assert engines.speech().said[said:] == ["A brief lists what to check."]
    assert len(engines.slides().drawn) == drawn, "what is shown is the author's"
    assert engines.video().segments <= segments + 1
    assert passage_about(mended, "A brief lists")["mended"]


def test_a_mend_outlives_a_revision_that_leaves_its_passage_alone(made, reviewer, author, module, engines):
    passage = passage_about(made, "A brief is")
    services.mend(
        production=made, by=reviewer, source=passage["source"], lines=["A brief lists what to check."]
    )
    pipeline.finish(made, engines=engines)
    module.refresh_from_db()
    module.objective = "Write light that anyone can check."
    newer = pipeline.finish(published_again_with(module, author), engines=engines)
    assert passage_about(newer, "A brief lists")["mended"]


def test_a_mend_can_be_taken_back(made, reviewer, engines):
    passage = passage_about(made, "A brief is")
    services.mend(
        production=made, by=reviewer, source=passage["source"], lines=["A brief lists what to check."]
    )
    mended = pipeline.finish(made, engines=engines)
    services.unmend(production=mended, source=passage["source"])
    again = pipeline.finish(mended, engines=engines)
    assert not Mend.objects.exists()
    assert again.digest == made.digest


@pytest.mark.parametrize(
    "lines", [[], [""], ["…"], ["One.", "Two."], ["A brief is a list of things someone can check."]]
)
def test_a_mend_that_says_nothing_new_or_nothing_at_all_is_refused(made, reviewer, lines):
    passage = passage_about(made, "A brief is")
    with pytest.raises(services.Refused):
        services.mend(production=made, by=reviewer, source=passage["source"], lines=lines)
    assert not Mend.objects.exists()
