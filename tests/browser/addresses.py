"""Every page of ours with an address that shows it, by who looks at it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.core import mail
from django.urls import reverse
from wagtail.rich_text import RichText

from accounts.models import Team, User
from accounts.services import invite
from courses import services
from courses.models import Attempt, Competency, ErrorReport, LearningPath, ModulePage
from courses.queries import sitting
from gamification.models import BadgeClass, ReviewItem
from gamification.services.profile import choose_profile
from generation import services as line
from generation.models import ClipRecord, Production
from tests import clips, factories, lesson, reviewed
from tests.browser.lab_addresses import DISPUTES, LABS, figures_of_a_lab
from tests.gamification.badges.making import shown_badge
from tests.generation.proposals.writers import of_every_kind, read_for_proposals
from tests.labs import making
from tests.people import link_in

KEY = "00000000-0000-4000-8000-00000000000"


@dataclass
class Studio:
    """A studio in which something of everything has happened."""

    module: ModulePage
    learner: User
    manager: User
    ld_admin: User
    team: Team
    production: Production

    @cached_property
    def answered(self) -> Attempt:
        """A question answered wrong, and one that was shown."""
        attempt = services.begin(user=self.learner, module=self.module)
        taken = {"attempt": attempt, "module": self.module}
        wrong = {"options": [lesson.SINGLE_WRONG]}
        services.answer(**taken, block_id=lesson.SINGLE, response=wrong, client_key=f"{KEY}1")
        services.show_key(**taken, block_id=lesson.MULTIPLE, client_key=f"{KEY}2")
        return attempt

    def invitation(self) -> str:
        invite(by=self.ld_admin, addresses="Ada Marsh <ada@studio.example>", team=self.team)
        return link_in(mail.outbox[-1])[0]


Pages = dict[str, Callable[[Studio], list[str]]]


def at(route: str, *args: Callable[[Studio], object]) -> tuple[str, Callable[[Studio], list[str]]]:
    return route, lambda studio: [reverse(route, args=[arg(studio) for arg in args])]


def waiting(studio: Studio) -> object:
    """A production that waits in line, behind one that runs and beside one that failed."""
    course = studio.module.get_parent()
    titles = {slug: f"Sound {slug}" for slug in ("fails", "runs", "waits")}
    rows = [
        factories.module(course, title=title, slug=slug).productions.get() for slug, title in titles.items()
    ]
    line.fail(production=line.claim(production_id=rows[0].pk), code="too_long", reason="It is too long.")
    line.claim(production_id=rows[1].pk)
    return rows[2].pk


def floor(studio: Studio) -> list[str]:
    waiting(studio)
    return [reverse("generation:productions")]


def slug(studio: Studio) -> str:
    return studio.module.slug


def made(studio: Studio) -> object:
    return studio.production.pk


def recorded(studio: Studio) -> object:
    """The record of a clip."""
    clips.clip()
    line.enter_records()
    return ClipRecord.objects.filter(kind="clip").first().pk


def read(studio: Studio) -> object:
    return read_for_proposals(studio.module, *of_every_kind(1)).pk


def team(studio: Studio) -> int:
    return studio.team.pk


def learner(studio: Studio) -> int:
    return studio.learner.pk


def steps(studio: Studio) -> list[str]:
    seen = sitting(studio.answered, studio.module).steps
    return [reverse("courses:step", args=[studio.module.slug, step.number]) for step in seen]


def previewed(studio: Studio) -> list[str]:
    """Every kind of screen is walked as a learner's; of a preview, the first and one that asks."""
    asking = next(step for step in sitting(studio.answered, studio.module).steps if step.asks)
    return [reverse("courses:preview_step", args=[studio.module.pk, number]) for number in (1, asking.number)]


def paths(studio: Studio) -> list[str]:
    path = LearningPath.objects.first() or a_path(studio)
    return [reverse("paths:index"), reverse("paths:path", args=[path.slug])]


def a_path(studio: Studio) -> LearningPath:
    """A stop that is open, a choice that waits for it."""
    course = studio.module.get_parent()
    others = [factories.module(course, title=f"Sound {n}", slug=f"sound-{n}") for n in (1, 2)]
    waits = factories.stop(*others, after={studio.module: "Light comes first."})
    return factories.path(studio.module, waits)


def pages_of_the_catalogue(studio: Studio) -> list[str]:
    course = studio.module.get_parent()
    return [page.get_url() for page in (course.get_parent(), course, studio.module)]


def craft(_: Studio) -> str:
    return "prompt-craft"


def answered(studio: Studio) -> object:
    return studio.answered.enrolment.module_id


def editors(studio: Studio) -> list[str]:
    course = studio.module.get_parent()
    new = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk])
    catalogue = course.get_parent()
    edited = (studio.module, course, catalogue, catalogue.get_parent())
    return [new, *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in edited)]


def changed_module(studio: Studio, slug: str, *, publish: bool) -> ModulePage:
    """A module that the learner has begun, with a change to it."""
    module = factories.module(studio.module.get_parent(), title=f"Light, {slug}", slug=slug)
    services.begin(user=studio.learner, module=module)
    draft = ModulePage.objects.get(pk=module.pk)
    text = next(one for one in draft.body if one.block_type == "rich_text")
    text.value["text"] = RichText("<p>Name the side first.</p>")
    revision = draft.save_revision()
    if publish:
        services.state_change(module=module, by=None, kind="recertify", note="It names the side now.")
        revision.publish()
    return module


def asked_for_kind(studio: Studio) -> list[str]:
    return [reverse("authoring:change", args=[changed_module(studio, "changing", publish=False).pk])]


def told_of_change(studio: Studio) -> list[str]:
    module = changed_module(studio, "changed", publish=True)
    return [module.get_url(), reverse("courses:changed", args=[module.slug])]


def review_of(studio: Studio) -> list[str]:
    """A question that waits, and one that was answered."""
    waits = reviewed.item(studio.learner, studio.module, lesson.MULTIPLE)
    done = reviewed.item(studio.learner, studio.module, lesson.SINGLE, session=waits.session)
    ReviewItem.objects.filter(pk=done.pk).update(evidence=studio.answered.evidence.first())
    return [
        reverse("gamification:review_question", args=[one.session_id, one.number]) for one in (waits, done)
    ]


def badge_of(studio: Studio) -> list[str]:
    award = shown_badge(studio.learner, studio.module).award
    return [reverse("gamification:badge", args=[award.uuid])]


def verified(studio: Studio) -> list[str]:
    return [reverse("gamification:verified", args=[shown_badge(studio.learner, studio.module).pk])]


def profile(studio: Studio) -> object:
    return choose_profile(
        user=studio.learner, levels=True, badges=True, certificates=True, board=True
    ).address


DOOR: Pages = {
    **dict(at(f"account_{name}") for name in ("login", "inactive", "signup", "reset_password")),
    **dict(at(f"account_reset_password_{name}") for name in ("done", "from_key_done")),
    "account_reset_password_from_key": lambda _: [
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "spent"})
    ],
    "accounts:invitation": lambda studio: [
        studio.invitation(),
        reverse("accounts:invitation", args=["no-such-invitation"]),
    ],
}
LEARNER: Pages = {
    **dict(at(name) for name in ("home", "reports:record", "accounts:profile")),
    "": pages_of_the_catalogue,
    **dict([at("reports:why", craft), at("gamification:profile", profile)]),
    "courses:step": steps,
    "courses:changed": told_of_change,
    "paths:index": paths,
    "paths:path": paths,
    **dict(
        at(f"gamification:{name}")
        for name in ("review", "review_days", "certificates", "profile_edit", "board")
    ),
    **LABS,
    "gamification:review_question": review_of,
    "gamification:badge": badge_of,
    "gamification:verified": verified,
    **dict(at(f"courses:{name}", slug) for name in ("watch", "listen", "reference", "end")),
    **dict([at("account_change_password"), at("account_logout"), at("podcast:page")]),
}
MANAGER: Pages = {
    **dict(
        [
            at("reports:team"),
            at("reports:people", team),
            at("gamification:team_days", team),
            at("reports:lift", team),
        ]
    ),
    **dict([at("reports:person", team, learner), at("reports:person_why", team, learner, craft)]),
}
SNIPPETS = (
    "courses_competency",
    "courses_character",
    "courses_learningpath",
    "gamification_badgeclass",
    "generation_pronunciation",
    "labs_lab",
    "labs_project",
)
STUDIO: Pages = {
    "wagtailadmin_pages:edit": editors,
    "authoring:change": asked_for_kind,
    **dict([at("badge_standing", lambda _: BadgeClass.objects.get(slug="clean-take").pk)]),
    **dict(at(name) for name in ("wagtailadmin_home", "modules:index")),
    "lab_figures:all": lambda _: [reverse("lab_figures:all")],
    "lab_figures:one": figures_of_a_lab,
    "labs:trial": lambda _: [reverse("labs:trial", args=[making.lab().slug])],
    "generation:productions": floor,
    **dict(at(f"{name}:index") for name in ("error_reports", "ratings")),
    **dict(at(f"generation:{name}", made) for name in ("production", "review")),
    "courses:preview_step": previewed,
    **dict([at("courses:preview_end", lambda studio: studio.module.pk)]),
    **dict([at("generation:make", lambda studio: studio.module.pk)]),
    "generation:cancel": lambda _: [
        reverse("generation:cancel", args=[Production.objects.get(module__slug="waits").pk])
    ],
    **dict([at("generation:remake", made, lambda _: "slides")]),
    **dict(at(f"authoring:{name}", lambda studio: studio.module.pk) for name in ("items", "split", "waive")),
    **dict([at("lift:studio"), at("lift:module", lambda studio: studio.module.pk)]),
    **dict([at("learners:taken", answered), at("learners:why", answered, learner, craft)]),
    **dict([at("proposals:start", lambda studio: studio.module.pk), at("proposals:run", read)]),
    **dict([at("records:list"), at("records:record", recorded)]),
    **dict([at("error_reports:edit", lambda _: ErrorReport.objects.first().pk)]),
    **dict(at(f"wagtailsnippets_{name}:list") for name in SNIPPETS),
    **dict([at("competencies:import")]),
    **dict([at("competencies:move", lambda _: Competency.objects.first().pk)]),
}
PEOPLE: Pages = {
    **dict([at("site_health")]),
    **DISPUTES,
    **dict(at(name) for name in ("invitations:index", "invitations:add", "teams:index", "teams:add")),
    **dict([at("teams:edit", team)]),
    **dict(at(f"wagtailusers_users:{name}") for name in ("index", "add")),
    **dict(at(f"wagtailusers_users:{name}", learner) for name in ("edit", "move", "deactivate")),
}
EVERYBODY = {"door": DOOR, "learner": LEARNER, "manager": MANAGER, "studio": STUDIO, "people": PEOPLE}
