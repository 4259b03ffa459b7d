"""When openings and clicks may be judged."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0018_answers")]

    operations = [
        migrations.AddField(
            model_name="touch",
            name="judge_at",
            field=models.DateTimeField(db_default=Now()),
        ),
        migrations.RemoveIndex(model_name="touch", name="crm_touch_unjudged"),
        migrations.AddIndex(
            model_name="touch",
            index=models.Index(
                name="crm_touch_unjudged",
                fields=["judge_at"],
                condition=models.Q(is_judged=False),
            ),
        ),
    ]
