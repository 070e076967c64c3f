"""Writers and embedders that load no model, and a lesson to read."""

from courses.models import ModulePage
from generation import proposing, services
from generation.models import ProposalRun
from generation.ports import Kind, Reading, Sentence, Suggestion
from tests.generation.fakes import BagOfWords as BagOfWords
from tests.lesson import block, item, single

BRIEF = "A brief is a list of things someone can check."
LAMP = "A practical lamp is a light that stands in the picture."
FALLOFF = "Falloff means how quickly light fades with distance."
FRAMES = "Ask for 12 frames before you change a word of the line."
CHECK = "Write what a gaffer can check rather than a verdict."
TEXTS = (BRIEF, LAMP, FALLOFF, FRAMES, CHECK)


class Told:
    """Proposes what it was told to."""

    name, version, model = "Told", "1", "none"

    def __init__(self, *suggestions: Suggestion, error: Exception | None = None) -> None:
        self.suggestions, self.error, self.read = suggestions, error, []

    def propose(self, reading, *, seed):
        self.read.append(reading)
        if self.error:
            raise self.error
        return list(self.suggestions)


def reading(*texts: str, **fields) -> Reading:
    sentences = tuple(Sentence(f"b{number}", text) for number, text in enumerate(texts or TEXTS))
    return Reading(**{"title": "Light", "objective": "", "sentences": sentences, **fields})


def text_block(name: str, text: str) -> dict:
    return block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"}, name)


def body() -> list[dict]:
    points = [item("i1", "<p>Source: the lamp or window it comes from</p>")]
    return [
        block("heading", {"text": "Say where the light comes from", "level": "2"}),
        text_block("first", f"{BRIEF} {LAMP}"),
        text_block("second", f"{FALLOFF} {FRAMES} {CHECK}"),
        block("list", {"items": points, "ordered": False, "purpose": "teach"}),
        single(),
    ]


def line(kind: Kind, cites: int, text: str) -> Suggestion:
    return Suggestion(kind, cites, {"text": text})


def term(cites: int, term: str, definition: str) -> Suggestion:
    return Suggestion(Kind.TERM, cites, {"term": term, "definition": definition})


def question(cites: int, asked: str, right: str, *wrong: str, feedback: str = "Read it again.") -> Suggestion:
    options = [{"text": right, "correct": True, "feedback": feedback}]
    options += [{"text": one, "correct": False, "feedback": feedback} for one in wrong]
    return Suggestion(Kind.QUESTION, cites, {"question": asked, "options": options})


def check(cites: int, statement: str, answer: bool, **swapped: str) -> Suggestion:
    told = {
        "statement": statement,
        "answer": answer,
        "if_true": "Read it again.",
        "if_false": "Read it again.",
    }
    return Suggestion(Kind.CHECK, cites, told | swapped)


def of_every_kind(cites: int) -> list[Suggestion]:
    """cites: the number of BRIEF in the lesson."""
    return [
        line(Kind.OBJECTIVE, cites, "Explain what a brief is."),
        line(Kind.SUMMARY, cites, BRIEF),
        line(Kind.KEY_POINT, cites, BRIEF),
        term(cites, "Brief", "A list of things someone can check."),
        question(cites, "What is a brief?", "a list of things someone can check", "a mood", "a wish"),
        check(cites, "A brief is a list of moods someone can check.", False, wrong="moods", right="things"),
    ]


def read_for_proposals(module: ModulePage, *suggestions: Suggestion) -> ProposalRun:
    """A module that was read, with its first sentences as key points unless something else is told."""
    run = services.request_proposals(module=module, by=None)
    sentences = [one["text"] for one in run.reading["sentences"][:2]]
    told = suggestions or [line(Kind.KEY_POINT, number, text) for number, text in enumerate(sentences)]
    proposing.propose(run.pk, writer=Told(*told))
    return ProposalRun.objects.get(pk=run.pk)
