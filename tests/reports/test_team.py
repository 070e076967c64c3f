import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from tests.factories import person
from tests.factories import team as make_team
from tests.played import play, questions, see_all

NOW = timezone.now()


def ago(days: float) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def url(team, name="people", **kwargs):
    return reverse(f"reports:{name}", kwargs={"team_id": team.pk, **kwargs})


@pytest.fixture
def five(course):
    return questions(5, parent=course)


@pytest.fixture
def crew(team, five):
    """Four people: done, stopped, quiet, not started."""
    done, stopped, quiet = (person(name, "Bell", team=team) for name in ("Dana", "Sami", "Quinn"))
    see_all(play(done, five, True, True, True, True, True, at=ago(20)), five, at=ago(20))
    play(stopped, five, True, False, at=ago(3))
    play(quiet, five, True, at=ago(15))
    return done, stopped, quiet, person("Nell", "Bell", team=team)


def test_the_page_says_who_could_use_help_and_why(signed_in, manager, crew, team):
    said = signed_in(manager).get(url(team)).content.decode()
    assert "Three people could use your help" in said
    for why in ("Stopped after a wrong answer", "Not seen for two weeks", "Not started yet"):
        assert why in said
    assert "Nobody is ranked here" in said


def test_every_row_counts_modules_and_reads_mastery(signed_in, manager, crew, team, five):
    overview = signed_in(manager).get(url(team)).context["overview"]
    figures = {
        row.person.first_name: (row.not_started, row.in_progress, row.done, row.cells[0].reading.words)
        for row in overview.rows
    }
    assert figures == {
        "Dana": (0, 0, 1, "Apprentice"),
        "Sami": (0, 1, 0, "Not enough evidence yet"),
        "Quinn": (0, 1, 0, "Not enough evidence yet"),
        "Nell": (1, 0, 0, "Not enough evidence yet"),
    }


def test_people_stand_by_name_and_not_by_figure(signed_in, manager, crew, team):
    rows = signed_in(manager).get(url(team)).context["overview"].rows
    assert [row.person.first_name for row in rows] == ["Dana", "Nell", "Quinn", "Sami"]


def test_a_module_says_who_has_taken_it(signed_in, manager, crew, team):
    line = signed_in(manager).get(url(team)).context["overview"].by_module[0]
    assert [one.first_name for one in line.done] == ["Dana"]
    assert [one.first_name for one in line.in_progress] == ["Quinn", "Sami"]
    assert [one.first_name for one in line.not_started] == ["Nell"]


def test_an_answer_changes_the_page(signed_in, manager, learner, team, five):
    browser = signed_in(manager)
    assert browser.get(url(team)).context["overview"].rows[0].not_started == 1
    play(learner, five, True, True, True, True, True)
    row = browser.get(url(team)).context["overview"].rows[0]
    assert (row.in_progress, row.cells[0].reading.words) == (1, "Apprentice")


def test_only_todays_members_are_shown(signed_in, manager, learner, team):
    today = timezone.localdate()
    left, comes = person("Left", "Last week", team=team), person("Comes", "Tomorrow", team=team)
    Membership.objects.filter(user=left).update(ends_on=today - datetime.timedelta(days=7))
    Membership.objects.filter(user=comes).update(starts_on=today + datetime.timedelta(days=1))
    person("Away", "For good", team=team, is_active=False)
    browser = signed_in(manager)
    assert [row.person for row in browser.get(url(team)).context["overview"].rows] == [learner]
    for gone in (left, comes):
        assert browser.get(url(team, "person", user_id=gone.pk)).status_code == 404


def test_who_was_active_in_a_module_since_taken_down_has_begun(signed_in, manager, learner, team, five):
    play(learner, five, True, at=ago(3))
    five.unpublish()
    (row,) = signed_in(manager).get(url(team)).context["overview"].rows
    assert (row.last_active_words, row.need, row.states) == ("3 days ago", None, {})


def test_an_empty_team_says_how_to_fill_it(signed_in, manager, team):
    assert "Ask an L&amp;D admin to add people" in signed_in(manager).get(url(team)).content.decode()


def test_a_studio_without_modules_says_so(signed_in, manager, learner, team):
    assert "No module is published yet" in signed_in(manager).get(url(team)).content.decode()


@pytest.mark.parametrize("name", ["people", "people_csv", "person"])
@pytest.mark.parametrize("who", ["foreign_manager", "learner", "outsider", "author", "reviewer"])
def test_nobody_else_sees_the_team(request, signed_in, team, learner, who, name):
    kwargs = {"user_id": learner.pk} if name == "person" else {}
    assert signed_in(request.getfixturevalue(who)).get(url(team, name, **kwargs)).status_code == 404


@pytest.mark.parametrize("name", ["people", "people_csv", "person"])
def test_a_signed_out_person_is_sent_to_sign_in(client, team, learner, name):
    kwargs = {"user_id": learner.pk} if name == "person" else {}
    answer = client.get(url(team, name, **kwargs))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_a_manager_of_yesterday_gets_404(signed_in, manager, team):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=manager).update(ends_on=yesterday)
    assert signed_in(manager).get(url(team)).status_code == 404
    assert signed_in(manager).get(reverse("reports:team")).status_code == 404


def test_a_person_of_another_team_is_404_under_ones_own(signed_in, manager, team, outsider):
    assert signed_in(manager).get(url(team, "person", user_id=outsider.pk)).status_code == 404


def test_an_ld_admin_sees_every_team(signed_in, ld_admin, learner, team, other_team):
    browser = signed_in(ld_admin)
    said = browser.get(reverse("reports:team")).content.decode()
    assert "Night Ferry" in said
    assert "Second unit" in said
    assert browser.get(url(team)).status_code == 200


def test_a_manager_of_one_team_goes_straight_to_it(signed_in, manager, team):
    answer = signed_in(manager).get(reverse("reports:team"))
    assert (answer.status_code, answer["Location"]) == (302, url(team))


def test_an_ld_admin_of_an_empty_studio_is_told_what_to_do(signed_in, ld_admin):
    assert "There are no teams yet" in signed_in(ld_admin).get(reverse("reports:team")).content.decode()


def test_a_number_no_team_can_have_is_404(signed_in, manager):
    assert signed_in(manager).get(f"/team/{10**30}/").status_code == 404


def test_the_csv_has_the_figures_of_the_page(signed_in, manager, crew, team):
    browser = signed_in(manager)
    answer = browser.get(url(team, "people_csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="night-ferry.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == [
        "Name",
        "Craft",
        "Not started",
        "In progress",
        "Done",
        "Due again",
        "Last active",
        "Prompt craft",
    ]
    rows = browser.get(url(team)).context["overview"].rows
    assert lines == [
        [
            str(row.person),
            row.person.get_craft_display(),
            str(row.not_started),
            str(row.in_progress),
            str(row.done),
            str(row.due),
            row.last_active.date().isoformat() if row.last_active else "",
            row.cells[0].words,
        ]
        for row in rows
    ]


def test_a_name_cannot_be_a_formula_in_the_csv(signed_in, manager, team):
    person("=HYPERLINK(1)", "Cmd", team=team)
    assert "\n'=HYPERLINK(1) Cmd," in signed_in(manager).get(url(team, "people_csv")).content.decode()


def test_a_team_named_in_another_script_still_has_a_file_name(signed_in, ld_admin):
    team = make_team("夜の渡し")
    answer = signed_in(ld_admin).get(url(team, "people_csv"))
    assert answer["Content-Disposition"] == f'attachment; filename="team-{team.pk}.csv"'


def test_the_person_page_keeps_completion_and_mastery_apart_and_leads_to_the_evidence(
    signed_in, manager, learner, team, five
):
    play(learner, five, True, False)
    said = signed_in(manager).get(url(team, "person", user_id=learner.pk)).content.decode()
    assert "1 of 2 right at the first try" in said
    assert "Finished is not mastered" in said
    assert url(team, "person_why", user_id=learner.pk, competency_slug="prompt-craft") in said
    assert "Moody lighting" not in said


def queries_of(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_thirty_people_cost_as_many_queries_as_five(signed_in, manager, team, five):
    def fill(number: int) -> None:
        for index in range(number):
            play(person(f"Number {index}", f"Of {number}", team=team), five, True, False)

    browser = signed_in(manager)
    fill(5)
    few = queries_of(browser, url(team)), queries_of(browser, url(team, "people_csv"))
    fill(25)
    many = queries_of(browser, url(team)), queries_of(browser, url(team, "people_csv"))
    assert few == many
    assert max(many) <= 15


def test_the_person_page_costs_the_same_for_few_and_many_answers(signed_in, manager, learner, team, course):
    browser = signed_in(manager)
    address = url(team, "person", user_id=learner.pk)
    play(learner, questions(2, parent=course), True, True)
    few = queries_of(browser, address)
    for number in range(3):
        play(learner, questions(4, parent=course, slug=f"more-{number}"), True, False, True, False)
    assert queries_of(browser, address) == few <= 15
