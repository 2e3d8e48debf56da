"""The milestones of networks of 13, 357 and 12,000 cities: the first page as the secretariat sees it, and what it costs
the worker to keep up how the many stand.

Each network stands in a database of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from time import process_time

from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now

from bench.ground import empty_database
from bench.programmes import cpu_of, visit
from cities.models import User
from dashboard.actions import summarise
from tests.helpers.network import founded
from tests.helpers.statements import statements

MEASURES = 65
"""In the programme of each city, where the cities are few: 845 for 13. The matrix does not read them."""


@dataclass(frozen=True)
class Costs:
    """statements and cpu (ms): of the page. refresh: seconds of processor time in which the clock's work is done."""

    statements: int
    cpu: float
    refresh: float


def matrix_statements(cities: int) -> int:
    return costs(cities).statements


def matrix_cpu(cities: int) -> float:
    return costs(cities).cpu


def summaries_cpu(cities: int) -> float:
    return costs(cities).refresh


@cache
def costs(cities: int) -> Costs:
    with network_of(cities) as secretary:
        start = process_time()
        summarise(at=now())
        refresh = process_time() - start
        page = visit(secretary, reverse("milestones"))
        return Costs(len(statements(page)), cpu_of(page), refresh)


@contextmanager
def network_of(cities: int) -> Iterator[User]:
    """A database with so many cities on their way. Shape: → somebody of the secretariat."""
    with empty_database():
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        network = founded(at=now())
        network.grow(cities, measures=MEASURES if cities < 1_000 else 1)
        yield network.by
