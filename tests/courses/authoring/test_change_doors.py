"""A change at the doors that have no dialogue, and the one that may run over fifteen minutes."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.models import ModulePage, SpokenSeconds
from courses.models.spoken import spoken_digest
from courses.narration import narrate
from courses.services import state_change
from courses.services.schedule import publish_due
from tests import factories
from tests.courses.authoring.redrafts import ask_otherwise, fresh, raw, redraft, said
from tests.lesson import block, lesson_body, single


def by_schedule(module, revision):
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    publish_due(at=timezone.now() + datetime.timedelta(minutes=1))


def by_revision(module, revision):
    revision.publish()


@pytest.mark.parametrize("door", [by_schedule, by_revision])
class TestDoorsWithoutADialogue:
    def test_what_was_stated_counts(self, door, module, author):
        revision = redraft(module, ask_otherwise)
        state_change(module=module, by=author, kind="recertify", note="The key was wrong.")
        door(module, revision)
        assert said(module) == [("recertify", "The key was wrong.", True)]

    def test_where_nothing_was_stated_it_is_a_refresh_and_says_so(self, door, module):
        door(module, redraft(module, ask_otherwise))
        assert said(module) == [("refresh", "Updated.", False)]


FILE = """---
title: Light that can be checked
slug: light
---
{text}

::: story "Stage 4"
(Nobody looks up. Forty frames of a ferry hang on the wall.)
:::

::: single
Which can be checked?
- [ ] Moody
  > Nobody can point at it.
- [x] One lamp
  > Yes.
:::
"""


@pytest.fixture
def imported(tmp_path, module):
    def run(text, *options):
        path = tmp_path / "light.md"
        path.write_text(FILE.format(text=text))
        call_command("import_lesson", str(path), "--course", module.course.slug, "--publish", *options)

    return run


def test_an_import_says_what_kind_of_change_it_is(imported, module):
    imported("Say where the light comes from.", "--change", "recertify", "--change-note", "Written anew.")
    imported("Say where all the light comes from.")
    assert said(module) == [("refresh", "Updated.", False), ("recertify", "Written anew.", True)]


def test_an_import_that_recertifies_without_a_word_to_learners_is_refused_whole(imported, module):
    with pytest.raises(CommandError, match="Say in a sentence what changed"):
        imported("Say where the light comes from.", "--change", "recertify")
    assert fresh(module).latest_revision_id == module.latest_revision_id


@pytest.fixture
def slowed(course, author):
    """A live module that fits by its words; a newer voice speaks it in more than fifteen minutes."""
    body = [block("rich_text", {"text": "<p>One lamp, frame left.</p>", "purpose": "teach"}), single()]
    page = factories.module(course, owner=author, body=body)
    told = {spoken_digest(one) for part in narrate(page.lesson()) for one in part.passages}
    SpokenSeconds.objects.bulk_create(
        SpokenSeconds(digest=digest, seconds=1000 / len(told)) for digest in told
    )
    return page


def name_anew(module, title="Light, checked"):
    draft = module.get_latest_revision_as_object()
    draft.sources = title
    return draft.save_revision()


def test_a_cosmetic_change_goes_out_though_a_newer_voice_runs_over_and_its_author_hears_of_it(
    slowed, author, django_capture_on_commit_callbacks
):
    revision = name_anew(slowed)
    state_change(module=slowed, by=author, kind="cosmetic")
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert fresh(slowed).live_revision_id == revision.pk
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert "a newer voice speaks more slowly" in mail.outbox[0].body


class NoPost(BaseEmailBackend):
    def send_messages(self, messages):
        raise OSError("The post is down.")


def test_what_is_published_stays_so_where_no_mail_can_be_sent(
    slowed, author, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.NoPost"
    revision = name_anew(slowed)
    state_change(module=slowed, by=author, kind="cosmetic")
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert fresh(slowed).live_revision_id == revision.pk


@pytest.mark.parametrize("kind", ["refresh", "recertify", None])
def test_any_other_change_keeps_to_the_clock(kind, slowed, author):
    revision = name_anew(slowed)
    if kind:
        state_change(module=slowed, by=author, kind=kind, note="Another source.")
    with pytest.raises(ValidationError, match="over fifteen minutes"):
        revision.publish()


def test_a_cosmetic_change_that_is_itself_too_long_is_refused(module, author):
    draft = module.get_latest_revision_as_object()
    draft.body = ModulePage.body.field.stream_block.to_python(
        [*lesson_body(image=factories.image()), block("rich_text", {"text": "<p>word. </p>" * 3000}, "long")]
    )
    revision = draft.save_revision()
    state_change(module=module, by=author, kind="cosmetic")
    with pytest.raises(ValidationError, match="over fifteen minutes"):
        revision.publish()


def test_words_added_to_what_runs_over_already_are_not_cosmetic(slowed, author):
    draft = slowed.get_latest_revision_as_object()
    more = block("rich_text", {"text": "<p>And one more lamp. </p>" * 20, "purpose": "teach"}, "more")
    draft.body = ModulePage.body.field.stream_block.to_python([*raw(slowed), more])
    revision = draft.save_revision()
    state_change(module=slowed, by=author, kind="cosmetic")
    with pytest.raises(ValidationError, match="over fifteen minutes"):
        revision.publish()
