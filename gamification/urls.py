from django.urls import path

from courses import converters  # noqa: F401  (registers the module's slug)
from gamification import views
from gamification.views import badges, board, certificates, credentials, profile, verifying

app_name = "gamification"
urlpatterns = [
    path("mastery/moved/<module_slug:module_slug>/", views.moved, name="moved"),
    path("badges/issuer/", credentials.issuer, name="issuer"),
    path("badges/class/<slug:slug>/", credentials.achievement, name="achievement"),
    path("badges/class/<slug:slug>/image.svg", credentials.achievement_image, name="achievement_image"),
    path("badges/status/<int:number>/", credentials.status_list, name="status_list"),
    *(
        path(
            f"badges/<uuid:credential_id>/credential.{form}",
            credentials.credential,
            {"form": form},
            name=f"credential_{form}",
        )
        for form in ("json", "png", "svg")
    ),
    path("badges/<uuid:credential_id>/", verifying.verified, name="verified"),
    path("badges/mine/<uuid:award_id>/", badges.mine, name="badge"),
    path("badges/mine/<uuid:award_id>/share/", badges.share, name="badge_share"),
    path("badges/mine/<uuid:award_id>/hide/", badges.hide, name="badge_hide"),
    path("badges/mine/<uuid:award_id>/withdraw/", badges.withdraw, name="badge_withdraw"),
    path("badges/mine/<uuid:award_id>/renew/", badges.renew, name="badge_renew"),
    path("badges/mine/<uuid:award_id>/picture.svg", badges.own_picture, name="badge_picture"),
    *(
        path(
            f"badges/mine/<uuid:award_id>/credential.{form}",
            badges.own_file,
            {"form": form},
            name=f"badge_{form}",
        )
        for form in ("json", "png", "svg")
    ),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/live/", certificates.live, name="certificates_live"),
    path("certificates/course/<int:course_id>/", certificates.ask, name="certificate_ask"),
    path("certificates/<uuid:certificate_id>.pdf", certificates.file, name="certificate_file"),
    path("board/", board.team_board, name="board"),
    path("people/mine/", profile.edit, name="profile_edit"),
    path("people/<uuid:address>/", profile.profile, name="profile"),
    path("review/", views.review, name="review"),
    path("review/due/", views.due, name="review_due"),
    path("review/<int:session_id>/<int:number>/", views.question, name="review_question"),
    path("review/days/", views.days, name="review_days"),
    path("review/days/team/<int:team_id>/", views.team_days, name="team_days"),
]
