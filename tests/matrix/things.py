"""Single things whose door depends on what has become of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from accounts.models import Invitation
from courses.models import ModulePage
from courses.services import begin
from generation.queries import files_of, outputs_of
from tests import activities, clips, factories, lesson, media
from tests.labs import making
from tests.labs.clip_catalogue import catalogued as catalogue
from tests.matrix.world import World


@dataclass(frozen=True)
class Thing:
    address: str
    data: dict[str, str] = field(default_factory=dict)


def things(world: World) -> dict[str, Thing]:
    """By the names of things.txt."""
    return {
        name: thing if isinstance(thing, Thing) else Thing(thing)
        for part in (_pages, _films, _files, _uploads, _people, _deeds)
        for name, thing in part(world).items()
    }


def _pages(world: World) -> dict[str, str]:
    down = factories.module(world.course, owner=world.people["author"], title="Down", slug="down")
    media.attached(down)
    down.unpublish()
    closed = world.made["closed page"].page
    off = factories.course(world.course.get_parent().specific, title="Off the air", slug="off")
    under = factories.module(off, owner=world.people["author"], title="Under", slug="under")
    off.unpublish()
    room = _room(world)
    return {
        "a published module": world.module.get_url(),
        "a draft at its address": world.course.get_url() + world.draft.slug + "/",
        "a draft in the player": _step(world.draft),
        "a draft’s own preview": reverse("wagtailadmin_pages:view_draft", args=[world.draft.pk]),
        "a module taken down": world.course.get_url() + down.slug + "/",
        "a module taken down, in the player": _step(down),
        "a module under a course taken down": off.get_url() + under.slug + "/",
        "a module under it, in the player": _step(under),
        "a page for the writers’ room": room.get_url(),
        "its first step": _step(room),
        "a page behind a shared password": closed.get_url(),
        "the film of a module taken down": _film(down),
        "the film of a page for the writers’ room": _film(room),
        "a picture of a page for the writers’ room": _picture(room),
    }


def _room(world: World) -> ModulePage:
    """A module for a group that none of the seven belongs to."""
    page = factories.module(world.course, owner=world.people["author"], title="Room", slug="room")
    media.attached(page)
    closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    closed.groups.add(Group.objects.get(name="Writers’ room"))
    return page


def _step(module: ModulePage) -> str:
    return reverse("courses:step", args=[module.slug, 1])


def _film(module: ModulePage) -> str:
    return reverse("courses:media", args=[module.media.get().pk, "video"])


def _picture(module: ModulePage) -> str:
    image = next(one.value["image"] for one in module.body if one.block_type == "image")
    return image.get_rendition("width-160").url


def _films(world: World) -> dict[str, str]:
    replaced = world.module.media.get()
    old = factories.module(world.course, owner=world.people["author"], title="Twice made", slug="twice")
    first = media.attached(old)
    address = reverse("courses:media", args=[first.pk, "video"])
    revision = old.save_revision()
    revision.publish()
    media.attached(ModulePage.objects.get(pk=old.pk), revision=revision)
    stored = files_of(outputs_of(world.production))["video"]
    return {
        "the film of approved media": reverse("courses:media", args=[replaced.pk, "video"]),
        "the film of media replaced since": address,
        "a film that nobody approved": reverse("generation:file", args=[world.production.pk, "video"]),
        "a slide that nobody approved": reverse("generation:slide", args=[world.production.pk, 0]),
        "its name in the store, as a picture": f"/media/images/{stored}",
        "its name in the store, as media": f"/media/productions/{stored}",
        "the player of what nobody approved": reverse("courses:watch", args=[world.unapproved.slug]),
    }


def _files(world: World) -> dict[str, str]:
    documents = get_document_model().objects

    def document(name: str, **fields):
        return documents.create(title=name, file=ContentFile(b"%PDF-1.7", f"{name}.pdf"), **fields)

    linked, drafted = document("linked"), document("drafted")
    kept = document("kept", collection=world.made["closed collection"].collection)
    for one, slug, live in ((linked, "links", True), (drafted, "drafts", False)):
        text = f'<p><a linktype="document" id="{one.pk}">The call sheet</a></p>'
        body = [lesson.block("rich_text", {"text": text, "purpose": "teach"}, slug), lesson.single()]
        factories.module(world.course, title=slug, slug=slug, body=body, publish=live)
    clip = clips.clip(title="Not yet")
    value = {"clip": clip.pk, "caption": "", "purpose": "teach"}
    body = [lesson.block("video", value), lesson.single()]
    factories.module(world.course, title="Filmed", slug="filmed", body=body, publish=False)
    return {
        "a clip of a published module": world.made["clip"].url,
        "a clip of a draft": clip.url,
        "the captions of a clip of a draft": clip.captions_url,
        "the file of a clip in the store": f"/media/{clip.file.name}",
        "a picture of a published module": world.picture,
        "a picture of a draft": _picture(world.draft),
        "the original of a published picture": f"/media/{world.made['image'].file.name}",
        "a document that a page links to": linked.url,
        "a document of a draft": drafted.url,
        "a document of a closed collection": kept.url,
    }


def _uploads(world: World) -> dict[str, str]:
    upload = world.made["lab upload"]
    lab = catalogue.lab(*(catalogue.one(catalogue.film(name)) for name in ("Boat", "Door")))
    module = making.module_with(lab, author=world.people["author"], course=world.course, slug="cuts")
    making.run_in(module, world.people["learner"])
    clip = lab.asked["clips"][0]["clip"]
    return {
        "a clip of a lab that the learner is in": clip.url,
        "its captions": clip.captions_url,
        "a prompt that the learner keeps for themself": reverse(
            "labs:library_prompt", args=[world.made["own prompt"].pk]
        ),
        "a picture that the learner uploaded": reverse("labs:upload", args=[upload.pk]),
        "the same, small": reverse("labs:upload_preview", args=[upload.pk]),
        "its place in the store, as media": f"/media/productions/{upload.file.name}",
        "its place in the store, as a picture": f"/media/images/{upload.file.name}",
    }


def _people(world: World) -> dict[str, str]:
    other = world.people["foreign"].memberships.get().team
    stranger = factories.person("Otis", "Lund", team=other)
    operator = factories.person("Olga", is_superuser=True)
    token = "used"  # noqa: S105
    used = Invitation(
        email="once@studio.example", accepted_by=stranger, accepted_at=world.invitation.invited_at
    )
    token = used.renew()
    used.save()
    learner = world.people["learner"]
    return {
        "a person of another team": reverse("reports:person", args=[world.team.pk, stranger.pk]),
        "a person of one’s team, by another team": reverse("reports:person", args=[other.pk, learner.pk]),
        "the table of another team": reverse("reports:people", args=[other.pk]),
        "somebody’s fellow in the admin": reverse("wagtailusers_users:edit", args=[stranger.pk]),
        "an operator in the admin": reverse("wagtailusers_users:edit", args=[operator.pk]),
        "an invitation that was used": reverse("accounts:invitation", args=[token]),
        "an invitation nobody sent": reverse("accounts:invitation", args=["nobody-sent-this"]),
    }


def _deeds(world: World) -> dict[str, Thing | str]:
    answer = {
        "attempt": str(world.attempt.pk),
        "block": lesson.SINGLE,
        "client_key": str(uuid.uuid4()),
        "options": lesson.SINGLE_RIGHT,
    }
    slug = world.draft.slug
    written = {"block": activities.REFLECTION, "text": "Mine."}
    body = [activities.reflection(), lesson.single()]
    noted = factories.module(world.course, title="Noted", slug="noted", body=body)
    begin(user=world.people["learner"], module=noted)
    return {
        "a note where the learner has begun": Thing(reverse("courses:note", args=[noted.slug]), written),
        "an answer in the learner’s name": Thing(reverse("courses:answer", args=[world.module.slug]), answer),
        "taking a draft": reverse("courses:start", args=[slug]),
        "rating a draft": Thing(reverse("courses:rate", args=[slug]), {"stars": "5"}),
        "making media of a draft": reverse("generation:make", args=[world.draft.pk]),
    }
