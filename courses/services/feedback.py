"""What learners say about a module."""

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision

from accounts.links import absolute
from accounts.models import User
from courses.models import ErrorReport, ModulePage, Rating
from courses.services.answers import Refused


@transaction.atomic
def rate(*, user: User, module: ModulePage, stars: int, comment: str = "") -> Rating:
    """One rating a person and module; rating again replaces it."""
    if stars not in range(1, 6):
        raise Refused("invalid_rating", "Choose one of the five.")
    said = {"stars": stars, "comment": _plain(comment), "rated_at": timezone.now()}
    rating, _ = Rating.objects.update_or_create(user=user, module=module, defaults=said)
    return rating


@transaction.atomic
def report_error(
    *, user: User, module: ModulePage, text: str, block_id: str = "", revision: Revision | None = None
) -> ErrorReport:
    """Keep what a learner found wrong, and tell the author by mail once it is kept."""
    text = _plain(text)
    if not text:
        raise Refused("empty_report", "Say what is wrong, in a few words.")
    report = ErrorReport.objects.create(
        user=user, module=module, text=text, block_id=_plain(block_id)[:40], revision=revision
    )
    transaction.on_commit(lambda: _tell_author(report), robust=True)  # a silent mail server loses no report
    return report


def _plain(text: str) -> str:
    """What a text column takes: PostgreSQL keeps no NUL."""
    return text.replace("\x00", "").strip()[:2000]


def _tell_author(report: ErrorReport) -> None:
    author = report.module.owner
    if author is None or not author.email or not author.is_active:
        return
    link = absolute(AdminURLFinder(author).get_edit_url(report.module) or report.module.full_url or "")
    send_mail(
        subject=f"Something may be wrong in “{report.module.title}”",
        message=f"{report.user} writes:\n\n{report.text}\n\nOpen the module: {link}\n",
        from_email=None,
        recipient_list=[author.email],
        fail_silently=False,
    )
