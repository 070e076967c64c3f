from django.urls import path

from generation.views import previews

app_name = "pronunciations"
urlpatterns = [
    path("listen/", previews.listen, name="listen"),
    path("<uuid:preview_id>/", previews.live, name="live"),
    path("<uuid:preview_id>/sound/", previews.sound, name="sound"),
]
