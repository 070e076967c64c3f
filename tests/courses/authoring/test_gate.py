"""What a module owes before it may go live, and the one thing a person may waive."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from courses.models import ModuleCompetency, ModulePage, ShareWaiver
from courses.publishing import NotPublishable, Verdict, problems, verdict
from courses.services import Refused, waive_share
from tests import factories
from tests.lesson import block, lesson_body, single, story

WORDS = "One lamp, frame left, and the gaffer nods. "


def teach(words=80):
    return block("rich_text", {"text": f"<p>{WORDS * (words // 8)}</p>", "purpose": "teach"}, f"teach{words}")


def draft(*raw, **fields):
    page = factories.module(body=list(raw), publish=False, **fields)
    return page.get_latest_revision_as_object()


def codes(page):
    return [problem.code for problem in problems(page)]


@pytest.fixture
def dry(db):
    """A draft without story, complete otherwise."""
    return draft(teach(), single())


def test_a_balanced_complete_module_is_publishable(db):
    page = draft(*lesson_body(image=factories.image(), character=factories.character()))
    assert problems(page) == []
    assert verdict(problems(page)) == Verdict.PUBLISHABLE


def test_a_module_without_an_objective_is_refused(db):
    page = draft(*lesson_body(image=factories.image()), objective=" ")
    assert codes(page) == ["no_objective"]
    assert verdict(problems(page)) == Verdict.BLOCKED


def test_a_module_that_asks_nothing_is_refused(db):
    assert "no_question" in codes(draft(teach(240), story(None)))


def test_a_competency_without_weight_is_refused(db):
    page = draft(*lesson_body(image=factories.image()))
    page.competencies = [ModuleCompetency(competency=factories.competency("sound", "Sound sense"), weight=0)]
    assert codes(page) == ["no_weight"]
    assert "“Sound sense”" in problems(page)[0].message


def test_too_little_story_needs_a_waiver_and_says_how_much_is_missing(dry):
    assert codes(dry) == ["share"]
    assert verdict(problems(dry)) == Verdict.NEEDS_WAIVER
    assert "0% of the module" in problems(dry)[0].message


def test_adding_the_seconds_it_names_makes_the_share_green(db):
    page = draft(teach(400), single())
    clock = page.clock()
    message = problems(page)[0].message
    minutes, _, seconds = message.split("about ")[1].split(" of story")[0].rpartition(" min ")
    named = int(minutes or 0) * 60 + int(seconds.removesuffix(" s"))
    assert 0.15 <= named / (clock.seconds + named) <= 0.17


def test_a_waiver_with_a_reason_lets_it_go_live_and_is_kept_in_the_log(dry, reviewer):
    with pytest.raises(NotPublishable):
        dry.latest_revision.publish()
    waiver = waive_share(
        module=dry, by=reviewer, reason="A checklist for a night shoot: no time for a scene."
    )
    dry.latest_revision.publish()
    assert ModulePage.objects.get(pk=dry.pk).live
    assert waiver.share == 0
    entry = PageLogEntry.objects.get(action="courses.share.waived")
    assert (entry.user, entry.data["reason"]) == (reviewer, waiver.reason)
    assert not ModelLogEntry.objects.filter(action="courses.share.waived").exists()


def test_a_waiver_does_not_speak_for_a_share_further_out(db, reviewer):
    scene = story(None)
    page = draft(teach(560), single(), scene)
    share = page.clock().entertainment_share
    assert 0.03 < share < 0.10
    waive_share(module=page, by=reviewer, reason="Short on purpose.")
    assert codes(page) == []
    page.body = page.body.stream_block.to_python([teach(1600), single(), scene])
    assert codes(page) == ["share"]


def test_a_waiver_for_too_little_does_not_allow_too_much(dry, reviewer):
    waive_share(module=dry, by=reviewer, reason="No time for a scene.")
    dry.body = dry.body.stream_block.to_python(
        [single(), story(None), {**story(None), "id": "00000000-0000-4000-8000-000000000001"}]
    )
    assert dry.clock().entertainment_share > 0.30
    assert codes(dry) == ["share"]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_a_waiver_needs_a_reason_of_a_length_that_can_be_kept(reason, dry, reviewer):
    with pytest.raises(Refused):
        waive_share(module=dry, by=reviewer, reason=reason)
    assert not ShareWaiver.objects.exists()


def test_a_share_within_the_limits_is_not_waived(db, reviewer):
    page = draft(*lesson_body(image=factories.image()))
    with pytest.raises(Refused, match="nothing to waive"):
        waive_share(module=page, by=reviewer, reason="Why not.")


def test_waiving_twice_for_the_same_reason_is_one_waiver(dry, reviewer):
    for _ in range(2):
        waive_share(module=dry, by=reviewer, reason="No time for a scene.")
    assert ShareWaiver.objects.count() == 1


def test_a_share_that_moved_on_meanwhile_is_looked_at_again(db, reviewer, signed_in):
    page = draft(teach(560), single(), story(None))
    url = reverse("authoring:waive", args=[page.pk])
    browser = signed_in(reviewer)
    looked_at = browser.get(url).context["looked_at"]
    page.body = page.body.stream_block.to_python([teach(1600), single(), story(None)])
    page.save_revision()
    again = browser.post(url, {"reason": "Short on purpose.", "share": looked_at})
    assert "has changed since this page was opened" in again.content.decode()
    assert "Short on purpose." in again.content.decode()
    assert not ShareWaiver.objects.exists()


def test_the_clock_offers_the_waiver_to_those_who_may_give_it(dry, author, ld_admin, signed_in):
    editor, waive = (reverse(name, args=[dry.pk]) for name in ("wagtailadmin_pages:edit", "authoring:waive"))
    assert waive in signed_in(ld_admin).get(editor).content.decode()
    told = signed_in(author).get(editor).content.decode()
    assert waive not in told
    assert "once someone waives its share of story" in told


def test_a_reviewer_waives_it_in_the_admin_and_the_editor_shows_why(dry, reviewer, ld_admin, signed_in):
    url = reverse("authoring:waive", args=[dry.pk])
    browser = signed_in(reviewer)
    assert "Add about" in browser.get(url).content.decode()
    refused = browser.post(url, {"reason": "", "share": "0.000"})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    waived = browser.post(url, {"reason": "A checklist: no time for a scene.", "share": "0.000"})
    assert waived.status_code == 302
    editor = signed_in(ld_admin).get(reverse("wagtailadmin_pages:edit", args=[dry.pk])).content.decode()
    assert "A checklist: no time for a scene." in editor


@pytest.mark.parametrize("who", ["learner", "manager", "author"])
def test_nobody_else_waives_it(who, dry, request, signed_in):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(reverse("authoring:waive", args=[dry.pk]), {"reason": "Mine."}).status_code == 404
    assert not ShareWaiver.objects.exists()


def pacing(slug, capsys):
    call_command("pacing", slug, "--json")
    return json.loads(capsys.readouterr().out)


def test_pacing_prints_the_clock_the_ledger_and_the_verdict(dry, capsys):
    told = pacing("light", capsys)
    assert told["limit"] == 900
    assert told["seconds"] == max(told["formats"].values())
    assert sum(told["by_purpose"].values()) == pytest.approx(told["seconds"], abs=0.2)
    assert told["entertainment_share"] == 0
    assert told["verdict"] == "needs_waiver"
    assert [problem["code"] for problem in told["problems"]] == ["share"]
    asked = next(one for one in told["blocks"] if one["type"] == "single_choice")
    assert (asked["id"], asked["purpose"]) == (single()["id"], "practise")


def test_pacing_points_to_the_block_in_the_way(db, capsys):
    raw = single()
    raw["value"]["choices"][0]["value"]["feedback"] = ""
    draft(teach(), raw)
    told = pacing("light", capsys)
    assert told["verdict"] == "blocked"
    incomplete = next(problem for problem in told["problems"] if problem["code"] == "incomplete")
    assert incomplete["block"] == raw["id"]
    assert "Feedback" in incomplete["message"]


def test_pacing_in_words(dry, capsys):
    call_command("pacing", "light")
    told = capsys.readouterr().out
    assert "of 15:00, 0% story" in told
    assert "needs_waiver" in told


def test_pacing_of_no_module_says_so(db):
    with pytest.raises(CommandError, match="no module “nowhere”"):
        call_command("pacing", "nowhere")
