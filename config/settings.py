"""Everything an operator may set comes from the environment; docs/running.md lists it."""

from pathlib import Path

import font_hanken_grotesk
import font_source_serif_pro
from csp.constants import NONCE, NONE, SELF

from config.environment import Environment
from config.logs.settings import logging_settings
from config.secret import secret_key
from config.stores import Bucket, folder
from config.threads import HALF_THE_CORES, cap

env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent
Environment.read_file(BASE_DIR / ".env")

GREENROOM_DATA_DIR = Path(env("GREENROOM_DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key(GREENROOM_DATA_DIR)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "reports",
    "labs",
    "gamification",
    "generation",
    "courses",
    "accounts",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.StudioUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtailmedia",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "axes",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.proxies.ThroughProxies",
    "config.logs.middleware.RequestRecord",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.maintenance.Maintenance",
    "csp.middleware.CSPMiddleware",
    "config.middleware.AdminContentSecurityPolicy",
    "config.middleware.LimitedBody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignedIn",
    "accounts.middleware.AdminDoor",
    "accounts.middleware.OwnTimeZone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.IncompleteForm",
    "courses.middleware.RefusedPublishing",
    "config.maintenance.StoreOutOfReach",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "csp.context_processors.nonce",
                "accounts.context.navigation",
            ]
        },
    }
]

# --- where things are kept ---------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{GREENROOM_DATA_DIR}/greenroom.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start: a reader that turns writer would fail instead of waiting.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "greenroom_cache"},
    # What follows from a revision alone and is dear to work out again. Never anything about a person.
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

MEDIA_ROOT = env("MEDIA_ROOT", default=str(GREENROOM_DATA_DIR / "media"))
MEDIA_URL = "/media/"
GREENROOM_PRODUCTIONS_ROOT = env("GREENROOM_PRODUCTIONS_ROOT", default=f"{GREENROOM_DATA_DIR}/productions")
GREENROOM_ACCEL_PREFIX = env("GREENROOM_ACCEL_PREFIX", default="")
GREENROOM_S3_BUCKET = env("GREENROOM_S3_BUCKET", default="")
_bucket = Bucket(
    GREENROOM_S3_BUCKET,
    endpoint=env("GREENROOM_S3_ENDPOINT", default=""),
    region=env("GREENROOM_S3_REGION", default=""),
    addressing=env("GREENROOM_S3_ADDRESSING", default=""),
)
STORAGES = {
    "default": _bucket.store("media", overwrite=False)
    if GREENROOM_S3_BUCKET
    else folder(MEDIA_ROOT, MEDIA_URL),
    "productions": (
        _bucket.store("productions", overwrite=True)
        if GREENROOM_S3_BUCKET
        else folder(GREENROOM_PRODUCTIONS_ROOT)
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = GREENROOM_DATA_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("fonts/hanken-grotesk", Path(font_hanken_grotesk.__file__).parent / "files"),
    ("fonts/source-serif", Path(font_source_serif_pro.__file__).parent / "files"),
]

# Private keys of badges: never in the database, so that no copy of one holds them.
GREENROOM_BADGE_KEYS = env("GREENROOM_BADGE_KEYS", default=str(GREENROOM_DATA_DIR / "badge-keys"))

# --- people ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.LoginForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "reset_password": "accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# django-axes locks an address at one machine; this slows a guesser with many of either.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,50/15m/key"}
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "accounts.adapter.address_tried"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["login", "password"]

# --- language and time -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
TIME_ZONE = env.zone("TIME_ZONE", default="UTC")

# --- mail --------------------------------------------------------------------------------------------------
EMAIL_TIMEOUT = 10  # seconds; a mail server that says nothing must not hold a page up
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Greenroom <greenroom@localhost>")

# --- Wagtail -----------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = env("GREENROOM_STUDIO_NAME", default="Greenroom")
WAGTAILADMIN_BASE_URL = env.address("GREENROOM_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing calls out unless an operator switches it on
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's pages do it
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.approval.publish_approved"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # also from a remote store: its headers are part of the protection
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.upload_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.upload_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt", "md", "csv"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "courses.Clip",
    "MEDIA_FORM_BASE": "courses.clip_forms.ClipForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "wav", "ogg"],
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long module is one form

# --- security ----------------------------------------------------------------------------------------------
GREENROOM_HTTPS = _secure = env.bool("GREENROOM_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which wants DENY
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
GREENROOM_PROXIES = env.whole("GREENROOM_PROXIES", default=0, at_least=0, at_most=9)
GREENROOM_HEALTH_TOKEN = env("GREENROOM_HEALTH_TOKEN", default="")
# Pictures and media of a remote store come from an origin of its own.
_media_origins = env.words("GREENROOM_MEDIA_ORIGINS", default=[_bucket.origin] if GREENROOM_S3_BUCKET else [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *_media_origins],
        "media-src": [SELF, "blob:", *_media_origins],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- background work ---------------------------------------------------------------------------------------
from config.broker import celery_settings  # noqa: E402  (needs the data folder above)

vars().update(celery_settings(env("CELERY_BROKER_URL", default="filesystem://"), GREENROOM_DATA_DIR))

# --- the production line -----------------------------------------------------------------------------------
GREENROOM_SPEECH = env.choice("GREENROOM_SPEECH", default="espeak", of=("espeak", "piper"))
GREENROOM_PIPER_VOICES = env.voices("GREENROOM_PIPER_VOICES")
GREENROOM_FFMPEG = env("GREENROOM_FFMPEG", default="")
GREENROOM_MOVEMENT = env.bool("GREENROOM_MOVEMENT", default=True)
GREENROOM_SPOKEN_WPM = env.whole("GREENROOM_SPOKEN_WPM", default=150, at_least=80, at_most=300)
GREENROOM_ALLOW_SELF_REVIEW = env.bool("GREENROOM_ALLOW_SELF_REVIEW", default=False)
GREENROOM_AUTHORS_PUBLISH = env.bool("GREENROOM_AUTHORS_PUBLISH", default=True)
GREENROOM_WRITER = env.choice("GREENROOM_WRITER", default="extractive", of=("extractive", "transformers"))
GREENROOM_WRITER_MODEL = env("GREENROOM_WRITER_MODEL", default="")
GREENROOM_EMBEDDER_MODEL = env("GREENROOM_EMBEDDER_MODEL", default="")
GREENROOM_C2PA_CERTIFICATE = env("GREENROOM_C2PA_CERTIFICATE", default="")
GREENROOM_C2PA_KEY = env("GREENROOM_C2PA_KEY", default="")
GREENROOM_C2PA_TIME_SERVER = env("GREENROOM_C2PA_TIME_SERVER", default="")
GREENROOM_THREADS = cap(env.whole("GREENROOM_THREADS", default=HALF_THE_CORES, at_least=1, at_most=256))
GREENROOM_WORKER = env.bool("GREENROOM_WORKER", default=True)

LOGGING = logging_settings(
    form=env.choice("LOG_FORMAT", default="line", of=("line", "json")),
    level=env.choice("LOG_LEVEL", default="WARNING", of=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")),
)

env.refuse()
