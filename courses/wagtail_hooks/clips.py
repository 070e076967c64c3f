"""The door at which a clip is deleted."""

from django.urls import path
from wagtail import hooks

from courses.views import delete_clip


# Before wagtailmedia's own, whose address it takes.
@hooks.register("register_admin_urls", order=-1)
def clip_urls():
    return [path("media/delete/<int:media_id>/", delete_clip, name="delete_clip")]
