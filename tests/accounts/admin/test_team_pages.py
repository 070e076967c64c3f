from django.urls import reverse

from accounts.models import Membership, Team


def inline(*rows, kept=0):
    form = {
        "memberships-TOTAL_FORMS": str(len(rows)),
        "memberships-INITIAL_FORMS": str(kept),
        "memberships-MIN_NUM_FORMS": "0",
        "memberships-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        form |= {
            f"memberships-{number}-{name}": value for name, value in {"id": "", "ends_on": "", **row}.items()
        }
    return form


def test_a_team_is_made_with_its_people_and_their_days(signed_in, ld_admin, learner, manager):
    rows = inline(
        {"user": learner.pk, "starts_on": "2026-01-05", "ends_on": "2026-03-31"},
        {"user": manager.pk, "manages": "on", "starts_on": "2026-01-05"},
    )
    response = signed_in(ld_admin).post(reverse("teams:add"), {"name": "Pick-ups", **rows})
    assert response.status_code == 302
    memberships = Membership.objects.filter(team__name="Pick-ups")
    assert {(one.user, one.manages, one.ends_on is None) for one in memberships} == {
        (learner, False, False),
        (manager, True, True),
    }


def test_nobody_is_in_a_team_twice_at_once(signed_in, ld_admin, learner):
    rows = inline(*({"user": learner.pk, "starts_on": day} for day in ("2026-01-05", "2026-02-05")))
    page = signed_in(ld_admin).post(reverse("teams:add"), {"name": "Pick-ups", **rows})
    assert "here twice" in page.content.decode() and not Team.objects.filter(name="Pick-ups").exists()


def test_a_last_day_before_the_first_is_refused(signed_in, ld_admin, learner):
    rows = inline({"user": learner.pk, "starts_on": "2026-02-05", "ends_on": "2026-01-05"})
    page = signed_in(ld_admin).post(reverse("teams:add"), {"name": "Pick-ups", **rows})
    assert page.status_code == 200 and not Team.objects.filter(name="Pick-ups").exists()


def test_the_list_counts_people_and_managers_of_today(signed_in, ld_admin, learner, manager, team):
    Membership.objects.create(team=team, user=ld_admin, starts_on="2020-01-01", ends_on="2020-02-01")
    (row,) = signed_in(ld_admin).get(reverse("teams:index")).context["object_list"]
    assert (row.name, row.people, row.managers) == ("Night Ferry", 1, 1)
