"""A learner decides what of a badge others see; everybody else sees that and no more."""

import datetime
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import Attempt, ModulePage
from courses.services import retake
from gamification import keys
from gamification.engines.openbadges import Picture, png
from gamification.models import BadgeAward, Credential
from gamification.rules.emblems import DRAWINGS
from gamification.services import keep_badge
from gamification.services.sharing import share_badge
from gamification.services.signing import revoke_key
from tests.gamification.badges.making import badge, module
from tests.played import play, questions, see_all

DAY = datetime.timedelta(days=1)


@pytest.fixture
def award(learner, course):
    page = questions(2, parent=course)
    badge(module(page), valid_months=12)
    now = timezone.now()
    attempt = play(learner, page, True, False, at=now)
    see_all(attempt, page, now)
    return BadgeAward.objects.get()


@pytest.fixture
def own(signed_in, learner):
    return signed_in(learner)


def at(name, award):
    return reverse(f"gamification:{name}", args=[award.uuid])


def looked_up(credential):
    return Client().get(reverse("gamification:verified", args=[credential.pk]))


def share(own, award, *evidence, **said):
    own.post(at("badge_share", award), {"evidence": evidence, **said})
    return Credential.objects.get(award=award, replaced_by=None, status__revoked_at=None)


def test_nobody_sees_a_badge_before_its_learner_says_so(own, award):
    page = own.get(at("badge", award)).content.decode()
    assert "Nobody else sees it unless you say so" in page and "2 pieces of graded work" in page
    credential = share(own, award)
    assert looked_up(credential).status_code == 404
    assert own.get(at("badge_json", award)).status_code == 200


def test_the_page_shows_what_was_chosen_and_no_more(own, award, learner):
    credential = share(own, award, public="on")
    answer = looked_up(credential)
    page = answer.content.decode()
    assert ">Valid<" in page and "Finish “Light that can be checked”." in page
    assert str(learner) not in page and learner.email not in page and "graded work on" not in page
    assert "noindex" in answer.headers["X-Robots-Tag"] and "noindex" in page
    fuller = share(own, award, _key(own, award), public="on", name="on")
    page = looked_up(fuller).content.decode()
    assert str(learner) in page and "2 pieces of graded work" in page
    assert str(learner) in json.dumps(json.loads(fuller.document), ensure_ascii=False)


def _key(own, award):
    return own.get(at("badge", award)).context["grounds"][0][0].key


def test_a_copy_that_was_replaced_says_so_and_nothing_of_what_it_said(own, award, learner):
    before = share(own, award, public="on", name="on")
    after = share(own, award, public="on")
    answer = looked_up(before)
    page = answer.content.decode()
    assert "Replaced" in page and str(learner) not in page
    assert reverse("gamification:verified", args=[after.pk]) in page
    assert Client().get(reverse("gamification:credential_json", args=[before.pk])).status_code == 404


def test_what_is_shared_no_more_is_not_there(own, award):
    before, after = share(own, award, public="on", name="on"), share(own, award, public="on")
    own.post(at("badge_hide", award))
    assert [looked_up(one).status_code for one in (before, after)] == [404, 404]
    assert own.get(at("badge_json", award)).status_code == 200


def test_a_withdrawn_badge_is_said_to_be_and_can_be_signed_anew(own, award, learner):
    credential = share(own, award, public="on", name="on")
    own.post(at("badge_withdraw", award))
    page = looked_up(credential).content.decode()
    assert "Withdrawn" in page and str(learner) not in page
    assert own.get(at("badge_json", award)).status_code == 404
    assert share(own, award, public="on").pk != credential.pk


def test_a_badge_whose_time_is_over_says_so_and_may_be_renewed(own, award):
    award.valid_until = timezone.now() - DAY
    award.save()
    credential = share(own, award, public="on")
    assert "It held until" in looked_up(credential).content.decode()
    assert "Renewing it" in own.get(at("badge", award)).content.decode()
    answer = own.post(at("badge_renew", award))
    assert answer.status_code == 409 and "do this again" in answer.content.decode()


def test_a_badge_renewed_by_new_work_leads_to_what_is_shown_of_the_one_before(own, award, learner):
    award.valid_until = timezone.now() + DAY
    award.save()
    credential = share(own, award, public="on", name="on")
    now, page = timezone.now(), ModulePage.objects.get()
    retake(user=learner, module=page, at=now)
    see_all(play(learner, page, True, True, at=now), page, now)
    newer = BadgeAward.objects.get(number=2)
    page = own.get(at("badge", newer)).content.decode()
    assert at("badge", award) in page and "Whoever has its address can see it." in page
    page = own.get(at("badge", award)).content.decode()
    assert at("badge", newer) in page and "Renewing it" not in page
    own.post(at("badge_hide", award))
    assert looked_up(credential).status_code == 404


def test_without_its_key_a_badge_is_renewed_all_the_same_and_no_learner_reads_where_keys_lie(
    own, award, learner, caplog
):
    award.valid_until = timezone.now() - DAY
    award.save()
    share(own, award, public="on")
    keys.folder().joinpath("key-1.pem").unlink()
    refused = own.post(at("badge_share", award), {"name": "on"})
    assert refused.status_code == 409 and str(keys.folder()) not in refused.content.decode()
    assert "key-1.pem is not there" in caplog.text
    BadgeAward.objects.filter(pk=award.pk).update(awarded_at=award.awarded_at - DAY)
    Attempt.objects.update(started_at=award.awarded_at - DAY / 2)
    page = own.post(at("badge_renew", award), follow=True).content.decode()
    assert "Renewed." in page and "It is not signed yet." in page
    assert BadgeAward.objects.filter(number=2).exists()


def test_a_page_signed_with_a_key_given_up_is_told_of_and_can_be_hidden(own, award):
    credential = share(own, award, public="on")
    revoke_key(name="key-1", reason="A laptop was stolen.")
    page = own.get(at("badge", award)).content.decode()
    assert "gave up the key" in page and at("badge_hide", award) in page
    assert "Nobody else sees it unless you say so" not in page
    assert "A laptop was stolen." in looked_up(credential).content.decode()


def test_the_module_of_a_badge_for_any_module_is_shown_where_it_was_chosen(own, award):
    award.module = ModulePage.objects.get()
    award.subject = f"module:{award.module_id}"
    award.criteria["words"] = "Answer every question of a module right at the first try."
    award.save()
    title = award.module.title
    assert title not in looked_up(share(own, award, public="on")).content.decode()
    assert title in looked_up(share(own, award, _key(own, award), public="on")).content.decode()


def test_evidence_that_is_not_behind_it_is_refused_and_changes_nothing(own, award):
    answer = own.post(at("badge_share", award), {"evidence": ["9-20260101"], "public": "on"})
    assert answer.status_code == 409 and "Reload the page" in answer.content.decode()
    assert not Credential.objects.exists()


def test_every_emblem_can_be_drawn():
    for path in DRAWINGS.values():
        assert png(Picture("Brief writer", "A studio", emblem=path))


def test_somebody_elses_badge_is_not_there(award, outsider, manager, signed_in):
    share_badge(award=award, public=True, name=False, level=True)
    for person in (outsider, manager):
        browser = signed_in(person)
        for name in ("badge", "badge_picture", "badge_json"):
            assert browser.get(at(name, award)).status_code == 404
        for name in ("badge_share", "badge_hide", "badge_withdraw", "badge_renew"):
            assert browser.post(at(name, award)).status_code == 404
    assert looked_up(Credential(pk=uuid.uuid4())).status_code == 404


def test_linkedin_is_offered_the_dates_and_the_address_once_there_is_one(own, award):
    assert "linkedin" not in own.get(at("badge", award)).content.decode()
    credential = share(own, award, public="on")
    page = own.get(at("badge", award)).content.decode()
    assert "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME" in page
    assert f"badges%2F{credential.pk}" in page and f"issueYear={award.awarded_at.year}" in page


def test_a_badge_withdrawn_by_its_author_stays_good_for_who_has_it(own, award):
    credential = share(own, award, public="on")
    award.badge.active = False
    keep_badge(badge=award.badge)
    assert ">Valid<" in looked_up(credential).content.decode()
