import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gamification', '0006_clean_take_as_data'),
    ]

    operations = [
        migrations.AlterField(
            model_name='badgeaward',
            name='uuid',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name='badgeaward',
            constraint=models.UniqueConstraint(fields=('user', 'badge', 'subject', 'number'), name='a_badge_a_subject_once'),
        ),
    ]
