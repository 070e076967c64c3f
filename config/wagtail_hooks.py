from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from config.health.views import site_health


@hooks.register("register_admin_urls")
def health_url():
    return [path("site-health/", site_health, name="site_health")]


class HealthItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, LD_ADMINS)


@hooks.register("register_admin_menu_item")
def health_item():
    return HealthItem("Site health", reverse("site_health"), icon_name="info-circle", order=9000)
