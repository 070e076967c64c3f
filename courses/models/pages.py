from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.blocks import LessonBody
from courses.narration import Lesson


class HomePage(Page):
    intro = models.TextField(blank=True, help_text="One or two sentences under the greeting.")

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "courses/home_page.html"
    max_count = 1
    subpage_types = ["courses.CataloguePage"]


class CataloguePage(Page):
    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "courses/catalogue_page.html"
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.CoursePage"]


class CoursePage(Page):
    summary = models.TextField(help_text="What people can do after it, in two sentences.")

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    template = "courses/course_page.html"
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage"]


class KeyPoint(Orderable):
    module = ParentalKey("courses.ModulePage", on_delete=models.CASCADE, related_name="key_points")
    text = models.CharField(max_length=240)

    panels = [FieldPanel("text")]

    def __str__(self) -> str:
        return self.text


class Term(Orderable):
    module = ParentalKey("courses.ModulePage", on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=80)
    definition = models.CharField(max_length=300)

    panels = [FieldPanel("term"), FieldPanel("definition")]

    def __str__(self) -> str:
        return self.term


class ModulePage(Page):
    """A micro-module: at most fifteen minutes in any of its formats."""

    objective = models.CharField(max_length=300, blank=True, help_text="What someone will be able to do. Begin with a verb.")
    body = StreamField(LessonBody(), blank=True)
    avoid = models.TextField(blank=True, help_text="What to avoid, one a line. Stands on the quick reference.")
    sources = models.TextField(blank=True, help_text="Where facts come from and where to go deeper, one a line.")

    content_panels = [
        *Page.content_panels,
        FieldPanel("objective"),
        FieldPanel("body"),
        InlinePanel("key_points", heading="Key points", label="Key point", max_num=7),
        InlinePanel("competencies", heading="Competencies", label="Competency"),
        InlinePanel("terms", heading="New words", label="Term"),
        MultiFieldPanel([FieldPanel("avoid"), FieldPanel("sources")], heading="Quick reference"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("objective"), index.SearchField("body")]
    template = "courses/module_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    @cached_property
    def course(self) -> CoursePage:
        return CoursePage.objects.get(pk=self.get_parent().pk)

    def lesson(self) -> Lesson:
        """This version of the module as the pure parts know it."""
        return Lesson(
            title=self.title,
            course=self.course.title,
            objective=self.objective,
            key_points=tuple(point.text for point in self.key_points.all()),
            body=self.body,
        )
