"""One lesson, from its author to its manager, over HTTP and by the people of the demo."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import frontmatter
from django.urls import reverse

from config.demo import FIXTURES, recipe
from config.smoke.browser import Browser, Failed, Page
from config.smoke.studio import Studio

LESSON = Path(__file__).with_name("lesson.md")
LONGEST_PRODUCTION = 300
RIGHT_OPTION = re.compile(r"^- \[x\] (.+)$", re.MULTILINE)


class Walk:
    def __init__(self, studio: Studio, say: Callable[[str], None]) -> None:
        self.studio, self.say = studio, say
        self.slug = ""

    def run(self) -> None:
        author, reviewer = self.person("Author"), self.person("Reviewer")
        learner, manager = self.person("Learner"), self.person("Manager")
        module = self.publish(author)
        production = self.wait_for_review(author, module)
        self.refuse_unapproved(learner, production)
        self.approve(reviewer, production)
        before = self.team_page(manager)
        self.watch(learner)
        self.answer(learner)
        self.see_the_change(manager, before)

    def person(self, says: str) -> Browser:
        [login] = [one for one in recipe("studio")["logins"] if one["says"].startswith(says)]
        browser = Browser(self.studio.site)
        browser.sign_in(login["email"], login["password"])
        self.say(f"{says} signed in.")
        return browser

    def publish(self, author: Browser) -> int:
        """The module's id. A draft is imported, and its author publishes it in the admin."""
        course = frontmatter.load(str(next(FIXTURES.glob("courses/*/course.md"))))["slug"]
        imported = self.studio.run("import_lesson", str(LESSON), "--course", course, "--json")
        self.slug = imported["slug"]
        found = expect(author.get(f"{reverse('wagtailadmin_pages:search')}?q={self.slug.replace('-', '+')}"))
        ids = [match[1] for link in found.links if (match := re.search(r"/pages/(\d+)/edit/", link))]
        if not ids:
            raise Failed(f"The admin's search does not find {self.slug}.")
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        page = expect(author.get(f"{address}?id={ids[0]}&next={reverse('wagtailadmin_home')}"))
        form = page.form(
            lambda form: form.method == "post" and "publish" in form.action, "publish the module"
        )
        expect(author.submit(page, form))
        self.say(f"The author published “{self.slug}”.")
        return int(ids[0])

    def wait_for_review(self, author: Browser, module: int) -> str:
        """The production's id, once everything is made."""
        page = expect(author.get(reverse("generation:make", args=[module])))
        ids = re.findall(r"/productions/([0-9a-f-]{36})/", page.text)
        if not ids:
            raise Failed("Publishing started no production.")
        deadline = time.monotonic() + LONGEST_PRODUCTION
        while time.monotonic() < deadline:
            page = expect(author.get(reverse("generation:live", args=[ids[0]])))
            if reverse("generation:review", args=[ids[0]]) in page.links:
                self.say("Its media were made, and wait for review.")
                return ids[0]
            if "production-reason" in page.text:
                raise Failed(f"The production failed: {plain(page)}")
            time.sleep(0.5)
        raise Failed(f"The production did not reach review in {LONGEST_PRODUCTION} seconds: {plain(page)}")

    def refuse_unapproved(self, learner: Browser, production: str) -> None:
        for address in (
            reverse("generation:file", args=[production, "video"]),
            reverse("courses:watch", args=[self.slug]),
        ):
            page = learner.get(address)
            if page.headers["Content-Type"].startswith("video/") or "<video" in page.text:
                raise Failed(f"A learner got unapproved media at {page.url}.")
        self.say("No learner gets them before that.")

    def approve(self, reviewer: Browser, production: str) -> None:
        page = expect(reviewer.get(reverse("generation:review", args=[production])))
        together = reverse("generation:approve_passages", args=[production])
        form = page.form(lambda form: form.action.endswith(together), "approve its passages")
        page = expect(reviewer.submit(page, form))
        whole = reverse("generation:approve", args=[production])
        form = page.form(lambda form: form.action.endswith(whole), "approve the media")
        expect(reviewer.submit(page, form))
        self.say("Somebody else approved them.")

    def watch(self, learner: Browser) -> None:
        page = expect(learner.get(reverse("courses:watch", args=[self.slug])))
        found = re.search(r'src="([^"#]+/video/)', page.text)
        if not found:
            raise Failed("The watch page shows no video.")
        first = expect(learner.get(found[1], Range="bytes=0-1023"), 206)
        last = expect(learner.get(found[1], Range="bytes=-500"), 206)
        if len(first.body) != 1024 or first.body[4:8] != b"ftyp" or len(last.body) != 500:
            raise Failed(f"The video's ranges are wrong: {first.headers['Content-Range']}.")
        self.say(f"The learner read the video by ranges ({first.headers['Content-Range']}).")

    def answer(self, learner: Browser) -> None:
        right = RIGHT_OPTION.findall(LESSON.read_text(encoding="utf-8"))
        page = expect(learner.get(reverse("courses:resume", args=[self.slug])))
        numbers = {int(one) for one in re.findall(rf"/{self.slug}/(\d+)/", page.text)}
        answered = 0
        for number in sorted(numbers):
            page = expect(learner.get(reverse("courses:step", args=[self.slug, number])))
            if not any(form.has("client_key") for form in page.forms):
                continue
            form = page.form(lambda form: form.has("client_key"), "answer")
            chosen = [one.value for one in form.choices if any(words in one.words for words in right)]
            page = expect(learner.submit(page, form, options=chosen))
            if "is-right" not in page.text:
                raise Failed(f"A right answer at step {number} was not taken as right.")
            answered += 1
        if not answered:
            raise Failed(f"There is no question in {len(numbers)} steps.")
        expect(learner.get(reverse("courses:end", args=[self.slug])))
        self.say(f"The learner took {len(numbers)} steps and answered {answered} questions.")

    def team_page(self, manager: Browser) -> str:
        return plain(expect(manager.get(reverse("reports:team"))))

    def see_the_change(self, manager: Browser, before: str) -> None:
        if self.team_page(manager) == before:
            raise Failed("The manager's page did not change after the learner's answers.")
        self.say("The manager's page moved with it.")


def expect(page: Page, status: int = 200) -> Page:
    if page.status != status:
        raise Failed(f"{page.url} answered {page.status}, not {status}.")
    return page


def plain(page: Page) -> str:
    """The words a person reads in the main part of a page."""
    main = re.search(r"<main.*?</main>", page.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else page.text).split())
