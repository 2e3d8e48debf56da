"""Settings. Everything that differs between two places comes from the environment; README has the table."""

import sys
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from framtid import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

# -- Which kind of place is this?

PRODUCTION = env.flag("FRAMTID_PRODUCTION")
DEBUG = env.flag("FRAMTID_DEBUG")
LOCAL_SECRET = "only for the demonstration on your own machine"
SECRET_KEY = env.text("FRAMTID_SECRET_KEY", LOCAL_SECRET)
ALLOWED_HOSTS = env.words("FRAMTID_HOSTS", "" if PRODUCTION else "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
# Where the links begin in letters that no page has asked for.
SITE = f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION and ALLOWED_HOSTS else "http://localhost:8000"
TESTING = "pytest" in sys.modules

if PRODUCTION and (DEBUG or SECRET_KEY == LOCAL_SECRET or len(SECRET_KEY) < 50 or not ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "In production, set FRAMTID_SECRET_KEY (50 characters or more) and FRAMTID_HOSTS, and unset FRAMTID_DEBUG."
    )

# -- The house

ROOMS = [
    "dashboard",
    "agreements",
    "workshops",
    "programmes",
    "documents",
    "cities",
    "history",
    "jobs",
    "files",
    "post",
    "common",
    "framtid",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_prose_editor",
    "csp",
    "guardian",
    "allauth",
    "allauth.account",
    *ROOMS,
]

MIDDLEWARE = [
    "framtid.middleware.reference",
    # Whatever answers, a file or an error, stands below these.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "framtid.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "framtid.middleware.clean_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cities.middleware.refusals_are_logged",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cities.middleware.every_view_has_a_door",
    "framtid.middleware.say_why",
    "cities.middleware.viewed_day",
]

ROOT_URLCONF = "framtid.urls"
WSGI_APPLICATION = "framtid.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cities.context.visitor",
            ],
            "builtins": ["common.templatetags.framtid"],
        },
    },
]
FORM_RENDERER = "common.forms.Renderer"

# -- Database, queue, files

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.redis()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "framtid_cache"}}

FILES_ROOT = Path(env.text("FRAMTID_FILES", str(BASE_DIR / "var" / "files")))
PRESS_SHELF = Path(env.text("FRAMTID_SHELF", str(BASE_DIR / "var" / "shelf")))
PRESS_SHELF_SIZE = 1 << 30  # bytes
FILE_UPLOAD_HANDLERS = [
    "common.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A frozen Redis must not hang a request: ring once, briefly, and let the sweeper do the rest. One retry was measured
# to cost three timeouts when the connection had been used before. (retry=False is another thing, and slower.)
CELERY_BROKER_CONNECTION_TIMEOUT = 1
# Room for each thread of a web process: 16 stood in line behind 4 dead connections for 4 s.
CELERY_BROKER_POOL_LIMIT = 32
CELERY_BROKER_POOL_ACQUIRE_TIMEOUT = 0.5
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 1, "retry_on_timeout": False}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "interval_max": 0}
CELERY_BEAT_SCHEDULE = {
    "jobs.sweep": {"task": "jobs.sweep", "schedule": 30},
    "dashboard.summarise": {"task": "dashboard.summarise", "schedule": 30},
    "files.clean": {"task": "files.clean", "schedule": 3600},
    "press.clean": {"task": "press.clean", "schedule": 3600},
    # By the hour of the day: a span counted from the last stroke begins anew when beat's own file is lost.
    "files.control": {"task": "files.control", "schedule": crontab(hour=3, minute=0)},
    "programmes.empty_bin": {"task": "programmes.empty_bin", "schedule": crontab(hour=4, minute=0)},
    "workshops.forget": {"task": "workshops.forget", "schedule": crontab(hour=4, minute=30)},
    "programmes.tell_cities": {"task": "programmes.tell_cities", "schedule": crontab(minute="10,40")},
    "programmes.tell_mentioned": {"task": "programmes.tell_mentioned", "schedule": crontab(minute="*/15")},
}
CELERY_TIMEZONE = "Europe/Oslo"

# A worker that has died loses its job when the lease is over; one that hangs, after the longest time.
JOBS_LEASE_SECONDS = int(env.text("FRAMTID_LEASE_SECONDS", "60"))
JOBS_LONGEST_SECONDS = 1800
JOBS_REST_SECONDS = 10
JOBS_PER_PERSON = 20  # prints one has asked for by oneself that are not done

# -- People

AUTH_USER_MODEL = "cities.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "cities.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Beside allauth's own limits: files that somebody without an account may have checked. A meeting may share one address.
ACCOUNT_RATE_LIMITS = {"file_check": "30/10m/ip"}
# How many proxies of ours stand in front: attempts to sign in are counted per visitor's address, not per proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("FRAMTID_PROXIES", "1" if PRODUCTION else "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# -- Mail

DEFAULT_FROM_EMAIL = env.text("FRAMTID_MAIL_FROM", "Framtid <framtid@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND, EMAIL_SETTINGS = env.mail(BASE_DIR / "var" / "post")
vars().update(EMAIL_SETTINGS)
# Where Framtid is tried, the secretariat reads on a page what would have been sent. It holds keys: never in production.
POST_SHOWN = not PRODUCTION and "EMAIL_FILE_PATH" in EMAIL_SETTINGS

# -- Language and time

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål"))]  # nn and en join when their catalogues are whole: half a language helps nobody
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # it would write ids in addresses as "1 234"; the filter `amount` is for people

# -- Static files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("FRAMTID_STATIC", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Outside production the files are served as they lie; in production as collected, compressed and named by content.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
# Fonts for print and maps of sources are fetched by no browser; to compress them took half a minute.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gif", "webp", "woff", "woff2", "ttf", "otf", "map", "gz", "br")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- Web safety: nothing inline, nothing from elsewhere

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-framtid", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("FRAMTID_REDIRECT_TO_HTTPS", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^levende$", r"^klar$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
CSRF_FAILURE_VIEW = "framtid.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"framtid": {"level": "INFO"}, "jobs": {"level": "INFO"}},
}
