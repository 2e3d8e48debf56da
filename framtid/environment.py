"""Reads settings from the environment: words, flags, and addresses of servers."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from framtid import places


def text(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "ja"} if value else default


def words(name: str, default: str = "") -> list[str]:
    return text(name, default).replace(",", " ").split()


def database() -> dict:
    """Read DATABASE_URL (postgres://user:password@host:port/name or …/name?host=/socket/folder)."""
    parts = urlsplit(text("DATABASE_URL") or places.database_url())
    extra = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or extra.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c lock_timeout=3s -c statement_timeout=10s",
            "connect_timeout": 3,  # seconds; a server that does not answer must not hold up a request
            **extra,
        },
    }


def redis() -> str:
    return text("REDIS_URL") or places.redis_url()


def mail(folder) -> tuple[str, dict]:
    """Read FRAMTID_MAIL_URL (smtp://user:password@host:587; smtps:// for TLS from the start).

    Without it, letters are laid as files in the folder.
    """
    address = text("FRAMTID_MAIL_URL")
    if not address:
        return "django.core.mail.backends.filebased.EmailBackend", {"EMAIL_FILE_PATH": str(folder)}
    parts = urlsplit(address)
    return "django.core.mail.backends.smtp.EmailBackend", {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }
