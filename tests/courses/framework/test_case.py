"""The framework as a CASE package: there and back, and from elsewhere."""

import json
import uuid

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.case import CaseRefused, read_package, written
from courses.models import Competency
from courses.queries import competency_tree
from courses.services import import_framework, plan_framework
from tests.courses.framework import case_schema
from tests.courses.framework.foreign import BASE, DOMAIN, SKILL, read


def package():
    rows = [branch.competency for branch in competency_tree()]
    return written(rows, base=BASE, studio="A studio")


def told():
    fields = ("identifier", "name", "slug", "description", "code", "kind", "sort_order", "parent__identifier")
    return sorted(
        (*row[:-1], row[-1] and row[-1].date())
        for row in Competency.objects.values_list(*fields, "archived_at")
    )


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
ROW = st.fixed_dictionaries(
    {
        "name": NAMES,
        "description": st.just("") | NAMES.map(lambda words: f"Can do: {words}\nand more."),
        "code": st.sampled_from(["", "A.1", "Ä 2"]),
        "kind": st.sampled_from(["", "Domain", "Skill"]),
        "sort_order": st.integers(0, 5),
        "withdrawn": st.booleans(),
        "under": st.none() | st.integers(0, 4),
    }
)


class ThereAndBack(TestCase):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows=st.lists(ROW, max_size=5, unique_by=lambda row: row["name"]), empty=st.booleans())
    def test_what_is_exported_is_valid_and_comes_back_as_it_was(self, rows, empty):
        made = []
        for number, row in enumerate(rows):
            over = row.pop("under")
            row["archived_at"] = timezone.now() if row.pop("withdrawn") else None
            parent = made[over] if over is not None and over < number else None
            made.append(Competency.objects.create(slug=f"slug-{number}", parent=parent, **row))
        before, said = told(), package()
        case_schema.check(json.loads(said))
        assert said == package()
        if not rows:
            with pytest.raises(CaseRefused, match="holds no statements"):
                read_package(said)
            return
        assert not plan_framework(package=read_package(said)).changing
        if empty:
            for one in reversed(made):
                one.delete()
        import_framework(package=read_package(said))
        assert told() == before


def test_a_package_of_others_comes_in_under_readable_slugs(foreign, db, ld_admin):
    plan = import_framework(package=read(foreign), by=ld_admin)
    domain, skill = (Competency.objects.get(identifier=key) for key in (DOMAIN, SKILL))
    assert (domain.slug, domain.kind, domain.description) == ("light", "Domain", "")
    assert (skill.parent, skill.code, skill.sort_order) == (domain, "L.1", 4)
    assert skill.slug.startswith("analyses-how-light-colour")
    assert len(skill.name) <= 120 and skill.name.endswith("…")
    assert skill.description == foreign["CFItems"][1]["fullStatement"]
    assert [line.new for line in plan.lines] == [True, True]
    notes = " ".join(plan.notes)
    for left_out in (
        "educationLevel",
        "language",
        "exactMatchOf",
        "CFRubrics",
        "CFItems[1] stands under two",
    ):
        assert left_out in notes
    assert not import_framework(package=read(foreign)).changing


def test_a_name_or_slug_that_is_taken_is_told_apart(foreign, db):
    ours = Competency.objects.create(slug="light", name="Light")
    foreign["CFItems"][0]["humanCodingScheme"] = "L"
    import_framework(package=read(foreign))
    theirs = Competency.objects.get(identifier=DOMAIN)
    assert (theirs.name, theirs.slug) == ("Light (L)", "light-l")
    ours.refresh_from_db()
    assert (ours.name, ours.slug) == ("Light", "light")


def test_what_is_here_is_brought_up_to_date_and_keeps_its_slug_and_its_place(foreign, db):
    import_framework(package=read(foreign))
    studio = Competency.objects.create(slug="ours", name="What the board asks")
    Competency.objects.filter(identifier=DOMAIN).update(parent=studio, code="ours")
    foreign["CFItems"][0] |= {"abbreviatedStatement": "Lighting", "statusEndDate": "2020-01-31"}
    plan = import_framework(package=read(foreign))
    domain = Competency.objects.get(identifier=DOMAIN)
    assert (domain.name, domain.slug, domain.parent, domain.code) == ("Lighting", "light", studio, "ours")
    assert domain.withdrawn
    assert plan.changing[0].parts == ("Name", "Description", "Withdrawn")
    del foreign["CFItems"][0]["statusEndDate"]
    import_framework(package=read(foreign))
    assert Competency.objects.get(identifier=DOMAIN).withdrawn


def test_two_may_exchange_their_names(db):
    one, other = (Competency.objects.create(slug=name, name=name) for name in ("light", "sound"))
    value = json.loads(package())
    value["CFItems"][0]["abbreviatedStatement"], value["CFItems"][1]["abbreviatedStatement"] = (
        "sound",
        "light",
    )
    import_framework(package=read(value))
    one.refresh_from_db()
    assert one.name == "sound"


def test_a_circle_that_only_this_studio_would_close_is_refused_and_nothing_is_imported(foreign, db):
    """The package has skill under domain; here the domain stands under something under the skill."""
    import_framework(package=read(foreign))
    Competency.objects.filter(identifier=SKILL).update(parent=None)
    between = Competency.objects.create(
        slug="between", name="Between", parent=Competency.objects.get(identifier=SKILL)
    )
    Competency.objects.filter(identifier=DOMAIN).update(parent=between)
    before = told()
    new = {"identifier": str(uuid.UUID(int=4)), "fullStatement": "New"}
    foreign["CFItems"].insert(0, new)
    with pytest.raises(CaseRefused, match=r"would stand under itself"):
        import_framework(package=read(foreign))
    assert told() == before
