"""Media of the demo's modules, made in the foreground and approved as the demo's own reviewer."""

from collections.abc import Callable, Iterator

import frontmatter

from accounts.models import User
from config.demo import FIXTURES, modules_of, recipe
from courses.models import MediaSet, ModulePage
from generation import pipeline, services
from generation.models import Production, State
from generation.queries import undecided

Say = Callable[[str], None]


def make(say: Say, progress: Callable[[str, int, int], None]) -> None:
    """Make and approve the first media of each module; what comes later, people review.

    What cannot be made is told, and keeps nobody from starting.
    Call it before the workers start: a production that was left half-way is taken up at once.
    """
    for module in _without_media():
        say(f"Making video, audio and quick reference of “{module.title}” (once) …")
        production = _made(module, progress)
        if production.state == State.AWAITING_REVIEW:
            _approve(production, say)
        elif production.state == State.FAILED:
            say(f"It could not be made: {production.reason}")


def _without_media() -> Iterator[ModulePage]:
    for course in sorted(FIXTURES.glob("courses/*/course.md")):
        for source in modules_of(course):
            module = ModulePage.objects.live().filter(slug=frontmatter.load(str(source))["slug"]).first()
            if module is not None and not MediaSet.objects.filter(module=module).exists():
                yield module


def _made(module: ModulePage, progress: Callable[[str, int, int], None]) -> Production:
    author = module.live_revision.user
    production = services.request_production(module=module, revision=module.live_revision, by=author)
    if production.state == State.RUNNING and production.lease:
        services.hand_back(production=production)
    try:
        return pipeline.finish(production, report=progress)
    except Exception:  # the line has logged it and written down why the production failed
        production.refresh_from_db()
        if production.state != State.FAILED:
            raise
        return production


def _approve(production: Production, say: Say) -> None:
    reviewer = _reviewer()
    try:
        passages = {one.digest for one in undecided(production)}
        if passages:
            services.approve_passages(production=production, by=reviewer, digests=passages)
        services.approve(production=production, by=reviewer, seen=production.seen)
    except services.Refused as refusal:
        say(f"It waits for review: {refusal}")
    else:
        say(f"Approved as {reviewer}, the demo's reviewer. In your studio a person watches first.")


def _reviewer() -> User:
    [email] = [login["email"] for login in recipe("studio")["logins"] if login["says"] == "Reviewer"]
    return User.objects.get(email=email)
