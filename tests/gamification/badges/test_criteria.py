"""What badges ask for, as data: words, what may complete them, when they are met. No database."""

from dataclasses import dataclass, field

import pytest

from gamification import criteria
from gamification.criteria.contract import GONE

LIGHT, SOUND, BRIEF = 1, 2, 7
CRAFT, REVIEW = 3, 4


class Names:
    pages = {LIGHT: "Light", SOUND: "Sound", BRIEF: "The brief"}
    competencies = {CRAFT: ("Prompt craft", "prompt-craft"), REVIEW: ("Media judgement", "media-judgement")}

    def path(self, pk):
        return {9: "For writers"}.get(pk, GONE)

    def page(self, pk):
        return self.pages.get(pk, GONE)

    def competency(self, pk):
        return self.competencies.get(pk, (GONE, ""))[0]

    def slug(self, pk):
        return self.competencies.get(pk, (GONE, ""))[1]


@dataclass
class Done:
    """Somebody who did exactly this."""

    names: Names = field(default_factory=Names)
    attempts: dict = field(default_factory=dict)
    clean: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)
    labs: tuple = ()
    paths: dict = field(default_factory=dict)
    days: int = 0

    def finished(self, modules):
        return {one: self.attempts[one] for one in modules if one in self.attempts}

    def modules_of(self, course):
        return {BRIEF: [LIGHT, SOUND]}.get(course, [])

    def clean_take(self, module):
        return self.clean.get(module, ())

    def labs_passed(self, context):
        return [pk for pk, about in self.labs if context in ("", about)]

    def walked(self, path):
        return self.paths.get(path)

    def days_in_a_row(self, number):
        return (1, 2) if self.days >= number else None

    def reached(self):
        return self.levels


def one(kind, **value):
    return [{"type": kind, "value": value}]


FINISH = one("module", how="finished", module=LIGHT)
CLEAN = one("module", how="clean", module=LIGHT)
CLEAN_ANY = one("module", how="clean", module=None)
COURSE = one("course", course=BRIEF)
LEVEL = one("level", level="practitioner", competency=CRAFT, number=1)
LABS = one("lab", number=2, context="lighting")
PATH = one("path", path=9)
DAYS = one("streak", days=5)
LEVELS = one("level", level="apprentice", competency=None, number=2)


@pytest.mark.parametrize(
    ("asked", "words", "waits_for"),
    [
        (FINISH, "Finish “Light”.", {"finished:1"}),
        (
            CLEAN,
            "Answer every question of “Light” right at the first try, the first time you take it.",
            {"answered:1"},
        ),
        (
            CLEAN_ANY,
            "Answer every question of a module right at the first try, the first time you take it.",
            {"answered:*"},
        ),
        (COURSE, "Finish every module of “The brief”.", {"finished-in:7"}),
        (LEVEL, "Reach Practitioner in Prompt craft.", {"reached:prompt-craft"}),
        (PATH, "Finish the path “For writers”.", {"finished:*"}),
        (DAYS, "Answer on 5 working days in a row; days off do not break them.", {"answered:*"}),
        (LABS, "Pass 2 different labs about lighting.", {"lab-passed"}),
        (one("lab", number=1, context=""), "Pass a lab.", {"lab-passed"}),
        (LEVELS, "Reach Apprentice in any 2 competencies.", {"reached:*"}),
        (
            FINISH + LEVEL,
            "Finish “Light”. Reach Practitioner in Prompt craft.",
            {"finished:1", "reached:prompt-craft"},
        ),
        (one("module", how="finished", module=99), f"Finish “{GONE}”.", {"finished:99"}),
    ],
)
def test_conditions_say_what_they_ask_and_what_they_wait_for(asked, words, waits_for):
    assert criteria.words(asked, Names()) == words
    assert criteria.triggers(asked, Names()) == waits_for


@pytest.mark.parametrize(
    ("asked", "enough", "short"),
    [
        (FINISH, {"attempts": {LIGHT: 5}}, {"attempts": {SOUND: 6}}),
        (CLEAN, {"clean": {LIGHT: (8, 9)}}, {"clean": {SOUND: (8, 9)}}),
        (COURSE, {"attempts": {LIGHT: 5, SOUND: 6}}, {"attempts": {LIGHT: 5}}),
        (LEVEL, {"levels": {"prompt-craft": "expert"}}, {"levels": {"prompt-craft": "apprentice"}}),
        (PATH, {"paths": {9: (1,)}}, {"paths": {8: (1,)}}),
        (DAYS, {"days": 5}, {"days": 4}),
        (LABS, {"labs": ((1, "lighting"), (2, "lighting"))}, {"labs": ((1, "lighting"), (2, "sound"))}),
        (
            LEVELS,
            {"levels": {"prompt-craft": "apprentice", "media-judgement": "expert"}},
            {"levels": {"prompt-craft": "expert", "media-judgement": "novice"}},
        ),
        (
            FINISH + LEVEL,
            {"attempts": {LIGHT: 5}, "levels": {"prompt-craft": "practitioner"}},
            {"attempts": {LIGHT: 5}},
        ),
    ],
)
def test_a_condition_is_met_by_enough_and_by_no_less(asked, enough, short):
    assert criteria.met(asked, Done(**enough)) is not None
    assert criteria.met(asked, Done(**short)) is None
    assert criteria.met(asked, Done()) is None


def test_what_is_met_says_why_and_names_what_it_rests_on():
    done = Done(attempts={LIGHT: 5, SOUND: 6}, levels={"prompt-craft": "expert"})
    met = criteria.met(COURSE + LEVEL, done)
    assert met.reason == "Finished all 2 modules of “The brief”. Reached Practitioner in Prompt craft."
    assert (met.attempts, met.competencies, met.level) == ((5, 6), ("prompt-craft",), "practitioner")


def test_a_course_without_modules_is_never_finished():
    assert criteria.met(one("course", course=99), Done(attempts={LIGHT: 5})) is None


def test_a_condition_about_any_module_is_met_in_the_module_in_question():
    done = Done(clean={LIGHT: (8, 9)})
    assert criteria.per_module(CLEAN_ANY) and not criteria.per_module(CLEAN)
    assert criteria.met(CLEAN_ANY, done, LIGHT).evidence == (8, 9)
    assert criteria.met(CLEAN_ANY, done, SOUND) is None
    assert criteria.met(CLEAN_ANY, done) is None
