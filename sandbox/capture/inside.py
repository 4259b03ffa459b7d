"""Start the real Saleor found on the import path, so that it can be looked at."""

import os
import warnings


def start():
    """Set up Django with Saleor's own settings; what the environment sets already is kept."""
    warnings.simplefilter("ignore")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor.settings")
    os.environ.setdefault("SECRET_KEY", "x")
    os.environ.setdefault("ALLOWED_CLIENT_HOSTS", "localhost")

    import django

    django.setup()
