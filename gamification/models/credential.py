"""Badges as signed documents, the keys that signed them, and the places where their withdrawal is read."""

from __future__ import annotations

import uuid

from django.db import models

from gamification.models.awards import BadgeAward


class SigningKey(models.Model):
    """The public half of a key; the private half is a file (`gamification.keys`) and never here.

    multibase: the key as a Multikey. revoked_at, reason: since when nobody is to believe it, and why.
    """

    name = models.SlugField(max_length=40, unique=True)
    multibase = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class StatusEntry(models.Model):
    """Bit `index` of status list `number`. It outlives its badge: a withdrawal stays one after an erasure."""

    number = models.PositiveIntegerField()
    index = models.PositiveIntegerField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "status entries"
        constraints = [models.UniqueConstraint(fields=["number", "index"], name="a_bit_of_a_list_once")]

    def __str__(self) -> str:
        return f"{self.number}#{self.index}"


class Credential(models.Model):
    """An award as a badge that anybody can verify. What was signed never changes; its fate may.

    id: unguessable. digest: of what it says, so that the same is not issued twice. document: the signed JSON,
    as it was given out. public: its learner shows it to whoever has the address. reason: of its withdrawal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    award = models.ForeignKey(BadgeAward, on_delete=models.CASCADE, related_name="credentials")
    digest = models.CharField(max_length=64)
    document = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="credentials")
    status = models.OneToOneField(StatusEntry, on_delete=models.PROTECT, related_name="credential")
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    public = models.BooleanField(default=False)
    reason = models.CharField(max_length=240, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replaces")

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return str(self.pk)
