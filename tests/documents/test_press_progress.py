"""How far a print has come, told while it is made."""

import json
import re
from functools import partial
from tempfile import TemporaryFile

import pytest
from django.db import OperationalError
from django.utils.timezone import now

from documents.press import print_pdf, workshop
from documents.press.progress import progress
from jobs import actions
from jobs.actions import LeaseLost, claim, enqueue, tell
from jobs.models import Job
from tests.documents.contents import asked, element, small

LAYOUT = re.compile(r"Setter side \d+")
AGAIN = re.compile(r"Setter sidetall, side (\d+) av (\d+)")
SHEETS = re.compile(r"Setter del (\d+) av (\d+)")
WRITING = re.compile(r"Skriver side (\d+) av (\d+)")


@pytest.fixture
def _breathless(monkeypatch):
    """Look as often as can be, so that no step of a short print is missed for long."""
    monkeypatch.setattr(workshop, "BREATH", 0.001)


@pytest.mark.usefixtures("_breathless")
def test_pages_are_told_in_the_order_of_the_work_and_never_more_than_there_are():
    told = []
    elements = [element(code=f"T-{n:04}", place=str(n)) for n in range(1, 150)]

    pdf = print_pdf(**asked(small(*elements)), whole=True, tell=told.append)

    kinds = [next(n for n, words in enumerate((LAYOUT, AGAIN, WRITING)) if words.fullmatch(line)) for line in told]
    assert kinds == sorted(kinds)
    assert set(kinds) >= {0, 2}
    written = [WRITING.fullmatch(line) for line in told if WRITING.fullmatch(line)]
    assert {int(line[2]) for line in written} == {pdf.pages}
    assert all(int(line[1]) <= pdf.pages for line in written)


@pytest.mark.usefixtures("_breathless")
def test_a_print_by_sheets_tells_how_many_of_them_are_made():
    told = []
    elements = [element(code=f"T-{n:04}", place=str(n)) for n in range(1, 150)]

    pdf = print_pdf(**asked(small(*elements)), tell=told.append)

    *made, last = [line for line in told if not LAYOUT.fullmatch(line)]
    assert last == f"Setter sammen {pdf.pages} sider"
    counted = [tuple(map(int, SHEETS.fullmatch(line).groups())) for line in made]
    assert counted == sorted(counted, key=lambda pair: (-pair[1], pair[0]))
    assert all(done <= number for done, number in counted)


@pytest.mark.usefixtures("_breathless")
def test_what_telling_raises_stops_the_machine():
    elements = [element(code=f"T-{n:04}", place=str(n)) for n in range(1, 150)]

    def lost(words):
        raise LeaseLost

    with pytest.raises(LeaseLost):
        print_pdf(**asked(small(*elements)), tell=lost)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (b"", ""),
        (b'["layout", 12', ""),
        (b'["layout", 12, null]', "Setter side 12"),
        (b'["again", 12, 38]', "Setter sidetall, side 12 av 38"),
        (b'["writing", 12, 38]', "Skriver side 12 av 38"),
        (b'["<b>", 12, 38]', ""),
        (b'["writing", "<b>", 38]', ""),
        (json.dumps([["writing"], 1, 2]).encode(), ""),
    ],
)
def test_only_what_the_machine_can_have_meant_is_told(record, words):
    with TemporaryFile() as file:
        file.write(record)
        file.flush()

        assert progress(file) == words


@pytest.fixture
def job(db) -> Job:
    return claim(enqueue(kind="test", key="a", subject=1, by=None, at=now()).pk)


def test_a_step_told_by_whoever_lost_the_job_is_not_written(job):
    holder = Job.objects.get(pk=job.pk)
    job.token = enqueue(kind="test", key="b", subject=1, by=None, at=now()).uuid

    with pytest.raises(LeaseLost):
        tell(job, "Skriver side 1 av 2")

    holder.refresh_from_db()
    assert holder.step == ""


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_moment_stops_nothing(job, monkeypatch):
    monkeypatch.setattr(actions, "step", partial(fail_with, OperationalError("gone")))
    tell(job, "Skriver side 1 av 2")
    monkeypatch.undo()

    tell(job, "Skriver side 2 av 2")

    job.refresh_from_db()
    assert job.step == "Skriver side 2 av 2"


def fail_with(error, *_given):
    raise error
