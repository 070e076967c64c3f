"""A short answer in the learner's own words, held against the forms that its author accepts."""

from wagtail import blocks

from courses.blocks.asking import WHOLE, Asking
from courses.blocks.contract import QUESTION_PAUSE, InvalidResponse, spoken
from courses.blocks.patterns import LONGEST_TEXT, BadPattern, compiled
from courses.blocks.spelling import folded, normal, seen, straight, unaccented
from courses.phrasebook import phrase

MOST_LINES = 20
"""Accepted answers, and patterns, of one question."""


class NearMissBlock(blocks.StructBlock):
    answer = blocks.CharBlock(max_length=LONGEST_TEXT)
    feedback = blocks.TextBlock(rows=2, help_text="What someone who wrote this should hear.")

    class Meta:
        icon = "edit"
        label = "Near miss"


class ShortAnswerBlock(Asking):
    """Judged by forms and patterns, and the page says so. Spelling counts only where the author says so."""

    rule = "short-answer/1"
    form = "text"
    field = "text"
    invitation = "Graded by matching accepted answers."
    spoken_invitation = "Say it in a few words of your own."
    unanswered = "Write an answer first."
    beside = Asking.beside | {"why", "hint", "near_misses"}

    accepted = blocks.TextBlock(rows=3, label="Accepted answers", help_text="One a line.")
    patterns = blocks.TextBlock(
        rows=2,
        required=False,
        label="Accepted patterns",
        help_text="Regular expressions for the whole answer, one a line: fall[- ]?off",
    )
    why = blocks.TextBlock(
        rows=2, label="Why it is right", help_text="Told with a right answer, or when it is shown."
    )
    near_misses = blocks.ListBlock(
        NearMissBlock(),
        required=False,
        max_num=MOST_LINES,
        default=[],
        help_text="Wrong, and worth a word of their own.",
    )
    hint = blocks.TextBlock(
        rows=2, label="Feedback for anything else", help_text="What helps without giving the answer away."
    )
    case_counts = blocks.BooleanBlock(required=False, default=False, label="Capitals count")
    accents_count = blocks.BooleanBlock(required=False, default=False, label="Accents count")
    spaces_count = blocks.BooleanBlock(required=False, default=False, label="Every space counts")

    class Meta:
        icon = "edit"
        label = "Short answer"
        template = "blocks/short_answer_block.html"
        description = "A few words to write, matched with the answers you accept"
        form_layout = blocks.BlockGroup(
            children=["question", "accepted", "patterns", "why", "near_misses", "hint"],
            settings=["case_counts", "accents_count", "spaces_count", "ask_confidence", "feeds"],
        )
        preview_value = {"question": "What is it called when light fades with distance?"}

    def text_to_read(self, value):
        return value["question"] or ""

    def thinking_seconds(self, value):
        return 20.0

    def options(self, value):
        return []

    def key(self, value):
        return lines(value["accepted"])

    def in_words(self, value, given):
        return list(given)

    def taken(self, posted):
        return {"text": seen(posted.get(self.field, ""))}

    def given(self, value, response):
        text = response.get("text") if isinstance(response, dict) else None
        if not isinstance(text, str) or not text.strip():
            raise InvalidResponse(self.unanswered)
        if len(text) > LONGEST_TEXT or len(normal(text)) > LONGEST_TEXT:
            raise InvalidResponse(f"Shorten your answer to {LONGEST_TEXT} characters.")
        return [text]

    def score(self, value, given):
        return float(any(self.accepts(value, text) for text in given))

    def feedback(self, value, given, *, closed):
        near = [self._near(value, text) for text in given if not self.accepts(value, text)]
        if closed:
            return {WHOLE: " ".join([*filter(None, near), value["why"]])}
        return {WHOLE: near[0] or value["hint"]} if near else {}

    def _near(self, value, text: str) -> str:
        """What the author has to say to just this wrong answer."""
        same = _folded(value, text)
        near = (miss for miss in value["near_misses"] if _folded(value, miss["answer"]) == same)
        return next((miss["feedback"] for miss in near), "")

    def accepts(self, value, text: str) -> bool:
        same = _folded(value, text)
        if same in {_folded(value, form) for form in lines(value["accepted"])}:
            return True
        # A pattern is not folded, so neither are the letters it is held against: “ß” stays one letter.
        shape = _folded(value, text, case=True)
        return any(_matches(value, one, shape) for one in lines(value["patterns"])[:MOST_LINES])

    def faults(self, value):
        patterns = lines(value["patterns"])
        said = (pattern_problem(value, one) for one in patterns)
        accepted = [miss["answer"] for miss in value["near_misses"] if self.accepts(value, miss["answer"])]
        return {
            "accepted": _lines_problem(lines(value["accepted"])),
            "patterns": _lines_problem(patterns) or next(filter(None, said), ""),
            "near_misses": f"“{accepted[0]}” is an accepted answer: take it out here." if accepted else "",
        }

    def passages(self, value):
        invitation = phrase(self.spoken_invitation)
        slide = {
            "kind": "question",
            "form": "written",
            "title": value["question"],
            "hint": invitation,
            "options": [],
        }
        return spoken([value["question"] or "", invitation], slide, pause=QUESTION_PAUSE)


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _lines_problem(found: list[str]) -> str:
    if len(found) > MOST_LINES:
        return f"Keep to {MOST_LINES} lines; there are {len(found)}."
    long = next((line for line in found if len(normal(line)) > LONGEST_TEXT), "")
    return f"Shorten “{long[:30]}…” to {LONGEST_TEXT} characters." if long else ""


def _folded(value, text: str, *, case: bool = False) -> str:
    """case: keep capitals, whether they count or not."""
    return folded(
        text, case=case or value["case_counts"], accents=value["accents_count"], spaces=value["spaces_count"]
    )


def _pattern(value, pattern: str):
    plain = straight(seen(pattern))
    return compiled(
        plain if value["accents_count"] else unaccented(plain), ignore_case=not value["case_counts"]
    )


def _matches(value, pattern: str, text: str) -> bool:
    try:
        return _pattern(value, pattern).fullmatch(text) is not None
    except BadPattern:
        return False  # a draft may hold one: its author is told, and it is never run


def pattern_problem(value, pattern: str) -> str:
    try:
        _pattern(value, pattern)
    except BadPattern as error:
        return f"“{pattern}”: {error}"
    return ""
