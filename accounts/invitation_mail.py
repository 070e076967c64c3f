"""The mail that carries an invitation's link."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.links import absolute
from accounts.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """Raises what the mail backend raises (smtplib.SMTPException, OSError)."""
    context = {
        "invitation": invitation,
        "studio": settings.WAGTAIL_SITE_NAME,
        "link": absolute(reverse("accounts:invitation", args=[token])),
    }
    inviter = f"{invitation.invited_by} invites you" if invitation.invited_by else "You are invited"
    mail = EmailMultiAlternatives(
        subject=f"{inviter} to {settings.WAGTAIL_SITE_NAME}",
        body=render_to_string("accounts/mail/invitation.txt", context),
        to=[invitation.email],
    )
    mail.attach_alternative(render_to_string("accounts/mail/invitation.html", context), "text/html")
    mail.send()
