import hashlib
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone

_signer = Signer(salt="courses.podcast", sep=".")


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class FeedQuerySet(models.QuerySet):
    def open(self):
        """Those whose learner may still sign in."""
        return self.filter(user__is_active=True).select_related("user")

    def by_token(self, token: str):
        return self.open().filter(token_digest=token_digest(token))

    def by_file_token(self, token: str):
        """The feed that names a file so; none where nobody here signed that."""
        try:
            return self.open().filter(pk=uuid.UUID(_signer.unsign(token)))
        except (BadSignature, ValueError):
            return self.none()


class PodcastFeed(models.Model):
    """A learner's private podcast. Its token is in its address only; here lies the SHA-256.

    Another address is another row: what the old one signed opens nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="podcast_feed"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    last_fetched_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Podcast of {self.user}"

    @property
    def file_token(self) -> str:
        """What stands in the address of each of its files: players send no cookies. The same for its life, so
        that an app does not take a known episode for a new one.
        """
        return _signer.sign(self.pk.hex)
