"""What reviewers do in their browsers."""

from django.urls import reverse

from courses.models import ModulePage

CLEARED = {"cleared": "on", "comment": "Stills are our own; Mara signed the release."}


def hand_in(page, by):
    page.get_workflow().start(page, by)


def act(browser, page, action, **data):
    """What the buttons of the dashboard do. data: of the dialogue."""
    page = ModulePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return browser.post(url, data, headers={"x-requested-with": "XMLHttpRequest"})


def task_of(page):
    """The name of the task a page waits for; empty where it waits for none."""
    task = ModulePage.objects.get(pk=page.pk).current_workflow_task
    return task.name if task else ""
