"""The day a person looks at: today, or a day of the past (or the future) chosen for all pages."""

from datetime import date

from django.utils.timezone import localdate

KEY = "day"


def chosen_day(request) -> date | None:
    """The day the person has chosen to look at, or None for today."""
    text = request.session.get(KEY) if hasattr(request, "session") else None
    return date.fromisoformat(text) if text else None


def day_of(request) -> date:
    """The day the page is about."""
    return chosen_day(request) or localdate()


def choose_day(request, day: date | None) -> None:
    """Look at another day from now on; None is today again."""
    if day is None or day == localdate():
        request.session.pop(KEY, None)
    else:
        request.session[KEY] = day.isoformat()
