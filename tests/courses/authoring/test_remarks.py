"""What authors and reviewers say to each other about a draft: comments, and what changed between versions."""

import copy
import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, CommentReply
from wagtail.test.utils.form_data import inline_formset

from courses.models import ModulePage
from tests.courses.authoring.reviewing import hand_in, task_of
from tests.courses.editing import edit


def newest(page):
    return ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def remark(text, **fields):
    return {"text": text, "contentpath": "title", "position": "", "replies": inline_formset([]), **fields}


def say(browser, page, *remarks, initial=0):
    """Save the draft with remarks, as the editor does a moment after they were typed."""
    comments = inline_formset(list(remarks), initial=initial)
    return edit(browser, page, text="Only text.", slug=page.slug, comments=comments)


@pytest.fixture
def in_review(ready, author):
    hand_in(ready, author)
    mail.outbox.clear()
    return ready


def test_a_reviewer_comments_and_the_author_hears_of_it(in_review, reviewer, author, signed_in):
    assert say(signed_in(reviewer), in_review, remark("Which lamp?")).status_code == 302
    assert Comment.objects.get().text == "Which lamp?"
    (message,) = mail.outbox
    assert message.to == [author.email]
    assert message.subject == "Ruth Adeyemi commented on “Light that can be checked”"
    assert "New: Which lamp?" in message.body
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[in_review.pk])
    assert link in message.body


def test_whoever_began_a_thread_hears_of_the_answer(in_review, reviewer, ld_admin, signed_in):
    comment = Comment.objects.create(page=in_review, user=reviewer, text="Which lamp?", contentpath="title")
    reply = inline_formset([{"text": "The one on frame left."}])
    fields = {"id": comment.pk, "replies": reply}
    ModulePage.objects.get(pk=in_review.pk).current_workflow_state.cancel(user=ld_admin)
    say(signed_in(ld_admin), in_review, remark("Which lamp?", **fields), initial=1)
    assert CommentReply.objects.get().text == "The one on frame left."
    told = next(message for message in mail.outbox if message.to == [reviewer.email])
    assert "To “Which lamp?”: The one on frame left." in told.body


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_two_versions_are_compared_down_to_an_option_and_a_spoken_line(who, in_review, request, signed_in):
    page = newest(in_review)
    before = page.latest_revision_id
    page.title = "Light that a gaffer checks"
    raw = copy.deepcopy(list(page.body.raw_data))
    for one in raw:
        if one["type"] == "story_scene":
            one["value"]["lines"][0]["value"]["text"] = "Who wrote “lovely lighting”?"
        if one["type"] == "single_choice":
            one["value"]["choices"][1]["value"]["text"] = "One cold lamp, frame left"
    page.body = ModulePage.body.field.stream_block.to_python(raw)
    after = page.save_revision().pk
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, after])
    answer = signed_in(request.getfixturevalue(who)).get(url)
    assert answer.status_code == 200
    changed = re.findall(r'<span class="(addition|deletion)">(.*?)</span>', answer.content.decode())
    assert changed == [
        ("deletion", "A draft"),
        ("addition", "Light that a gaffer checks"),
        ("deletion", "beautiful"),
        ("addition", "lovely"),
        ("deletion", "warm"),
        ("addition", "cold"),
    ]


@pytest.mark.usefixtures("studio_review")
def test_a_reviewer_sees_only_what_is_handed_in(draft, reviewer, signed_in):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert signed_in(reviewer).get(url).status_code == 302
    assert not task_of(draft)
