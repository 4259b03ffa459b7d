"""Say whether people are asked before anything is inferred of them."""

from ..models import PrivacySettings

ONE_ROW = 1


def ask_before_inferring(*, asks: bool) -> None:
    """Set whether nothing is inferred of people who have not agreed to be profiled. Idempotent.

    What was inferred of them goes within minutes, and comes back as soon as nobody is asked.
    """
    PrivacySettings.objects.update_or_create(
        pk=ONE_ROW, defaults={"asks_before_inferring": asks}
    )
