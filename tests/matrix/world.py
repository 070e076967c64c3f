"""A studio with one of everything: what is refused is refused to the person, not for want of an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import Invitation, Team, User
from accounts.roles import AUTHORS, LD_ADMINS, MANAGERS, REVIEWERS
from accounts.services import invite
from courses.models import (
    Attempt,
    Character,
    Clip,
    Competency,
    CoursePage,
    ErrorReport,
    Jotting,
    ModulePage,
    Rating,
)
from courses.services import begin, make_feed
from gamification.models import BadgeClass, Certificate, CertificateState, Profile
from generation import pipeline
from generation.models import ClipRecord, Production, Pronunciation
from generation.services import enter_records
from labs.models import Dispute, Review, Run
from labs.services import ask_for_reviews, keep_upload
from tests import approving, clips, factories, lesson, reviewed
from tests.gamification.badges.making import shown_badge
from tests.generation import fakes
from tests.generation.heard import heard
from tests.generation.proposals.writers import read_for_proposals
from tests.labs import making
from tests.labs.annotation import making as annotation
from tests.labs.blind import making as blind
from tests.labs.library import making as library
from tests.labs.peers import making as peers
from tests.labs.prompt import desk
from tests.labs.reference_set import making as sets
from tests.labs.training_room import making as training
from tests.uploads import files

PEOPLE = ("anonymous", "learner", "foreign", "manager", "author", "reviewer", "admin")
"""The columns of the tables. foreign: manages another team. manager: the learner's own."""

SECRET = "only the learner may ever read this again"
"""What the learner wrote for themself: it stands on no page of anybody else's."""


@dataclass
class World:
    """module: published, with approved media. unapproved: published, its media wait for a reviewer.

    production: of `unapproved`. made: one of each kind of thing the admin keeps, by name.
    """

    people: dict[str, User | None]
    team: Team
    course: CoursePage
    module: ModulePage
    unapproved: ModulePage
    draft: ModulePage
    production: Production
    approved: Production
    invitation: Invitation
    token: str
    attempt: Attempt
    made: dict[str, Any]

    @property
    def picture(self) -> str:
        """The address of the picture in `module`."""
        return self.made["image"].get_rendition("width-160").url


def build() -> World:
    team, people = _people()
    author = people["author"]
    course = factories.course()
    module = factories.module(course, owner=author)
    unapproved = factories.module(course, owner=author, title="Sound that can be checked", slug="sound")
    waiting, approved = (
        pipeline.finish(one.productions.get(), engines=fakes.Engines()) for one in (unapproved, module)
    )
    approved = approving.approve(approved, people["reviewer"])
    invitation, token = _invitation(people["admin"])
    return World(
        people=people,
        team=team,
        course=course,
        module=ModulePage.objects.get(pk=module.pk),
        unapproved=unapproved,
        draft=factories.module(course, owner=author, title="A draft", slug="a-draft", publish=False),
        production=waiting,
        approved=approved,
        invitation=invitation,
        token=token,
        attempt=_begun(people["learner"], module),
        made=_library(author, module)
        | _teaching(people["learner"], module)
        | _workflow(course)
        | _labs(author, people["learner"], course)
        | {"credential": shown_badge(people["learner"], module)}
        | {"record": _record(module)}
        | {"certificate": _certificate(people["learner"])}
        | {"feed token": make_feed(user=people["learner"])}
        | {"profile": Profile.objects.create(user=people["learner"], levels=True)},
    )


def _labs(author: User | None, learner: User | None, course: CoursePage) -> dict[str, Any]:
    """The learner's own, begun in a lesson of their own."""
    module = making.module_with(making.lab(), author=author, course=course, slug="practice")
    run = making.run_in(module, learner)
    prompt_run = blind.compared(desk.begun(learner, author, course))
    saved = library.saved(prompt_run, library.project(learner), text="A cook at a sink.")
    return {
        "lab run": run,
        "prompt run": prompt_run,
        "saved prompt": saved,
        "own prompt": library.saved(prompt_run, text="A cook, alone."),
        "set run": _in_a_set(author, learner, course),
        "lab upload": keep_upload(run=run, name="Noon.png", content=files.picture()),
        "annotation run": _annotating(author, learner, course),
        "training run": _training(author, learner, course),
        **_reviewed(author, learner, course),
    }


def _reviewed(author: User | None, learner: User | None, course: CoursePage) -> dict[str, Any]:
    """The learner has asked for reviews of a set; they review another's, and somebody disputes that."""
    task = sets.task(pictures=[sets.prepared("noon", 0)])
    lab = making.lab(slug="reviewed", kind="reference_set", task=task, criteria=peers.CRITERIA)
    module = making.module_with(lab, author=author, course=course, slug="reviews")
    runs = [making.run_in(module, user) for user in (learner, factories.person("Ines", "Reyes"))]
    for run in runs:
        sets.sent_in(run, "hand-in")
    _, other = (ask_for_reviews(run=run) for run in runs)
    return {
        "reviewed run": runs[0],
        "peer review": Review.objects.create(request=other, reviewer=learner, place=1),
        "peer dispute": Dispute.objects.create(request=other, words="They missed the light."),
    }


def _annotating(author: User | None, learner: User | None, course: CoursePage) -> Run:
    """The learner's, of a lab that asks about the clip of the library."""
    lab = annotation.annotation(film=Clip.objects.get().pk)
    return making.run_in(making.module_with(lab, author=author, course=course, slug="labels"), learner)


def _training(author: User | None, learner: User | None, course: CoursePage) -> Run:
    module = making.module_with(training.room_lab(), author=author, course=course, slug="rooms")
    return making.run_in(module, learner)


def _in_a_set(author: User | None, learner: User | None, course: CoursePage) -> Run:
    task = sets.task(pictures=[sets.prepared("noon", 0)])
    lab = making.lab(slug="desert", kind="reference_set", task=task)
    module = making.module_with(lab, author=author, course=course, slug="references")
    return making.run_in(module, learner)


def _certificate(learner: User | None) -> Certificate:
    """One that is made, of a course that is gone."""
    row = Certificate(user=learner, paper={"course": "Sound"}, digest="x", state=CertificateState.MADE)
    row.made_at = row.asked_at
    row.file.save(f"certificates/{row.pk}.pdf", ContentFile(b"%PDF-1.7"))
    return row


def _begun(learner: User | None, module: ModulePage) -> Attempt:
    """The learner is in the module and has written something for themself there."""
    Jotting.objects.create(user=learner, module=module, block_id=lesson.SINGLE, value={"text": SECRET})
    return begin(user=learner, module=module)


def _people() -> tuple[Team, dict[str, User | None]]:
    team, other = factories.team("Night Ferry"), factories.team("Second unit")
    return team, {
        "anonymous": None,
        "learner": factories.person("Lena", "Brandt", team=team),
        "foreign": factories.person("Freya", "Costa", roles=[MANAGERS], manages=other),
        "manager": factories.person("Milo", "Okafor", roles=[MANAGERS], manages=team),
        "author": factories.person("Asha", "Rao", roles=[AUTHORS]),
        "reviewer": factories.person("Ruth", "Adeyemi", roles=[REVIEWERS]),
        "admin": factories.person("Lucia", "Danso", roles=[LD_ADMINS]),
    }


def _invitation(by: User | None) -> tuple[Invitation, str]:
    invite(by=by, addresses="ada@studio.example")
    invitation = Invitation.objects.get()
    token = invitation.renew()
    invitation.save()
    return invitation, token


def _library(author: User | None, module: ModulePage) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    file = ContentFile(b"%PDF-1.7", "call-sheet.pdf")
    clip = clips.clip()
    value = {"clip": clip.pk, "caption": "The edge of the shadow", "purpose": "teach"}
    body = [lesson.block("video", value), lesson.single()]
    factories.module(module.course, owner=author, title="Edges", slug="edges", body=body)
    return {
        "collection": root.add_child(name="Stills"),
        "closed collection": CollectionViewRestriction.objects.create(
            collection=root.add_child(name="Contracts"), restriction_type="password", password="lamp"
        ),
        "document": get_document_model().objects.create(title="A call sheet", file=file),
        "clip": clip,
        "image": next(one.value["image"] for one in module.body if one.block_type == "image"),
        "upload": UploadedFile.objects.create(file=file, uploaded_by_user=author),
        "redirect": Redirect.objects.create(old_path="/old", redirect_page=module),
        "site": Site.objects.get(is_default_site=True),
        "closed page": PageViewRestriction.objects.create(
            page=factories.course(Page.objects.get(slug="catalogue").specific, slug="closed"),
            restriction_type="password",
            password="lamp",
        ),
    }


def _teaching(learner: User | None, module: ModulePage) -> dict[str, Any]:
    return {
        "badge": BadgeClass.objects.get(slug="clean-take"),
        "competency": Competency.objects.first(),
        "character": Character.objects.first(),
        "path": factories.path(module),
        "pronunciation": Pronunciation.objects.create(term="Foley", said_as="foh-lee"),
        "report": ErrorReport.objects.create(user=learner, module=module, text="A typo in the first line."),
        "review": reviewed.item(learner, module, lesson.SINGLE),
        "rating": Rating.objects.create(user=learner, module=module, stars=4),
        "proposals": read_for_proposals(module),
        "preview": heard(),
    }


def _workflow(course: CoursePage) -> dict[str, Any]:
    group = Group.objects.create(name="Writers’ room")
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="A second pair")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=course)
    return {"group": group, "workflow": workflow, "task": task}


def _record(module: ModulePage) -> ClipRecord:
    """Of the module's video; nobody has measured it."""
    enter_records()
    return ClipRecord.objects.get(media__module=module, kind="video")
