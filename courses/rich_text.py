"""A block of code in the rich text editor, and links to pages that cost a screen nothing."""

from django.urls import reverse
from wagtail.admin.rich_text.converters.html_to_contentstate import BlockElementHandler
from wagtail.admin.rich_text.editors.draftail.features import BlockFeature
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

NAME = "code-block"


def register_code(features: FeatureRegistry) -> None:
    control = {"type": NAME, "icon": "code", "description": "Shown as it is written; not spoken"}
    features.register_editor_plugin("draftail", NAME, BlockFeature(control))
    rule = {
        "from_database_format": {"pre": BlockElementHandler(NAME)},
        "to_database_format": {"block_map": {NAME: "pre"}},
    }
    features.register_converter_rule("contentstate", NAME, rule)


class PageByNumber(PageLinkHandler):
    """A link to a page as an address of ours that leads there.

    Wagtail's own looks the page up, three questions to the database for each piece of text with a link in it.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [_link(str(attrs.get("id", ""))) for attrs in attrs_list]


def _link(page: str) -> str:
    return f'<a href="{reverse("courses:page", args=[page])}">' if page.isdecimal() else "<a>"


def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PageByNumber)
