"""Writing down a change of settings, in the transaction of the change."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from .models import SettingsChange


def record_change(
    subject: str,
    subject_id: int,
    *,
    author: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime.datetime,
) -> bool:
    """Keep the values that differ, and say whether any did; equal ones leave no row."""
    old, new = _plain(before), _plain(after)
    changed = {name for name in old | new if old.get(name) != new.get(name)}
    if not changed:
        return False
    SettingsChange.objects.create(
        subject=subject,
        subject_id=subject_id,
        author=author,
        before={name: old[name] for name in changed if name in old},
        after={name: new[name] for name in changed if name in new},
        changed_at=now,
    )
    return True


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder, sort_keys=True))
