"""A manager looks at their team, opens a person, takes the figures away, and meets nobody of another team."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import sign_in
from tests.played import play, questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def crew(team, learner, outsider, course):
    """The learner has answered, a colleague has not begun, and another team has worked as well."""
    module = questions(4, parent=course)
    play(learner, module, True, True, False, True)
    play(outsider, module, True, True, True, True)
    return [learner, factories.person("Nadia", "Ferreira", team=team)]


def test_a_manager_looks_opens_a_person_and_exports(open_browser, manager, crew, outsider, team):
    page = open_browser()
    sign_in(page, manager)
    page.get_by_role("link", name="Team").click()
    table = page.get_by_role("table")
    for person in crew:
        expect(table.get_by_role("row", name=str(person))).to_be_visible()
    expect(table.get_by_role("row", name="Lena Brandt")).to_contain_text("Prompt craft")
    expect(page.get_by_text("Otis")).to_have_count(0)
    expect(page.get_by_text("Second unit")).to_have_count(0)

    page.get_by_text("Light that can be checked").last.click()
    expect(page.locator("details[open] dd").filter(has_text="Nadia Ferreira")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "night-ferry.csv"
    rows = read(Path(download.value.path()))
    assert [row["Name"] for row in rows] == sorted([str(person) for person in crew], key=str.casefold)
    assert {row["Name"]: (row["Not started"], row["In progress"]) for row in rows} == {
        "Lena Brandt": ("0", "1"),
        "Nadia Ferreira": ("1", "0"),
    }

    table.get_by_role("link", name="Lena Brandt").first.click()
    expect(page.get_by_role("heading", name="What Lena Brandt has shown")).to_be_visible()
    page.get_by_text("Why Prompt craft stands there").click()
    page.get_by_role("link", name="Every piece of evidence").click()
    expect(page.get_by_role("heading", name="Prompt craft: what Lena Brandt has shown")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Which line can a gaffer check?")).to_have_count(4)
    expect(page.get_by_text("Moody lighting")).to_have_count(0)  # what was chosen stays the learner's own


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_another_teams_manager_finds_nothing_here(open_browser, foreign_manager, crew, team, learner):
    open_browser.complaints.expect("404 GET .*/team/")
    page = open_browser(foreign_manager)
    page.goto("/team/")
    expect(page.get_by_text("Otis").first).to_be_visible()
    expect(page.get_by_text("Lena")).to_have_count(0)
    for address in (f"/team/{team.pk}/", f"/team/{team.pk}/person/{learner.pk}/"):
        page.goto(address)
        expect(page.get_by_text("Lena")).to_have_count(0)
    refused = page.request.get(f"/team/{team.pk}/people.csv")
    assert refused.status == 404 and "Lena" not in refused.text()
