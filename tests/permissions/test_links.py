"""The pages behind the pages: filters, sorting, comparisons and files, which the table does not name one by one.

They are found by reading the pages themselves, so a new link is tried from the day it stands there.
"""

import pytest

from tests.permissions.links import questions
from tests.permissions.walker import ALLOWED, EXPECTED

pytestmark = pytest.mark.django_db

PEOPLE = (
    "programleder egen",
    "folkevalgt egen",
    "tiltaksansvarlig tvilling",
    "planlegger annen",
    "sekretariat",
    "ikke innlogget",
    "partskontakt",
)


def pages() -> dict[str, list[dict]]:
    """The lines of the table that show a page to any of them, by address."""
    shown = {}
    for row in EXPECTED:
        if row["metode"] == "GET" and any(row[person] == "200" for person in PEOPLE):
            shown.setdefault(row["adresse"], []).append(row)
    return shown


@pytest.mark.parametrize("address", pages())
def test_what_a_page_leads_to_shows_no_more_than_the_page_may(walker, address):
    faults = []
    for row in pages()[address]:
        where = walker.where(address, row["mål"])
        seeing = [person for person in PEOPLE if row[person] == "200"]
        found = {person: questions(walker.step(person, "GET", where).html, where) for person in seeing}
        for person in PEOPLE:
            for question in sorted(set().union(*found.values())):
                answer = walker.step(person, "GET", where + question)
                fine = {row[person], "302"} | (set() if question in found.get(person, ()) else {"404"})
                if answer.status not in fine or answer.logged or answer.shown - ALLOWED[person]:
                    faults.append(f"{where}{question}, {person}: {answer.status} {answer.shown - ALLOWED[person]}")

    assert not faults, "\n".join(faults)


def test_lists_lead_to_their_files(walker):
    address = "handlingsprogram/<programme>/tiltak/"
    where = walker.where(address, "felles")
    person = "programleder egen"

    asked = questions(walker.step(person, "GET", where).html, where)
    shown = [walker.step(person, "GET", where + question).shown for question in asked if "format=" in question]

    assert len(shown) == 2
    assert all({"felles", "utkast"} <= one for one in shown)
