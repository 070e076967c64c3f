import uuid

import django.db.models.deletion
from django.db import migrations, models


def identify(apps, schema_editor):
    Competency = apps.get_model("courses", "Competency")
    for pk in Competency.objects.values_list("pk", flat=True):
        Competency.objects.filter(pk=pk).update(identifier=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0008_material_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='competency',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='The competency it is a part of. Empty: it stands at the top.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='courses.competency', verbose_name='under'),
        ),
        migrations.AddField(
            model_name='competency',
            name='code',
            field=models.CharField(blank=True, help_text='What people call it for short, such as B.2.', max_length=60),
        ),
        migrations.AddField(
            model_name='competency',
            name='kind',
            field=models.CharField(blank=True, help_text='What the framework calls statements like this one: Domain, Competency, Skill.', max_length=60, verbose_name='kind of statement'),
        ),
        migrations.AddField(
            model_name='competency',
            name='archived_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='competency',
            name='changed_at',
            field=models.DateTimeField(auto_now=True),
        ),
        # Each row needs one of its own before there may be no two alike.
        migrations.AddField(
            model_name='competency',
            name='identifier',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(identify, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='competency',
            name='identifier',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
