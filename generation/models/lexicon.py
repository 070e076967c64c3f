from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from courses.voicing import LANGUAGES
from generation.ipa import mnemonics

STUDIO, COURSE, MODULE = range(3)


class Pronunciation(models.Model):
    """How a word is said. Captions and transcript keep the author's spelling.

    locale: empty in every language. module, course: where it holds; neither: in the whole studio. The
    narrowest wins (`generation.lexicon`).
    """

    term = models.CharField(
        max_length=80, help_text="As it is written: DaVinci Resolve. Capitals do not matter."
    )
    said_as = models.CharField(max_length=160, help_text="As it should sound: da vinchy resolve.")
    ipa = models.CharField(
        "In IPA",
        max_length=160,
        blank=True,
        help_text="If you know it: dəˈvɪntʃi. English sounds; a voice that cannot reads the line above.",
    )
    locale = models.CharField(
        "Language",
        max_length=16,
        blank=True,
        choices=LANGUAGES.items(),
        help_text="Empty: in lessons of every language.",
    )
    course = models.ForeignKey(
        "courses.CoursePage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Only in this course. Empty, and no module: in the whole studio.",
    )
    module = models.ForeignKey(
        "courses.ModulePage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Only in this module.",
    )

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "locale",
                condition=models.Q(course=None, module=None),
                name="one_of_the_studio",
                violation_error_message="The studio has this term already, in this language.",
            ),
            models.UniqueConstraint(
                Lower("term"),
                "locale",
                "course",
                condition=models.Q(course__isnull=False),
                name="one_of_a_course",
                violation_error_message="The course has this term already, in this language.",
            ),
            models.UniqueConstraint(
                Lower("term"),
                "locale",
                "module",
                condition=models.Q(module__isnull=False),
                name="one_of_a_module",
                violation_error_message="The module has this term already, in this language.",
            ),
            models.CheckConstraint(
                condition=models.Q(course=None) | models.Q(module=None),
                name="of_a_course_or_a_module",
                violation_error_message="Choose a course or a module, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.said_as}"

    @property
    def scope(self) -> int:
        if self.module_id:
            return MODULE
        return COURSE if self.course_id else STUDIO

    def holds_in(self) -> str:
        """Where it holds, for lists."""
        return str(self.module or self.course or "The studio")

    holds_in.short_description = "Holds in"

    def clean(self):
        self.term, self.said_as, self.ipa = self.term.strip(), self.said_as.strip(), self.ipa.strip("/[] ")
        faults = {}
        for name in ("term", "said_as"):
            if not any(map(str.isalnum, getattr(self, name))):
                faults[name] = "Give a word or a name, with at least one letter or digit."
        try:
            mnemonics(self.ipa)
        except ValueError as error:
            faults["ipa"] = (
                f"“{error}” is no sound of English in IPA that voices here can say. Leave it out, or "
                "leave all of this empty: the spelling above is spoken then."
            )
        if faults:
            raise ValidationError(faults)
