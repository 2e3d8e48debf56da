"""No view without a door; every view behind one knows the day that is looked at; what is refused is written down."""

import logging

from django.contrib.messages import ERROR, get_messages
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import escape_uri_path

from cities.day import day_of

log = logging.getLogger("framtid.refused")

# Views that are not ours: each with the reason why it needs no door.
OPEN = {
    "allauth.account.views.LoginView": "one must be able to sign in",
    "allauth.account.views.LogoutView": "one must be able to sign out",
    "allauth.account.views.SignupView": "says that accounts are by invitation",
    "allauth.account.views.ReauthenticateView": "asks for sign-in itself",
    "allauth.account.views.PasswordChangeView": "asks for sign-in itself",
    "allauth.account.views.PasswordResetView": "one who forgot the password is not signed in",
    "allauth.account.views.PasswordResetDoneView": "follows a reset",
    "allauth.account.views.PasswordResetFromKeyView": "opened by the key in the letter",
    "allauth.account.views.PasswordResetFromKeyDoneView": "follows a reset",
    "allauth.account.views.AccountInactiveView": "tells that the account is closed",
    "django.contrib.staticfiles.views.serve": "style sheets and scripts",
}


def name_of(view) -> str:
    """The view's full name; of a class-based one, the name of its class."""
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__qualname__}"


def door_of(view) -> str | None:
    """What guards a view, in words, or None if nothing does."""
    return getattr(view, "door", None) or OPEN.get(name_of(view))


class every_view_has_a_door:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if door_of(view) is None:
            raise ImproperlyConfigured(f"{name_of(view)} has no door; see cities/access.py")


class viewed_day:
    """Sets `request.day` for views behind a door. The open ones are about no day, and some must do without tables."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not door_of(view).startswith("everybody"):
            request.day = day_of(request)


class refusals_are_logged:
    """One line for each thing refused to somebody signed in: what was answered, what was asked for, and who asked.

    Whoever tries the doors one after another is seen there. Names and what was typed stand in no log.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if request.user.is_authenticated and _refuses(request, answer):
            path = escape_uri_path(request.path)
            log.info("%s %s %s person %s", answer.status_code, request.method, path, request.user.pk)
        return answer


REFUSALS = {403, 404, 409, 422}


def _refuses(request, answer) -> bool:
    """Is it a refusal – or a way back to a page that will tell of one?"""
    if answer.status_code != 302:
        return answer.status_code in REFUSALS
    # To go through the messages would take them from the page they are for.
    return any(message.level == ERROR for message in get_messages(request)._queued_messages)
