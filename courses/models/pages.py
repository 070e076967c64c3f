from django.apps import apps
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

WAY_DOWN = ("CataloguePage", "CoursePage", "ModulePage")
"""What stands one, two and three steps below the home."""


class HomePage(Page):
    intro = models.TextField(blank=True, help_text="One or two sentences under the greeting.")

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "courses/home_page.html"
    max_count = 1
    subpage_types = ["courses.CataloguePage"]

    class Meta:
        verbose_name = "home"

    def route(self, request, path_components):
        """Finds a page by its whole address: Wagtail's own way asks twice for each page on the way down."""
        if not 0 < len(path_components) <= len(WAY_DOWN):
            return super().route(request, path_components)
        model = apps.get_model("courses", WAY_DOWN[len(path_components) - 1])
        there = self.url_path + "/".join(path_components) + "/"
        page = model.objects.live().filter(url_path=there).first()
        # Nothing there, a draft, or a page of another kind: Wagtail tells them apart.
        return super().route(request, path_components) if page is None else RouteResult(page)


class CataloguePage(Page):
    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "courses/catalogue_page.html"
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = "catalogue"


class CoursePage(Page):
    summary = models.TextField(help_text="What people can do after it, in two sentences.")
    about = RichTextField(
        blank=True, features=["bold", "italic", "link"], help_text="Who it is for and how it goes."
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("about")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    template = "courses/course_page.html"
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = "course"
