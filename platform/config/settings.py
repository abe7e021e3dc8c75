"""All settings. Each value that differs between places is an environment variable with a working default.

Unset ``DATABASE_URL`` means the embedded PostgreSQL of ``local``; unset ``BROKER_URL`` means a queue inside
that same database. docs/deploy.md lists every variable.
"""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab

from local.address import embedded_database_url
from local.broker import broker_settings
from local.secret import secret_key

ROOT = Path(__file__).resolve().parents[2]


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word for word in os.environ.get(name, default).replace(",", " ").split() if word]


DEBUG = _flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key(ROOT)
BASE_HOST = os.environ.get("BASE_HOST", "localhost")
WEB_PORT = int(os.environ.get("WEB_PORT", "8000"))
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", f"{BASE_HOST} .{BASE_HOST} 127.0.0.1")
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS")
DATA_DIR = Path(os.environ.get("DATA_DIR", ROOT / ".local"))

# --- districts -------------------------------------------------------------------------------------------

TENANT_MODEL = "tenants.District"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_NAME = "public"
TEMPLATE_SCHEMA_NAME = "district_template"
# The search path is set when a connection changes its district, not before every statement (tenants.backend).
TENANT_LIMIT_SET_CALLS = True
SHOW_PUBLIC_IF_NO_TENANT_FOUND = False
ROOT_URLCONF = "config.urls"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"

# contenttypes lives in the public schema only: with one table per district the process-wide caches of
# ContentType and guardian would hand one district's ids to another (ADR 0002).
SHARED_APPS = [
    "django_tenants",
    "tenants",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "core",
    "tenants.accounts",
    "axes",
    "web",
    "local",
    "django_htmx",
    "django.forms",
]
TENANT_APPS = [
    "django.contrib.auth",
    "django.contrib.sessions",
    "core",
    "tenants.accounts",
    "axes",
    "guardian",
    "tenants.org",
    "tenants.calendars",
    "tenants.duties",
    "tenants.notices",
    "tenants.preferences",
    "linkage",
    "linkage.supervision",
    "linkage.extensions",
    "linkage.problems",
    "linkage.contacts",
    "linkage.assignments",
    "linkage.conferences",
    "linkage.proposals",
    "linkage.responsibilities",
    "linkage.admissions",
    "linkage.campaigns",
    "linkage.secretaryprojects",
    "linkage.whistles",
    "linkage.appeals",
    "linkage.clusters",
    "linkage.facilities",
    "linkage.consultations",
    "linkage.inspections",
    "linkage.bulletins",
    "linkage.datacalls",
    "resources",
    "resources.materials",
    "assessment",
    "api",
    "api.hooks",
    "api.usage",
    "api.trusted",
    "api.personal",
    "oauth2_provider",
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]

# --- database --------------------------------------------------------------------------------------------

DATABASE_URL = os.environ.get("DATABASE_URL") or embedded_database_url(DATA_DIR)
DATABASES: dict[str, Any] = {
    "default": {
        **dj_database_url.parse(DATABASE_URL),
        "ENGINE": "tenants.backend",
        "CONN_MAX_AGE": int(os.environ.get("CONN_MAX_AGE", "300")),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
# Compiling a statement took five times as long as running it (counting a quarter: 1.4 s of 1.8 s).
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache"
        if os.environ.get("CACHE_URL")
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": os.environ.get("CACHE_URL", "liandong"),
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}

# --- requests --------------------------------------------------------------------------------------------

MIDDLEWARE = [
    "core.requests.RequestIdMiddleware",
    "tenants.middleware.DistrictMiddleware",
    # What follows is for people at a browser; a program with a token does not pay for it (api.shortway).
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tenants.accounts.middleware.IdleTimeoutMiddleware",
    "tenants.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "web.middleware.PagePolicyMiddleware",
    "web.middleware.PageFaultMiddleware",
    "web.middleware.PasswordAgeMiddleware",
    "axes.middleware.AxesMiddleware",
]
CSRF_FAILURE_VIEW = "web.errors.csrf_failed"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "platform" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.shell",
            ],
        },
    }
]

# Widgets of our own live among the other templates.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- people ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian's anonymous user is cached per process, hence across districts
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tenants.accounts.passwords.ComplexityValidator"},
]
PASSWORD_MAX_AGE_DAYS = int(os.environ.get("PASSWORD_MAX_AGE_DAYS", "180"))
SESSION_IDLE_MINUTES = int(os.environ.get("SESSION_IDLE_MINUTES", "30"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag("HTTPS_ONLY")
# Addresses and networks of our own proxies; only what they wrote into X-Forwarded-For is believed.
TRUSTED_PROXIES = [ip_network(word) for word in _words("TRUSTED_PROXIES")]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("BEHIND_PROXY") else None
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

OAUTH2_PROVIDER_APPLICATION_MODEL = "api.Client"
OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "api.oauth.Validator",
    "SCOPES_BACKEND_CLASS": "api.scopes.PermissionScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # tokens are kept as hashes only
}
GRAPHQL_MOST_COST = int(os.environ.get("GRAPHQL_MOST_COST", "25000"))
GRAPHQL_REQUESTS_PER_MINUTE = int(os.environ.get("GRAPHQL_REQUESTS_PER_MINUTE", "1200"))
# Of one client from one address, and of one address for whatever client it names.
# After so many seconds an operation is ended and told so.
GRAPHQL_SECONDS = float(os.environ.get("GRAPHQL_SECONDS", "15"))
# What all requests of a caller within a minute may cost together: 500 each, were there as many as allowed.
GRAPHQL_COST_PER_MINUTE = int(os.environ.get("GRAPHQL_COST_PER_MINUTE", "600000"))
GRAPHQL_TOKENS_PER_MINUTE = 30
GRAPHQL_TOKENS_PER_ADDRESS = 300
# Of one city client on the platform's own host; each of its requests may read twenty districts.
GRAPHQL_CITY_REQUESTS_PER_MINUTE = int(os.environ.get("GRAPHQL_CITY_REQUESTS_PER_MINUTE", "60"))
# A caller's rights taken away in one process count in the others after so many seconds at the latest, and at once for
# whatever writes. 0 asks the database at each request (api.callers).
GRAPHQL_CALLER_SECONDS = float(os.environ.get("GRAPHQL_CALLER_SECONDS", "5"))
# Of each database connection, the one unused for longest goes first; each costs the server 0.1 to 0.8 MB.
GRAPHQL_PREPARED_STATEMENTS = int(os.environ.get("GRAPHQL_PREPARED_STATEMENTS", "1000"))
# Networks (CIDR) inside which webhooks may be sent, besides the public internet; a CA of the operator's own; days for
# which finished deliveries are kept.
WEBHOOK_ALLOWED_NETWORKS = _words("WEBHOOK_ALLOWED_NETWORKS")
WEBHOOK_CA_FILE = os.environ.get("WEBHOOK_CA_FILE", "")
WEBHOOK_LOG_DAYS = int(os.environ.get("WEBHOOK_LOG_DAYS", "30"))
# Days for which the daily usage of each client is kept; the chart on its page shows the last thirty.
USAGE_DAYS = max(30, int(os.environ.get("USAGE_DAYS", "400")))

# --- language and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
# Said at the foot of every page, e.g. that the figures of a demo district are fictitious.
PAGE_FOOTNOTE = os.environ.get("PAGE_FOOTNOTE", "")

# --- files -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
NODE_MODULES = Path(os.environ.get("NODE_MODULES", ROOT / "node_modules"))
STATICFILES_DIRS = [
    ("vendor/" + name, NODE_MODULES / folder)
    for name, folder in {
        "echarts": "echarts/dist",
        "tabler": "@tabler/core/dist",
        "tabler-icons": "@tabler/icons-webfont/dist",
        "graphiql": "graphiql",
        "graphiql-explorer": "@graphiql/plugin-explorer/dist",
        "react": "react/umd",
        "react-dom": "react-dom/umd",
        "whatwg-fetch": "whatwg-fetch/dist",
    }.items()
    if (NODE_MODULES / folder).is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", DATA_DIR / "files"))
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EVIDENCE_MAX_BYTES = 10 * 1024 * 1024
# For so long a signed address of a file is good, for reading as for sending (api.addresses).
FILE_ADDRESS_SECONDS = 600
# One evidence file of the largest size, in base64 within a GraphQL request.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# --- background work -------------------------------------------------------------------------------------

_broker = broker_settings(os.environ.get("BROKER_URL"), DATABASE_URL)
CELERY_BROKER_URL = _broker.url
CELERY_BROKER_TRANSPORT_OPTIONS = _broker.transport_options
CELERY_WORKER_ENABLE_REMOTE_CONTROL = _broker.remote_control
# Several installations on one RabbitMQ or Redis need a queue each.
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("TASK_QUEUE", "celery")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Threads of a process take turns in sending, which takes a millisecond. Each way to a queue in the database is a pool
# of connections: with Celery's ten of them, a few busy web processes take all that the server has.
CELERY_BROKER_POOL_LIMIT = 2
CELERY_BEAT_SCHEDULE = {
    "deliver-left-over-events": {"task": "core.deliver_everywhere", "schedule": 20.0},
    "resume-jobs-of-districts": {"task": "tenants.resume", "schedule": 20.0, "args": (PUBLIC_SCHEMA_NAME,)},
    "send-left-over-webhooks": {"task": "hooks.sweep", "schedule": 20.0},
    "clear-webhook-logs": {"task": "hooks.clear_everywhere", "schedule": crontab(hour="3", minute="20")},
    "prune-usage": {"task": "usage.prune_everywhere", "schedule": crontab(minute="57")},
    "expire-listings": {"task": "resources.expire_everywhere", "schedule": crontab(minute="7")},
    "sweep-unused-files": {"task": "resources.sweep_everywhere", "schedule": crontab(minute="47")},
    "do-duties-of-the-day": {"task": "duties.run_everywhere", "schedule": crontab(minute="*/15")},
    "look-at-the-clock-of-whistles": {"task": "whistles.clock_everywhere", "schedule": crontab(minute="*/15")},
    "expire-agreements": {"task": "linkage.expire_everywhere", "schedule": crontab(minute="17")},
    "forget-answers-kept-for-retries": {"task": "api.forget_everywhere", "schedule": crontab(minute="37")},
    "fold-tallies": {"task": "core.fold_everywhere", "schedule": crontab(minute="*/10")},
    "draft-quarterly-reports": {
        "task": "assessment.draft_everywhere",
        "schedule": crontab(hour="1", minute="30"),
    },
}

# --- logs and faults -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"signatures": {"()": "core.masking.HideSignatures"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["signatures"]}},
    # Where Django writes the address of a refused request, also for handlers that others add.
    "loggers": {
        name: {"filters": ["signatures"]} for name in ("django.request", "django.server", "django.security.csrf")
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

# Whoever brings it may read the figures of the installation at /metrics; unset, nobody may.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

if dsn := os.environ.get("SENTRY_DSN"):
    import sentry_sdk

    from core.masking import without_signatures

    # Names of people and texts of records stay inside: only stack traces and request ids leave.
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        traces_sample_rate=float(os.environ.get("SENTRY_TRACES", "0")),
        before_send=without_signatures,
    )
