"""A revision as the stages read it."""

from courses.models import Term
from generation.source import read_source
from tests import activities, factories, lesson


def test_terms_of_the_text_join_the_modules_own_once(course, tmp_path):
    body = [
        activities.term(),
        activities.term("FALLOFF ", "Said again."),
        activities.term("Practical", "A lamp that is seen."),
        lesson.single(),
    ]
    body = [one | {"id": f"block-{number}"} for number, one in enumerate(body)]
    page = factories.module(course, body=body, terms=[Term(term="Practical", definition="The module's own.")])
    told = read_source(page.live_revision, tmp_path).terms
    assert [(one["term"], one["definition"]) for one in told] == [
        ("Practical", "The module's own."),
        ("Falloff", "How quickly light fades with distance."),
    ]
