"""No view without a door."""

from django.core.exceptions import ImproperlyConfigured

# Views that are not ours: each with the reason why it needs no door.
OPEN = {
    "allauth.account.views.login": "one must be able to sign in",
    "allauth.account.views.logout": "one must be able to sign out",
    "allauth.account.views.password_change": "asks for sign-in itself",
    "allauth.account.views.password_reset": "one who forgot the password is not signed in",
    "allauth.account.views.password_reset_done": "follows a reset",
    "allauth.account.views.password_reset_from_key": "opened by the key in the letter",
    "allauth.account.views.password_reset_from_key_done": "follows a reset",
    "allauth.account.views.account_inactive": "tells that the account is closed",
    "django.contrib.staticfiles.views.serve": "style sheets and scripts",
}


def door_of(view) -> str | None:
    """What guards a view, in words, or None if nothing does."""
    if declared := getattr(view, "door", None):
        return declared
    return OPEN.get(f"{view.__module__}.{getattr(view, '__name__', '')}")


class every_view_has_a_door:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if door_of(view) is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} has no door; see cities/access.py")
