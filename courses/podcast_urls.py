from django.urls import path

from courses.views import feed

app_name = "podcast"

# A token stands alone between two slashes: that is how it is kept out of the logs (config/logs/privacy.py).
urlpatterns = [
    path("feed/<str:token>/lessons.xml", feed.feed, name="feed"),
    path("file/<str:token>/<uuid:set_id>/<str:name>", feed.file, name="file"),
    path("", feed.page, name="page"),
    path("make/", feed.make, name="make"),
    path("stop/", feed.stop, name="stop"),
]
