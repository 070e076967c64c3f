import uuid

from django.db import migrations, models
from django.db.models import Value

CONDITIONS = [{"type": "module", "value": {"how": "clean", "module": None}}]
WORDS = "Answer every question of a module right at the first try, the first time you take it."


def carry_over(apps, schema_editor):
    """The badge that was code is data now; what was awarded stays, each under a name of its own."""
    BadgeClass = apps.get_model("gamification", "BadgeClass")
    BadgeTrigger = apps.get_model("gamification", "BadgeTrigger")
    BadgeAward = apps.get_model("gamification", "BadgeAward")
    words = {"name": "Clean take", "description": "A module in one take: nothing to go back for.", "criteria": WORDS}
    badge, _ = BadgeClass.objects.get_or_create(slug="clean-take", defaults=words)
    # The field of this state knows no kinds of condition, so it would drop them: they go past it.
    BadgeClass.objects.filter(pk=badge.pk).update(conditions=Value(CONDITIONS, output_field=models.JSONField()))
    BadgeTrigger.objects.get_or_create(badge=badge, fact="answered:*")
    for award in BadgeAward.objects.all().iterator():
        award.uuid = uuid.uuid4()
        award.subject = f"module:{award.module_id}"
        award.criteria = {"words": WORDS, "conditions": CONDITIONS}
        award.save(update_fields=["uuid", "subject", "criteria"])


class Migration(migrations.Migration):

    dependencies = [
        ('gamification', '0005_badges_with_conditions'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
