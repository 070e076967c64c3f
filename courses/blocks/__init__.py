from wagtail.blocks import StreamBlock

from courses.blocks.bank import QuestionBankBlock
from courses.blocks.checklist import ChecklistBlock
from courses.blocks.clip import AudioBlock, VideoBlock
from courses.blocks.lab import LabBlock
from courses.blocks.media import ImageBlock
from courses.blocks.prompt import PromptExampleBlock
from courses.blocks.question import MultipleChoiceBlock, SingleChoiceBlock
from courses.blocks.question_check import QuickCheckBlock
from courses.blocks.question_match import MatchingBlock
from courses.blocks.question_order import OrderingBlock
from courses.blocks.question_text import ShortAnswerBlock
from courses.blocks.reflection import ReflectionBlock
from courses.blocks.scenario import ScenarioBlock
from courses.blocks.story import StorySceneBlock
from courses.blocks.table import TableBlock
from courses.blocks.term import TermBlock
from courses.blocks.text import CalloutBlock, HeadingBlock, ListBlock, TextBlock


class LessonBody(StreamBlock):
    """The blocks of a module. A new kind is one new file, its template, its test and one line here."""

    heading = HeadingBlock()
    rich_text = TextBlock()
    list = ListBlock()
    table = TableBlock()
    image = ImageBlock()
    audio = AudioBlock()
    video = VideoBlock()
    callout = CalloutBlock()
    prompt_example = PromptExampleBlock()
    term = TermBlock()
    checklist = ChecklistBlock()
    reflection = ReflectionBlock()
    story_scene = StorySceneBlock()
    scenario = ScenarioBlock()
    lab = LabBlock()
    single_choice = SingleChoiceBlock()
    multiple_choice = MultipleChoiceBlock()
    quick_check = QuickCheckBlock()
    ordering = OrderingBlock()
    matching = MatchingBlock()
    short_answer = ShortAnswerBlock()
    question_bank = QuestionBankBlock()

    class Meta:
        required = False


__all__ = ["LessonBody"]
