import zoneinfo

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class Craft(models.TextChoices):
    WRITER = "writer", "Writer"
    DIRECTOR = "director", "Director"
    PRODUCER = "producer", "Producer"
    EDITOR = "editor", "Editor"
    DESIGNER = "designer", "Designer"
    SOUND = "sound", "Sound"
    VFX = "vfx", "VFX"
    LEAD = "lead", "Lead"


class Format(models.TextChoices):
    READ = "read", "Read"
    WATCH = "watch", "Watch"
    LISTEN = "listen", "Listen"


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is no time zone we know. Choose one such as Europe/London.")


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields):
        if not email:
            raise ValueError("A person needs an e-mail address: it is how they sign in.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person at the studio. They sign in with their e-mail address."""

    username = None
    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "Someone already has this address."}
    )
    craft = models.CharField(max_length=20, choices=Craft.choices, default=Craft.WRITER)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    locale = models.CharField(max_length=16, default="en-gb")
    preferred_format = models.CharField(max_length=10, choices=Format.choices, default=Format.READ)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    """Counts how often this person was signed out everywhere. It is part of what makes a session theirs."""

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def _get_session_auth_hash(self, secret=None) -> str:
        salt = "accounts.models.User.session"
        return salted_hmac(
            salt, f"{self.password}{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()
