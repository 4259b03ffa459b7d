"""Whether anything may leave from this installation, as it stands now."""

from ..saleor_adapter.public_url import build_absolute_uri
from .instance import instance_id
from .policies.guard import Hold, Place, is_copy
from .settings_models import SendingMode, SendingSettings


def here() -> Place:
    """Return where this installation is; asks the storage that keeps its id."""
    return Place(public_url=build_absolute_uri("/"), instance_id=instance_id())


def hold_of(settings: SendingSettings, place: Place) -> Hold | None:
    """Return why nothing may leave from this place; None where it may.

    A copy in test mode writes to the test address only, and so does no harm.
    """
    if settings.mode == SendingMode.STOPPED:
        return Hold.NOT_LIVE
    if settings.mode == SendingMode.TEST:
        return None
    live = Place(settings.live_public_url, settings.live_instance_id)
    return Hold.COPY if is_copy(live=live, here=place) else None
