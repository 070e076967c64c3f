"""A scene that waits for a decision, and what becomes of each."""

import string

from wagtail import blocks

from courses.blocks.contract import QUESTION_PAUSE, InvalidResponse, LessonBlock, Passage, Purpose, spoken
from courses.blocks.question import OptionsBlock
from courses.blocks.story import StoryLineBlock, scene_set, told, words_of
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase

ASKED = "What do you do?"


class BranchBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        max_length=200, label="Choice", help_text="What one does: Ask the gaffer for ten minutes"
    )
    lines = blocks.ListBlock(StoryLineBlock(), min_num=1, label="What follows")
    cost = blocks.CharBlock(
        max_length=160,
        required=False,
        label="What it cost",
        help_text="Ten minutes, a take, somebody's trust.",
    )

    class Meta:
        icon = "arrow-right"
        label = "Choice"


class ScenarioBlock(LessonBlock, blocks.StructBlock):
    """Nothing in it is right or wrong, and nothing is graded."""

    own_step = True
    keeps_note = True
    asked = ASKED

    setting = blocks.CharBlock(max_length=160, help_text="Where and when: Stage 4, 7.10 in the morning")
    situation = blocks.ListBlock(StoryLineBlock(), min_num=1)
    branches = OptionsBlock(BranchBlock(), min_num=2, max_num=4, label="Choices")
    purpose = purpose_choice(Purpose.STORY)

    class Meta:
        icon = "redirect"
        label = "Scenario"
        template = "blocks/scenario_block.html"
        description = "A story choice whose consequences differ; never graded"
        preview_value = {
            "setting": "Stage 4, 7.10 in the morning",
            "situation": [{"text": "The lamp by the door is out. The crew waits."}],
            "branches": [
                {"text": "Ask for ten minutes", "lines": [{"text": "Ten minutes go. The lamp is back."}]},
                {
                    "text": "Shoot without it",
                    "lines": [{"text": "In the edit nobody knows where the door is."}],
                },
            ],
        }

    def called(self, value):
        return value["setting"] or ""

    def text_to_read(self, value):
        """The situation, the choices, and the longest of what may follow: a reader meets one at a time."""
        opening = [value["setting"] or "", words_of(value["situation"])]
        choices = [branch["text"] or "" for branch in value["branches"]]
        return " ".join(one for one in [*opening, *choices, self._longest(value)] if one)

    @staticmethod
    def _longest(value) -> str:
        ends = [f"{words_of(one['lines'])} {one['cost'] or ''}".strip() for one in value["branches"]]
        return max(ends, key=lambda words: len(words.split()), default="")

    def thinking_seconds(self, value):
        return 8.0 + 2.0 * len(value["branches"])

    def passages(self, value):
        setting, branches, asked = value["setting"] or "", self._lettered(value), phrase(ASKED)
        choices = [branch["text"] for _, branch in branches]
        slide = {"kind": "question", "form": "decide", "title": asked, "hint": "", "options": choices}
        offered = [f"{letter}: {branch['text']}" for letter, branch in branches]
        return [
            *scene_set(setting),
            *told(setting, value["situation"]),
            *(spoken([asked, *offered], slide, pause=QUESTION_PAUSE) if offered else []),
            *(passage for letter, branch in branches for passage in _consequence(setting, letter, branch)),
        ]

    @staticmethod
    def _lettered(value):
        written = [branch for branch in value["branches"] if (branch["text"] or "").strip()]
        return list(zip(string.ascii_uppercase, written, strict=False))

    def note(self, value, fields):
        chosen = "".join(fields.get("branch", ())[:1])
        if chosen and chosen not in {branch.id for branch in value["branches"].bound_blocks}:
            raise InvalidResponse(
                "That choice is not part of this scene any more. Reload the page and choose."
            )
        return {"branch": chosen} if chosen else {}

    def noted(self, value, kept):
        """The branch chosen, as a bound block; None before a choice, and where it is no longer there."""
        chosen = kept.get("branch")
        found = (branch for branch in value["branches"].bound_blocks if branch.id == chosen)
        return {"branch": next(found, None)}


def _consequence(setting: str, letter: str, branch) -> list[Passage]:
    lead, text, cost = phrase("If you choose {letter}", letter=letter), branch["text"], branch["cost"] or ""
    return [
        *spoken([f"{lead}: {text}"], {"kind": "branch", "setting": setting, "lead": lead, "text": text}),
        *told(setting, branch["lines"]),
        *(_cost(setting, cost) if cost.strip() else []),
    ]


def _cost(setting: str, cost: str) -> list[Passage]:
    lead = phrase("What it cost")
    return spoken([f"{lead}: {cost}"], {"kind": "branch", "setting": setting, "lead": lead, "text": cost})
