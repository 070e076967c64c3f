from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Character
from courses.rich_text import register_code


class CharacterViewSet(SnippetViewSet):
    model = Character
    icon = "user"
    menu_label = "Characters"
    list_display = ["name", "role", "voice"]
    search_fields = ["name", "role"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel("role"), FieldPanel("description")], heading="Who they are"),
        FieldPanel("voice"),
    ]


register_snippet(CharacterViewSet)
hooks.register("register_rich_text_features", register_code)
