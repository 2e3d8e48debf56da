"""A version shared with a ministry, and its letter about it, by the shortest way."""

from datetime import UTC, date, datetime
from uuid import uuid4

from documents.actions import share_version
from documents.models import Sharing
from programmes.actions import freeze_programme, save_feedback, save_feedback_point, send_feedback
from programmes.feedback import letter_mark
from programmes.models import Feedback, FeedbackPoint, Paper, Programme
from programmes.queries import with_cities

AT = datetime(2009, 3, 1, 12, tzinfo=UTC)
DAY = date(2009, 2, 9)


def nowhere(thing) -> str:
    return f"https://framtid.example/{thing.pk}/"


def shared(world, programme, *, by="skien", code="md", city=None) -> Sharing:
    """A new version, frozen by a city's lead and shared with a party: the joint edition, or a city's own."""
    programme, lead = with_cities(Programme.objects).get(pk=programme.pk), world.people["lead", by]
    version = freeze_programme(programme=programme, day=DAY, key=uuid4(), by=lead, at=AT)
    parties = [world.parties[code]]
    edition = version.editions.get(city=city)
    return share_version(edition=edition, parties=parties, link=nowhere, by=lead, at=AT)[0]


def said(**more) -> dict:
    return {"title": "Tilbakemelding", "reference": "", "day": None, "text": "Et godt utkast."} | more


def asked(title="Tallfest målet", element=None, **more) -> dict:
    code, about = (element.code, f"{element.code} {element.title}") if element else ("", "")
    return {"title": title, "text": "", "code": code, "about": about} | more


def begin(sharing, by, **more) -> Feedback:
    return save_feedback(sharing=sharing, values=said(**more), uuid=uuid4(), by=by, at=AT)


def ask(feedback, by, title="Tallfest målet", element=None, **more) -> FeedbackPoint:
    return save_feedback_point(feedback=feedback, values=asked(title, element, **more), uuid=uuid4(), by=by, at=AT)


def send(feedback, by) -> Paper:
    return send_feedback(feedback=feedback, seen=letter_mark(feedback), link=nowhere, by=by, at=AT)
