"""Settings as a Saleor process sees them; names and values follow the real ones."""

import datetime
import importlib.metadata
import os
import warnings
from urllib.parse import urlparse

import dj_database_url
from django.conf import global_settings
from django.core.management.utils import get_random_secret_key

from ._contract import contract

_RECORDED = contract()["settings"]
# Parts of the real shop that the sandbox has no use for.
_ABSENT_APPS = ("storages", "django_measurement", "mptt", "django_filters")
_ABSENT_MIDDLEWARE = ("saleor.core.middleware.jwt_refresh_token_middleware",)


def get_list(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item]


def get_bool_from_env(name: str, default_value: bool) -> bool:
    value = os.environ.get(name)
    return default_value if value is None else value.lower() in ("true", "1")


DEBUG = get_bool_from_env("DEBUG", True)
SITE_ID = 1
PROJECT_ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), ".."))
ROOT_URLCONF = _RECORDED["ROOT_URLCONF"]
APPEND_SLASH = False

DATABASE_CONNECTION_DEFAULT_NAME = "default"
DATABASE_CONNECTION_REPLICA_NAME = "replica"
_DATABASE_DEFAULT = "postgres://saleor:saleor@localhost:5432/saleor"
_REPLICA_VARIABLE = (
    "DATABASE_URL_REPLICA" if "DATABASE_URL_REPLICA" in os.environ else "DATABASE_URL"
)
DB_CONN_MAX_AGE = int(os.environ.get("DB_CONN_MAX_AGE", "0"))
DATABASES = {
    DATABASE_CONNECTION_DEFAULT_NAME: dj_database_url.config(
        default=_DATABASE_DEFAULT, conn_max_age=DB_CONN_MAX_AGE
    ),
    DATABASE_CONNECTION_REPLICA_NAME: dj_database_url.config(
        env=_REPLICA_VARIABLE,
        default=_DATABASE_DEFAULT,
        conn_max_age=DB_CONN_MAX_AGE,
        test_options={"MIRROR": DATABASE_CONNECTION_DEFAULT_NAME},
    ),
}
DATABASE_ROUTERS = ["saleor.core.db_routers.PrimaryReplicaRouter"]
DEFAULT_AUTO_FIELD = _RECORDED["DEFAULT_AUTO_FIELD"]

TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = global_settings.LANGUAGES
USE_I18N = True
USE_TZ = True

PUBLIC_URL = os.environ.get("PUBLIC_URL")
ENABLE_SSL = get_bool_from_env("ENABLE_SSL", False)
if PUBLIC_URL:
    ENABLE_SSL = urlparse(PUBLIC_URL).scheme == "https"

EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_FILE_PATH = os.environ.get("EMAIL_FILE_PATH", "")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "noreply@example.com")

MEDIA_ROOT = os.path.join(PROJECT_ROOT, "media")
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]

SECRET_KEY = os.environ.get("SECRET_KEY")
if not SECRET_KEY and DEBUG:
    warnings.warn(
        "SECRET_KEY not configured, using a random temporary key.", stacklevel=1
    )
    SECRET_KEY = get_random_secret_key()
RSA_PRIVATE_KEY = os.environ.get("RSA_PRIVATE_KEY")
RSA_PRIVATE_PASSWORD = os.environ.get("RSA_PRIVATE_PASSWORD")
JWT_MANAGER_PATH = os.environ.get(
    "JWT_MANAGER_PATH", "saleor.core.jwt_manager.JWTManager"
)
JWT_TTL_ACCESS = datetime.timedelta(minutes=5)
JWT_TTL_APP_ACCESS = datetime.timedelta(minutes=5)
JWT_TTL_REFRESH = datetime.timedelta(days=30)
JWT_TTL_REQUEST_EMAIL_CHANGE = datetime.timedelta(hours=1)

ALLOWED_HOSTS = get_list(os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1"))
ALLOWED_CLIENT_HOSTS = get_list(
    os.environ.get("ALLOWED_CLIENT_HOSTS", "localhost,127.0.0.1")
)
ALLOWED_GRAPHQL_ORIGINS = get_list(os.environ.get("ALLOWED_GRAPHQL_ORIGINS", "*"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MIDDLEWARE = [
    name for name in _RECORDED["MIDDLEWARE"] if name not in _ABSENT_MIDDLEWARE
]
if get_bool_from_env("ENABLE_RESTRICT_WRITER_MIDDLEWARE", False):
    MIDDLEWARE.insert(0, "saleor.core.db.connection.log_writer_usage_middleware")
CELERY_RESTRICT_WRITER_METHOD = "saleor.core.db.connection.log_writer_usage"

INSTALLED_APPS = [
    name for name in _RECORDED["INSTALLED_APPS"] if name not in _ABSENT_APPS
]

AUTH_USER_MODEL = "account.User"
AUTHENTICATION_BACKENDS = [
    "saleor.core.auth_backend.JSONWebTokenBackend",
    "saleor.core.auth_backend.PluginBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    }
]

DEFAULT_COUNTRY = os.environ.get("DEFAULT_COUNTRY", "US")
DEFAULT_DECIMAL_PLACES = 3
DEFAULT_MAX_DIGITS = 20
DEFAULT_CURRENCY_CODE_LENGTH = 3
DEFAULT_CHANNEL_SLUG = os.environ.get("DEFAULT_CHANNEL_SLUG", "default-channel")
COUNTRIES_OVERRIDE = {"EU": "European Union", "XK": "Kosovo"}

ANONYMOUS_CHECKOUTS_TIMEDELTA = datetime.timedelta(days=30)
USER_CHECKOUTS_TIMEDELTA = datetime.timedelta(days=90)
EMPTY_CHECKOUTS_TIMEDELTA = datetime.timedelta(hours=6)

CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "")
CELERY_RESULT_BACKEND = os.environ.get("CELERY_RESULT_BACKEND")
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_ALWAYS_EAGER = not CELERY_BROKER_URL
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {}
CELERY_BEAT_MAX_LOOP_INTERVAL = 300  # seconds
if CELERY_BROKER_URL.startswith("filesystem:"):
    # One folder per run, shared by web server, worker and beat.
    _BROKER_FOLDER = os.environ["CELERY_BROKER_FOLDER"]
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": _BROKER_FOLDER,
        "data_folder_out": _BROKER_FOLDER,
        "control_folder": os.path.join(_BROKER_FOLDER, "control"),
        "polling_interval": 0.05,  # seconds
    }
    # With this transport a worker that holds all it may hold looks at nothing else, not even at
    # what it has finished, for two seconds: as many tasks a minute as it may hold, times thirty.
    CELERY_WORKER_PREFETCH_MULTIPLIER = 0

GRAPHQL_PAGINATION_LIMIT = int(_RECORDED["GRAPHQL_PAGINATION_LIMIT"])
GRAPHQL_QUERY_MAX_COMPLEXITY = int(
    os.environ.get(
        "GRAPHQL_QUERY_MAX_COMPLEXITY", _RECORDED["GRAPHQL_QUERY_MAX_COMPLEXITY"]
    )
)
GRAPHQL_CACHE_SUFFIX = os.environ.get("GRAPHQL_CACHE_SUFFIX", "")
GRAPHQL_MIDDLEWARE: list[str] = []
GRAPHQL_ALIAS_COUNT_LIMIT = int(os.environ.get("GRAPHQL_ALIAS_COUNT_LIMIT", "100"))
GRAPHQL_MUTATION_COUNT_LIMIT = int(os.environ.get("GRAPHQL_MUTATION_COUNT_LIMIT", "4"))
GRAPHQL_BATCH_MAX_COUNT = int(os.environ.get("GRAPHQL_BATCH_MAX_COUNT", "1"))
FEDERATED_QUERY_MAX_ENTITIES = int(_RECORDED["FEDERATED_QUERY_MAX_ENTITIES"])
PLAYGROUND_ENABLED = get_bool_from_env("PLAYGROUND_ENABLED", True)

# Seconds to connect, and between two bytes of an answer.
COMMON_REQUESTS_TIMEOUT = (2, 18)
HTTP_IP_FILTER_ENABLED = get_bool_from_env("HTTP_IP_FILTER_ENABLED", True)
HTTP_IP_FILTER_ALLOW_LOOPBACK_IPS = get_bool_from_env(
    "HTTP_IP_FILTER_ALLOW_LOOPBACK_IPS", False
)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "verbose": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s [%(process)d]"
        }
    },
    "handlers": {"default": {"class": "logging.StreamHandler", "formatter": "verbose"}},
    "root": {"level": "INFO", "handlers": ["default"]},
    # Every error of a resolver would come with its traceback, also those that the client caused.
    "loggers": {"graphql.execution": {"level": "CRITICAL"}},
}

BUILTIN_PLUGINS: list[str] = []
EXTERNAL_PLUGINS: list[str] = []
for _entry_point in importlib.metadata.entry_points(group="saleor.plugins"):
    _path = f"{_entry_point.module}.{_entry_point.attr}"
    if _path not in EXTERNAL_PLUGINS:
        EXTERNAL_PLUGINS.append(_path)
        if _entry_point.name not in INSTALLED_APPS:
            INSTALLED_APPS.append(_entry_point.name)
PLUGINS: list[str] = BUILTIN_PLUGINS + EXTERNAL_PLUGINS
