"""What reaches an author: nothing that its sentence does not say, whoever wrote it."""

import pytest

from generation.honesty import fault, sift
from generation.ports import Kind, Suggestion
from generation.words import words
from tests.generation.proposals.writers import BRIEF, check, line, question, reading, term

LESSON = reading(
    BRIEF,
    "Ruth waits 12 minutes under one lamp, frame left.",
    "Falloff means how quickly light fades with distance.",
    "A wish is a line that nobody can check.",
    "Never point a lamp at the lens, not even for a second.",
)


@pytest.mark.parametrize(
    "honest",
    [
        line(Kind.KEY_POINT, 0, BRIEF),
        line(Kind.KEY_POINT, 0, "A brief lists things someone can check."),
        line(Kind.SUMMARY, 1, "Ruth waits under one lamp."),
        line(Kind.OBJECTIVE, 0, "Explain what a brief is."),
        term(2, "falloff", "How quickly light fades with distance."),
        question(0, "What is a brief?", "a list of things someone can check", "a mood board", "a wish"),
        question(1, "How long does Ruth wait?", "12 minutes", "20 minutes", "3 hours"),
        check(0, "A brief is a list of things someone can check.", True),
        check(1, "Ruth waits 24 minutes under one lamp, frame left.", False, wrong="24", right="12"),
        line(Kind.KEY_POINT, 4, "Never point a lamp at the lens."),
        check(4, "Never point a lamp at the lens.", True),
        check(4, "Never point a lamp at the wall.", False, wrong="wall", right="lens"),
    ],
)
def test_what_its_sentence_says_may_be_shown(honest):
    assert fault(honest, LESSON) == ""


@pytest.mark.parametrize(
    ("dishonest", "code"),
    [
        (line(Kind.KEY_POINT, 9, BRIEF), "sentence"),
        (line(Kind.KEY_POINT, -1, BRIEF), "sentence"),
        (line(Kind.KEY_POINT, 0, "A brief is a list of 9 things someone can check."), "facts"),
        (line(Kind.KEY_POINT, 0, "A brief is a list of nine things someone can check."), "facts"),
        (line(Kind.KEY_POINT, 0, "A brief is a list of things Kubrick can check."), "facts"),
        (line(Kind.KEY_POINT, 0, "Kubrick: a brief is a list of things someone can check."), "facts"),
        (line(Kind.KEY_POINT, 0, "A good mood makes good pictures in the end."), "meaning"),
        (line(Kind.KEY_POINT, 3, "A wish is a line that somebody can check."), "meaning"),
        (line(Kind.KEY_POINT, 4, "Point a lamp at the lens."), "meaning"),
        (check(4, "Point a lamp at the lens.", True), "meaning"),
        (check(4, "Point a lamp at the wall.", False, wrong="wall", right="lens"), "meaning"),
        (line(Kind.KEY_POINT, 0, " "), "form"),
        (line(Kind.SUMMARY, 0, " ".join(["check"] * 13)), "form"),
        (term(2, "Inverse square law", "How quickly light fades with distance."), "answer"),
        (term(2, "Falloff", "Four stops a metre, in every studio there is."), "facts"),
        (question(0, "What is a brief?", "a list of wishes", "a mood board", "a wish"), "answer"),
        (question(0, "What is a brief?", "things someone can check", "a list of things", "no"), "answer"),
        (question(0, "Who wrote 7 briefs?", "someone", "Ruth", "a lamp"), "facts"),
        (question(0, "Can someone check it?", "someone", "nobody at all", "a lamp"), "given"),
        (question(0, "What is it?", "a list", "a wish", feedback="It is a list."), "given"),
        (question(0, "What is it?", "a list of things"), "form"),
        (question(0, "What is it?", "a list", "a wish", feedback="Deakins says so."), "facts"),
        (question(0, "What is it?", "a list", "a wish", feedback=""), "form"),
        (check(0, "A brief is a mood.", True), "answer"),
        (check(0, "A brief is a wish of things someone can check.", False), "answer"),
        (check(0, BRIEF, False, wrong="a list", right="a list"), "answer"),
        (check(0, "A brief is a mood.", False, wrong="mood", right="wish"), "answer"),
        (Suggestion(Kind.CHECK, 0, {}), "form"),
        (Suggestion(Kind.QUESTION, 0, {"question": "Why?", "options": [{}, {}]}), "form"),
    ],
)
def test_what_it_does_not_say_is_kept_back(dishonest, code):
    assert fault(dishonest, LESSON) == code


def test_quotes_case_and_apostrophes_make_no_difference():
    assert words("“Don’t” CAN'T, 1,000 x") == ["don't", "can't", "1,000", "x"]


def test_what_is_kept_back_is_counted_by_why():
    told = [
        line(Kind.KEY_POINT, 0, BRIEF),
        line(Kind.KEY_POINT, 0, BRIEF),
        term(2, "Falloff", "How quickly light fades with distance."),
        question(0, "What is a brief?", "a mood", "a wish", "a lamp"),
    ]
    known = reading(*(one.text for one in LESSON.sentences), known=("falloff",))
    kept, left = sift(told, known)
    assert kept == told[:1]
    assert left == {"again": 2, "answer": 1}
