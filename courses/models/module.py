from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable, Page, Revision
from wagtail.search import index

from courses.blocks import LessonBody
from courses.changes import ChangeKind
from courses.completing import DEFAULT, NAMES, Requirements, named
from courses.models.body import BodyField
from courses.models.competency import Competency
from courses.models.module_form import ModuleForm
from courses.models.pages import CoursePage
from courses.models.pinned import is_pinned
from courses.models.spoken import measured_ledgers
from courses.narration import Lesson
from courses.pacing import ALLOWED_SHARE, LIMIT_SECONDS, Ledger
from courses.panels import ClockPanel, spoken_as, to_finish
from courses.publishing import NotPublishable, problems
from courses.signals import went_live
from courses.voicing import FASTEST, HOME, LANGUAGES, SLOWEST

MENDING_SECONDS = 10.0
"""How much longer a cosmetic change may make what is spoken."""

if TYPE_CHECKING:
    from courses.models.waiver import ShareWaiver


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
    """A micro-module: at most fifteen minutes in any of its formats.

    site_slug: the slug again: a page's own is unique only among its siblings, a module's on the site.
    """

    site_slug = models.SlugField(max_length=255, unique=True, editable=False, allow_unicode=True)
    objective = models.CharField(
        max_length=300, blank=True, help_text="What someone will be able to do. Begin with a verb."
    )
    body = BodyField(LessonBody(), blank=True)
    avoid = models.TextField(
        blank=True, help_text="What to avoid, one a line. Stands on the quick reference."
    )
    sources = models.TextField(
        blank=True, help_text="Where facts come from and where to go deeper, one a line."
    )

    words_per_minute = models.PositiveSmallIntegerField(
        "Words a minute",
        null=True,
        blank=True,
        validators=[MinValueValidator(SLOWEST), MaxValueValidator(FASTEST)],
        help_text=f"How fast it is spoken, {SLOWEST} to {FASTEST}. Empty: as the studio speaks.",
    )
    language = models.CharField(
        max_length=16,
        choices=LANGUAGES.items(),
        default=HOME,
        help_text="The language you write it in: the narrator speaks it.",
    )

    complete_steps = models.BooleanField(
        "Steps", default=True, help_text="Every step is opened, in any format."
    )
    complete_answers = models.BooleanField(
        "Answers", default=True, help_text="Every question is answered, or its answer shown."
    )
    complete_right = models.BooleanField(
        "Right answers",
        default=False,
        help_text="Every question is answered rightly, at whichever try. Whoever was shown an answer takes "
        "the module once more.",
    )
    complete_labs = models.BooleanField("Labs", default=True, help_text="Every required lab is passed.")

    base_form_class = ModuleForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("objective", widget=AdminAutoHeightTextInput),
        ClockPanel(heading="The clock"),
        spoken_as(),
        FieldPanel("body", heading="Lesson"),
        InlinePanel(
            "key_points",
            heading="Key points",
            label="Key point",
            max_num=7,
            help_text="Three to five sentences to take home. They close the lesson and are spoken.",
        ),
        InlinePanel(
            "competencies",
            heading="Competencies",
            label="Competency",
            help_text="What an answer here says something about, and how much.",
        ),
        to_finish(),
        MultiFieldPanel(
            [
                InlinePanel("terms", heading="New words", label="Term"),
                FieldPanel("avoid"),
                FieldPanel("sources"),
            ],
            heading="Quick reference",
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("objective"), index.SearchField("body")]
    template = "courses/module_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "module"

    @cached_property
    def course(self) -> CoursePage:
        return CoursePage.objects.get(path=self.path[: -self.steplen])

    @property
    def requirements(self) -> Requirements:
        """What this version asks for to be complete."""
        return named([name for name in NAMES if getattr(self, f"complete_{name}")])

    def lesson(self) -> Lesson:
        """This version of the module as the pure parts know it."""
        return Lesson(
            title=self.title,
            course=self.course.title,
            objective=self.objective,
            key_points=tuple(point.text for point in self.key_points.all()),
            body=self.body,
            locale=self.language,
            words_per_minute=self.words_per_minute,
        )

    def clock(self) -> Ledger:
        """The seconds of this version of the module."""
        return self.clock_of(self.lesson())

    def clock_as_made(self) -> Ledger:
        """The clock of the newest revision, with the length of its media once they are finished."""
        made = self.media.filter(revision=self.latest_revision_id).values_list("seconds", flat=True)
        return replace(self.clock(), made=made.first())

    @staticmethod
    def clock_of(lesson: Lesson) -> Ledger:
        return measured_ledgers([lesson])[0][0]

    def weights(self) -> dict[str, float]:
        """Competency, by name -> its weight. One query."""
        given = {one.competency_id: one.weight for one in self.competencies.all()}
        return {one.name: given[one.pk] for one in Competency.objects.filter(pk__in=given)}

    def withdrawn_competencies(self) -> dict[str, str]:
        """Slug -> name. One query."""
        return dict(Competency.objects.exclude(archived_at=None).values_list("slug", "name"))

    def share_waiver(self, share: float) -> ShareWaiver | None:
        """What lets this share of story go live, if it is outside the limits and someone waived that."""
        given = self.waivers.select_related("waived_by") if self.pk else ()
        return next((one for one in given if one.covers(share, ALLOWED_SHARE)), None)

    def share_is_waived(self, share: float) -> bool:
        return self.share_waiver(share) is not None

    def length_is_excused(self, clock: Ledger) -> bool:
        """A cosmetic change need not answer for a voice that became slower since."""
        if not self.pk:
            return False
        said = self.changes.filter(published_at=None, since=F("module__live_revision"))
        return said.filter(kind=ChangeKind.COSMETIC).exists() and self.only_the_voice_runs_over(clock)

    def only_the_voice_runs_over(self, clock: Ledger) -> bool:
        """Whether what is published runs over by itself, spoken and not read, and this hardly longer."""
        published = ModulePage.objects.filter(pk=self.pk, live=True).first() if self.pk else None
        if published is None or clock.formats["read"] > LIMIT_SECONDS:
            return False
        now = published.clock().formats["watch"]
        return now > LIMIT_SECONDS and clock.formats["watch"] <= now + MENDING_SECONDS

    def slug_problem(self) -> str:
        """What is wrong with the slug; empty where nothing is."""
        taken = ModulePage.objects.filter(site_slug=self.slug).exclude(pk=self.pk).first()
        if taken is None:
            return ""
        return f"“{self.slug}” is the slug of another module, “{taken.title}”. Choose a free one."

    def clean(self) -> None:
        super().clean()
        self._claim_slug()

    def minimal_clean(self) -> None:
        super().minimal_clean()
        self._claim_slug()

    def _claim_slug(self) -> None:
        if problem := self.slug_problem():
            raise ValidationError({"slug": problem})
        self.site_slug = self.slug

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """The editor writes its own last save over again. What is published, or what somebody began, stays as
        it is: then there is a new revision.
        """
        if (
            overwrite_revision
            and overwrite_revision == self.get_latest_revision()
            and is_pinned(overwrite_revision)
        ):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Holds the wall: every way to publish ends here; drafts of a live module do not pass by."""
        whole = kwargs.get("update_fields") is None
        if clean and self.live and whole and (found := problems(self)):
            raise NotPublishable(self, found)
        if not clean and self._state.adding:
            self.site_slug = self.slug
        with transaction.atomic():
            # A draft may remember what was live when it was written; saving a part of it publishes nothing.
            before = self._live_before() if whole else None
            super().save(clean=clean, **kwargs)
            if whole and self.live and self.live_revision_id not in (None, before):
                went_live.send(sender=ModulePage, module=self, before=before)

    def _live_before(self) -> int | None:
        """Held until it is saved: publications follow one another, and answers wait for them."""
        stored = ModulePage.objects.select_for_update(of=("self",)).only("live_revision")
        now = stored.filter(pk=self.pk).first() if self.pk else None
        return now.live_revision_id if now else None


def requirements_in(said: Mapping[str, Any]) -> Requirements:
    """Those of a revision's content; as new modules have them where an old one does not say."""
    return named([name for name in NAMES if said.get(f"complete_{name}", getattr(DEFAULT, name))])
