"""Addresses for files: signed, for one import or list, and good for a short time."""

import datetime

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import sign

UPLOAD = "import"
UPLOAD_WITHIN = datetime.timedelta(hours=2)
DOWNLOAD = "export"
DOWNLOAD_WITHIN = datetime.timedelta(minutes=10)
MADE_LIST = "made-list"


def upload_url(import_id: int) -> str:
    """Return where the pieces of a file are posted, with `?place=0` and so on."""
    return plugin_url(f"import/{sign(UPLOAD, [import_id])}")


def download_url(code: str, subject: int = 0) -> str:
    """Return where a list can be fetched."""
    return plugin_url(f"export/{sign(DOWNLOAD, [code, subject])}")


def made_list_url(job_id: int) -> str:
    """Return where a list that a worker has made can be fetched."""
    return plugin_url(f"list/{sign(MADE_LIST, [job_id])}")
