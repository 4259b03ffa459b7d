"""The shop's settings for tests: no plugins, the writer only where it is allowed."""

from ..core.jwt_manager import _new_private_key
from ..settings import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = True
PUBLIC_URL = "https://example.com"
SECRET_KEY = "NOTREALLY, but long enough for every signature that is made with it"
ALLOWED_CLIENT_HOSTS = ["www.example.com"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = ""
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PLUGINS: list[str] = []
DEFAULT_CHANNEL_SLUG = "main"
HTTP_IP_FILTER_ENABLED = False
HTTP_IP_FILTER_ALLOW_LOOPBACK_IPS = True
MIDDLEWARE.insert(0, "saleor.core.db.connection.restrict_writer_middleware")  # noqa: F405
CELERY_RESTRICT_WRITER_METHOD = "saleor.core.db.connection.restrict_writer"
RSA_PRIVATE_KEY = _new_private_key()
