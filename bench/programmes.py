"""A programme of 535 measures: its page, a save, a freeze, the history of one element."""

from functools import partial
from time import perf_counter, process_time
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from bench.ground import AT, DAY, world
from cities.access import rights_of
from history.actions import entry, record_all
from programmes.actions import approve_shared, freeze_programme
from programmes.models import Element, Programme
from programmes.queries import with_cities
from programmes.sharing import shared_part
from tests.helpers.statements import statements

LONG = 5_000
"""Saves of a title that has been written long and often."""


def visit(person, address: str, **more):
    """Open a page as a person who is signed in, after it has been opened once before. Errors: unless it answers 200."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)

    def open_page():
        answer = client.post(address, **more) if "data" in more else client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return answer

    open_page()
    return open_page


def page():
    return visit(world().lead, reverse("programme_page", args=[world().programme.pk]))


def page_statements() -> int:
    """All statements of the request: session, person, rights and shell among them."""
    return len(statements(page()))


def page_cpu() -> float:
    return cpu_of(page())


def cpu_of(open_page) -> float:
    """Milliseconds of this process's processor time for one request, the best of nine."""

    def once():
        start = process_time()
        open_page()
        return process_time() - start

    return 1000 * min(once() for _time in range(9))


def history_statements() -> int:
    """The panel with an element's history, however long it is: what it asks for beyond the other panels' page."""
    element = world().measure
    record_all([
        entry(
            act="edit", thing="element", thing_id=element.pk, title=element.title, scope="programme",
            scope_id=element.programme_id, field="title", before=f"Utkast {n}", after=f"Utkast {n + 1}", by=None, at=AT,
        )
        for n in range(LONG)
    ])  # fmt: skip
    panel = visit(world().lead, reverse("element_panel", args=[element.pk]) + "?panel=historikk")
    return len([sql for sql in statements(panel) if "history_entry" in sql])


def save_statements() -> int:
    """A title saved by htmx: all statements of the request."""
    element = world().measure
    client = Client(SERVER_NAME="localhost", headers={"HX-Request": "true"})
    client.force_login(world().lead)
    address = reverse("element_field", args=[element.pk, "title"])

    def save(title):
        base = Element.objects.get(pk=element.pk).revision("title")
        form = {"value": title, "base": base}
        return statements(lambda: demand_ok(client.post(address, form)))

    save("Sykkelvei til sentrum")
    return len(save("Sykkelvei til sentrum og stasjonen"))


def demand_ok(answer) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}")


def freeze_statements() -> int:
    """The act. The programme and the lead's rights are there by then: the door and the view have asked for them."""
    return len(statements(freezing(laid=False)))


def laying_statements() -> int:
    """The same, laid before the own city's politicians at once, with what is missing counted."""
    return len(statements(freezing()))


def freeze_seconds() -> float:
    """The act by the clock on the wall, the best of five."""

    def once():
        freeze = freezing()
        start = perf_counter()
        freeze()
        return perf_counter() - start

    return min(once() for _time in range(5))


def freezing(laid=True):
    """A freeze, ready to be done: every city has approved what they share."""
    lead, city = world().lead, world().city
    programme = with_cities(Programme.objects).get(pk=world().programme.pk)
    mark = shared_part(programme, DAY).mark
    for one, person in world().leads.items():
        approve_shared(programme=programme, city=one, seen=mark, by=person, at=AT)
    rights_of(lead)
    return partial(
        freeze_programme, programme=programme, day=DAY, tabled_in=[city] if laid else (), key=uuid4(), by=lead, at=AT
    )
