from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"


class StudioUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own people pages, over our user."""

    default = False
