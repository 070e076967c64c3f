from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import views
from config.health import views as health_views
from courses.views import picture

urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/report/", health_views.report, name="health_report"),
    # One door to sign in by: the one that django-axes watches.
    path("admin/login/", views.sign_in, name="wagtailadmin_login"),
    path("_util/login/", views.sign_in, name="wagtailcore_login"),
    # Wagtail tries its error pages here, and a form that our snippets do not offer.
    path("admin/failwhale/", views.nothing_here),
    path("admin/test404/", views.nothing_here),
    path("admin/snippets/choose/<slug:app>/<slug:model>/create/", views.nothing_here),
    # It would tell every author what people tag the prompts with that they keep for themselves.
    path("admin/tag-autocomplete/labs/librarytag/", views.nothing_here),
    # Whoever is signed in is known: there are no shared passwords.
    path("documents/authenticate_with_password/<int:restriction>/", views.nothing_here),
    path("_util/authenticate_with_password/<int:restriction>/<int:page>/", views.nothing_here),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # An address is proved by the invitation, and changed by an L&D admin.
    path("accounts/email/", views.nothing_here),
    path("accounts/confirm-email/", views.nothing_here),
    path("accounts/confirm-email/<str:key>/", views.nothing_here),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("learn/", include("courses.urls")),
    path("paths/", include("courses.path_urls")),
    path("labs/", include("labs.urls")),
    path("podcast/", include("courses.podcast_urls")),
    path("media/images/<path:name>", picture),
    path("", include("gamification.urls")),
    path("", include("reports.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
