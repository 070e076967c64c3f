"""allauth's forms in our words: sentence case, no placeholder in place of a label, one line of help."""

import logging
from smtplib import SMTPException

from allauth.account import forms as allauth_forms
from django.core.exceptions import ValidationError
from django.core.mail import get_connection

logger = logging.getLogger(__name__)
MAIL_IS_AWAY = (
    "Our mail is not going out just now, so we cannot send you a link. Your password is as it was. Try again "
    "in a few minutes, or tell whoever runs Greenroom at your studio."
)

WHAT_TO_CHOOSE = "At least eight characters; not a common password, your name or your address."
_LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "New password, again",
}
_HELP = {"password1": WHAT_TO_CHOOSE}


class OurWords:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.help_text = _HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OurWords, allauth_forms.LoginForm):
    pass


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):
    pass


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):
    def clean(self):
        """Known and unknown addresses hear alike that mail is away."""
        try:
            with get_connection():
                pass
        except (SMTPException, OSError) as error:
            logger.error("The mail server cannot be reached: %s", error)
            raise ValidationError(MAIL_IS_AWAY) from error
        return super().clean()


class ResetPasswordKeyForm(OurWords, allauth_forms.ResetPasswordKeyForm):
    pass
