"""In whose words a module is narrated: the author's, or a language model's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from courses.models import ModulePage
from generation import services
from generation.models import Wording
from generation.queries import may_make

CHOSEN = {
    Wording.OWN: "Your own words are spoken from now on.",
    Wording.MODEL: "The language model words the narration from now on. Reviewers see what does not agree "
    "with yours.",
}


@require_POST
def choose(request: HttpRequest, module_id: int) -> HttpResponse:
    module = get_object_or_404(ModulePage, pk=module_id)
    if not may_make(request.user, module):
        raise Http404("There is no such module.")
    wording = request.POST.get("wording", "")
    try:
        again = services.choose_narration(module=module, wording=wording, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("generation:make", module.pk)
    messages.success(request, CHOSEN[Wording(wording)])
    if again is not None:
        return redirect("generation:production", again.pk)
    return redirect("generation:make", module.pk)
