"""What a finished workflow does. Wagtail imports it before there are models."""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what the last task of a workflow approved. Reviewers approve; they need no right to publish.

    Raises NotPublishable, and the workflow is where it was.
    """
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
