"""What is written to those who are reminded: the same in the preview and in the letter."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from cities.models import City
from dashboard.missing import missing_of
from dashboard.reminders import Pending, Receiver
from dashboard.wording import LONG_AGO

WHOLE = {"nb": "dashboard/letters/reminder_nb.txt", "nn": "dashboard/letters/reminder_nn.txt"}
CITY = {"nb": "dashboard/letters/reminder_city_nb.txt", "nn": "dashboard/letters/reminder_city_nn.txt"}


def letter_to(receiver: Receiver, *, message: str, sender, site: str, day: date) -> tuple[str, str]:
    """Subject and text: for each of the person's cities what it lacks, as far as the person may read of it.

    A city is written to in its own standard. What stands around them is in Nynorsk if all of them write it.
    """
    told = [(city, standard_of(city), pending) for city, pending in receiver.places]
    parts = [about(city, standard, pending, receiver.person, site, day) for city, standard, pending in told]
    standard = "nn" if all(of_city == "nn" for _city, of_city, _pending in told) else "nb"
    words = {
        "person": receiver.person, "cities": listed([str(city) for city, _standard, _pending in told]),
        "parts": parts, "message": message, "sender": sender, "day": day,
    }  # fmt: skip
    with override(standard):
        subject, body = render_to_string(WHOLE[standard], words).split("\n", 1)  # its first line is the subject
    return subject, body.strip() + "\n"


def about(city: City, standard: str, pending: list[Pending], person, site: str, day: date) -> str:
    """One city's part of a letter."""
    with override(standard):
        cells = [told(one, missing_of(one.milestone.rule, city, person, day), day) for one in pending]
        return render_to_string(CITY[standard], {"city": city, "cells": cells, "site": site}).strip()


def told(one: Pending, missing: list[tuple[str, str]], day: date) -> dict:
    """years: instead of the days, where it is long ago."""
    standing = one.standing
    return {
        "milestone": one.milestone, "standing": standing, "missing": missing, "address": one.address,
        "over": standing.deadline and standing.deadline < day,
        "years": standing.days // 365 if standing.days > LONG_AGO else 0,
    }  # fmt: skip


def standard_of(city: City) -> str:
    """Bokmål where a city is neutral or has not said."""
    return "nn" if city.written_standard == City.Standard.NYNORSK else "nb"


def listed(names: list[str]) -> str:
    """Bergen, Oslo og Skien; the same in both standards."""
    *rest, last = names
    return f"{', '.join(rest)} og {last}" if rest else last
