from django.urls import path
from wagtail import hooks
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from gamification.badge_form import TRY_OUT, BadgeViewSet
from gamification.models import BadgeClass
from gamification.views import standing

register_snippet(BadgeViewSet)


class TryOut(ActionMenuItem):
    name = TRY_OUT
    label = "Who would have it today?"
    icon_name = "group"


@hooks.register("register_snippet_action_menu_item")
def try_out(model):
    return TryOut(order=50) if model is BadgeClass else None


@hooks.register("register_admin_urls")
def badge_urls():
    return [path("badge-classes/<int:badge_id>/standing/", standing, name="badge_standing")]
