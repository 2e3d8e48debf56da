"""Cards of the secretariat's page that look at one thing each: agreements on their way, gatherings ahead.

Each number leads to the list behind it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.queries import different_parties
from agreements.underway import all_of, on_their_way
from dashboard.ahead import gatherings_ahead

Stage = Agreement.Stage
MOST = 6
"""Rows of a card; the rest are in the list."""


@dataclass
class Step:
    """How many agreements have come so far, and the list of them."""

    label: str
    count: int
    address: str


def agreements_card(person, day: date) -> dict:
    """Agreements from draft to signed. A constant number of statements."""
    every = all_of(person, day)
    found = on_their_way(every)
    signed = [one.agreement.pk for one in every if one.stage == Stage.SIGNED]
    count = Counter(str(one.label) for one in every)
    steps = [
        Step(label, count[str(label)], f"{reverse('agreement_list')}?{query}")
        for label, query in (
            (Stage.PROPOSED.label, "status=proposed"),
            (Stage.DRAFT.label, "status=draft&forhandles=False"),
            (_("Forhandles"), "status=draft&forhandles=True"),
            (Stage.APPROVAL.label, "status=approval"),
            (Stage.READY.label, "status=ready"),
            (Stage.SIGNED.label, "status=signed"),
        )
    ]
    return {
        "steps": [step for step in steps if step.count or step.label != Stage.PROPOSED.label],
        "underway": found[:MOST],
        "more": max(len(found) - MOST, 0),
        "signed": len(signed),
        "signers": len(different_parties(signed)),
    }


def gatherings_card(person, day: date) -> dict:
    """The gatherings ahead. A constant number of statements."""
    ahead = gatherings_ahead(person, day)
    return {"ahead": ahead[:MOST], "all_ahead": len(ahead), "since": day}
