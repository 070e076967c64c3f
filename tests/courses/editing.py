"""The editor's form as a browser would send it, and a lesson that is too long."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import ModulePage
from tests.lesson import block

LONG = "One lamp, frame left, and the gaffer nods. " * 400  # 3,200 words: 21 minutes of speech


def body(text):
    return ModulePage.body.field.stream_block.to_python(
        [block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"})]
    )


def lengthen(page, **fields):
    """The page with a draft that is too long."""
    page.body = body(LONG)
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def form(text=LONG, **fields):
    return nested_form_data(
        {
            "title": "Light that can be checked",
            "slug": "light",
            "objective": "Brief light.",
            "body": streamfield([("rich_text", {"text": rich_text(f"<p>{text}</p>"), "purpose": "teach"})]),
            "key_points": inline_formset([]),
            "competencies": inline_formset([]),
            "terms": inline_formset([]),
            "comments": inline_formset([]),
            "words_per_minute": "",
            "language": "en-gb",
            "complete_steps": "on",
            "complete_answers": "on",
            "complete_labs": "on",
            "avoid": "",
            "sources": "",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            **fields,
        }
    )


def items(*values):
    """A list block's part of a form."""
    rows = {str(n): {"value": value, "deleted": "", "order": str(n)} for n, value in enumerate(values)}
    return {"count": str(len(values)), **rows}


def short():
    """A body that fits, asks something and has its share of story."""
    wrong = {"text": "Moody", "correct": "", "feedback": "Nobody can point at it."}
    right = {"text": "One lamp", "correct": "on", "feedback": "Yes."}
    line = {"character": "", "text": "Nobody looks up."}
    return streamfield(
        [
            (
                "rich_text",
                {
                    "text": rich_text(
                        "<p>Short: one lamp, frame left, and nobody needs to ask what beautiful means.</p>"
                    ),
                    "purpose": "teach",
                },
            ),
            ("story_scene", {"setting": "Stage 4", "lines": items(line)}),
            (
                "single_choice",
                {"question": "Which can be checked?", "choices": items(wrong, right), "feeds": items()},
            ),
        ]
    )


def edit(browser, page, **fields):
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**fields))


def in_an_hour():
    return (timezone.now() + datetime.timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
