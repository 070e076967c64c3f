"""A course as a file, for those who edit it."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from courses.exporting import ExportRefused, export_course
from courses.models import CoursePage


@require_safe
def export(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The newest drafts of everything in it, as `import_course` reads them."""
    course = get_object_or_404(CoursePage, pk=page_id)
    if not course.permissions_for_user(request.user).can_edit():
        raise Http404
    file = TemporaryFile()
    try:
        export_course(course=course, target=file)
    except ExportRefused as refusal:
        file.close()
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", course.pk)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{course.slug}.zip", content_type="application/zip"
    )
