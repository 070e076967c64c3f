"""Wagtail's editor as an author's hands know it."""

from playwright.sync_api import Page, expect


class Editor:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.lesson = page.locator("#panel-child-content-body-section")
        self.clock = page.locator("[data-clock]")
        self.blocks = 0

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f"[name='{name}']").fill(value)

    def tick(self, name: str) -> None:
        self.page.locator(f"[name='{name}']").check()

    def add(self, kind: str, **values: str) -> str:
        """Adds a block at the end of the lesson. Returns what the names of its fields begin with."""
        begins = f"body-{self.blocks}-value"
        self.lesson.get_by_title("Insert a block").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        self.page.locator(f"[name='body-{self.blocks}-type']").wait_for(state="attached")
        self.blocks += 1
        for name, value in values.items():
            self.fill(f"{begins}-{name}", value)
        return begins

    def add_to_list(self, begins: str) -> None:
        """One more item at the end of a list."""
        items = self.page.locator(f"[name='{begins}-count']").locator("xpath=..")
        items.get_by_title("Add", exact=True).last.click()

    def add_inline(self, label: str) -> None:
        self.page.get_by_role("button", name=f"Add {label}").click()

    def write(self, words: str, *, text: int = 0) -> None:
        """Into a text of the lesson, the first unless another is named."""
        self.lesson.locator("[contenteditable=true]").nth(text).click()
        self.page.keyboard.insert_text(words)

    def choose(self, field: str, name: str) -> None:
        """Something in one of Wagtail's choosers."""
        chooser = self.page.locator(f"[name='{field}']").locator("xpath=..")
        chooser.locator("[data-chooser-action-choose]:visible").click()
        dialog = self.page.locator(".modal")
        dialog.get_by_role("link", name=name).first.click()
        expect(dialog).to_have_count(0)

    def publish(self) -> None:
        self.page.locator("footer .w-dropdown__toggle").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
