"""A block of code in the rich text editor."""

from wagtail.admin.rich_text.converters.html_to_contentstate import BlockElementHandler
from wagtail.admin.rich_text.editors.draftail.features import BlockFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

NAME = "code-block"


def register_code(features: FeatureRegistry) -> None:
    control = {"type": NAME, "icon": "code", "description": "Shown as it is written; not spoken"}
    features.register_editor_plugin("draftail", NAME, BlockFeature(control))
    rule = {
        "from_database_format": {"pre": BlockElementHandler(NAME)},
        "to_database_format": {"block_map": {NAME: "pre"}},
    }
    features.register_converter_rule("contentstate", NAME, rule)
