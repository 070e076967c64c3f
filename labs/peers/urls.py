from django.urls import path

from labs.peers.views import asking, reviewing

urlpatterns = [
    path("run/<uuid:run_id>/reviews/", asking.peers, name="peers"),
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/<uuid:review_id>/", reviewing.review, name="review"),
    path(
        "reviews/<uuid:review_id>/picture/<int:work_picture>/",
        reviewing.review_picture,
        name="review_picture",
    ),
]
