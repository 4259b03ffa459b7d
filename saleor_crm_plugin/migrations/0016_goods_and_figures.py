"""Why goods are watched, in the one place where they are; and the index behind the figures of journeys."""

from django.db import migrations, models

# Backwards there is one row for a person's goods: the one that was seen first.
ONE_OF_EACH = """
DELETE FROM crm_watched_goods AS goods USING crm_watched_goods AS other
WHERE (goods.profile_id, goods.variant_id, goods.channel)
    = (other.profile_id, other.variant_id, other.channel) AND goods.id > other.id
"""


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0015_touches")]

    operations = [
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                condition=models.Q(("entered_at__isnull", False)),
                fields=["journey", "entered_at"],
                name="crm_enrollment_entered",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="watchedgoods", name="crm_watched_goods_once"
        ),
        migrations.RunSQL(migrations.RunSQL.noop, ONE_OF_EACH),
        migrations.AddField(
            model_name="watchedgoods",
            name="order_id",
            field=models.UUIDField(null=True),
        ),
        # Until now only carts were noted.
        migrations.AddField(
            model_name="watchedgoods",
            name="reason",
            field=models.CharField(
                choices=[
                    ("viewed", "Viewed"),
                    ("cart", "Cart"),
                    ("wanted", "Wanted"),
                    ("bought", "Bought"),
                ],
                default="cart",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.RemoveIndex(
            model_name="watchedgoods", name="crm_watched_goods_seen"
        ),
        migrations.AddIndex(
            model_name="watchedgoods",
            index=models.Index(
                fields=["reason", "seen_at"], name="crm_watched_goods_seen"
            ),
        ),
        migrations.AddIndex(
            model_name="watchedgoods",
            index=models.Index(
                condition=models.Q(("order_id__isnull", False)),
                fields=["order_id"],
                name="crm_watched_goods_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchedgoods",
            constraint=models.UniqueConstraint(
                fields=("profile_id", "variant_id", "channel", "reason"),
                name="crm_watched_goods_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchedgoods",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("order_id__isnull", False), ("reason", "bought")),
                    models.Q(
                        ("order_id__isnull", True),
                        ("reason__in", ["viewed", "cart", "wanted"]),
                    ),
                    _connector="OR",
                ),
                name="crm_watched_goods_reason",
            ),
        ),
    ]
