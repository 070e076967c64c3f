"""What was approved as a whole counts its passages as approved, by the same person at the same time."""

import hashlib
import json

from django.db import migrations

STAGES = ("script", "narration", "slides")


def passage_digest(passage, speech, slide):
    """As `generation.digests.passage_digest` names it when this migration is written."""
    lines = [[line["text"], line["spoken"]] for line in passage["lines"]]
    facts = ("passage", speech, slide, lines, passage.get("flags", []), passage.get("clip"))
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def passages_of(production, artifacts):
    """(digest, passage, speech, slide) in order; none where its artifacts are gone."""
    if not all(production.outputs.get(stage) in artifacts for stage in STAGES):
        return []
    script, narration, slides = (artifacts[production.outputs[stage]] for stage in STAGES)
    written = script.meta["passages"]
    if not len(written) == len(narration.parts) == len(slides.parts):
        return []
    return [
        (passage_digest(one, speech, slide), one, speech, slide)
        for one, speech, slide in zip(written, narration.parts, slides.parts)
    ]


def approvals_of(model, approval, production, passages):
    places = {}
    for digest, passage, speech, slide in passages:
        block_id = passage["block_id"]
        place = places[block_id] = places.get(block_id, -1) + 1
        yield model(
            digest=digest,
            module_id=production.module_id,
            block_id=block_id,
            place=place,
            lines=[line["text"] for line in passage["lines"]],
            speech=speech,
            slide=slide,
            approved_by_id=approval.approved_by_id,
            approved_at=approval.approved_at,
        )


def count(apps, schema_editor):
    Approval = apps.get_model("generation", "Approval")
    Artifact = apps.get_model("generation", "Artifact")
    PassageApproval = apps.get_model("generation", "PassageApproval")
    Production = apps.get_model("generation", "Production")
    for approval in Approval.objects.order_by("approved_at", "pk"):
        production = Production.objects.filter(digest=approval.digest).order_by("-created_at").first()
        if production is None:
            continue
        wanted = [production.outputs.get(stage) for stage in (*STAGES, "captions")]
        artifacts = Artifact.objects.in_bulk([one for one in wanted if one])
        passages = passages_of(production, artifacts)
        captions = artifacts.get(production.outputs.get("captions"))
        approval.module_id = production.module_id
        approval.whole = {
            "passages": [digest for digest, *_ in passages],
            "chapters": [one["title"] for one in captions.meta["chapters"]] if captions else [],
            "outputs": production.outputs,
        }
        approval.save(update_fields=["module", "whole"])
        PassageApproval.objects.bulk_create(
            approvals_of(PassageApproval, approval, production, passages), ignore_conflicts=True
        )


class Migration(migrations.Migration):
    dependencies = [("generation", "0004_passage_approvals")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
