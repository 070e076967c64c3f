from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"


class StudioUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own pages of users, over our people."""

    default = False
    user_viewset = "accounts.views.admin.PeopleViewSet"
