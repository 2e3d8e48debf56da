"""A role that is withdrawn gives nothing from the next request on, whatever was begun while it was held."""

import pytest

from cities.actions import withdraw_role
from documents.actions import withdraw_sharing
from documents.models import Print
from files.actions import store
from tests.permissions.walker import undone
from tests.permissions.world import AT, canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(walker):
    """Take a person's role away for the length of the test."""
    with undone():
        yield lambda kind, city="skien": withdraw_role(role=walker.walk.roles[f"{kind} {city}"], by=None, at=AT)


def element(walker, name="bare-skien"):
    return f"/handlingsprogram/element/{walker.walk.programmes[name].pk}/"


@pytest.mark.parametrize("kind", ["planner", "lead", "measure_owner"])
def test_an_open_page_is_gone_at_the_next_request(walker, withdrawn, kind):
    person = {"planner": "planlegger", "lead": "programleder", "measure_owner": "tiltaksansvarlig"}[kind] + " egen"
    before = walker.step(person, "GET", element(walker)).status

    withdrawn(kind)

    assert (before, walker.step(person, "GET", element(walker)).status) == ("200", "404")
    assert walker.step(person, "GET", "/handlingsprogram/").status == "404"


def test_a_page_opened_before_saves_nothing_afterwards(walker, withdrawn):
    field = element(walker) + "felt/title/"
    sent = {"value": "For sent", "base": walker.walk.programmes["bare-skien"].revision("title")}
    withdrawn("planner")

    answer = walker.step("planlegger egen", "POST", field, sent)

    walker.walk.programmes["bare-skien"].refresh_from_db()
    assert answer.status == "404"
    assert walker.walk.programmes["bare-skien"].title != "For sent"


def test_a_print_ordered_while_the_role_was_held_is_not_handed_out(walker, withdrawn):
    queued = walker.walk.prints["ikke framlagt, i kø"]
    waiting = walker.step("programleder egen", "GET", f"/utskrifter/{queued.pk}/").status
    withdrawn("lead")
    file = store(b"%PDF-1.7 " + canary("ulagt").encode(), media_type="application/pdf", at=AT)
    Print.objects.filter(pk=queued.pk).update(file=file, pages=1, printed_at=AT)

    answers = [walker.step("programleder egen", "GET", f"/utskrifter/{queued.pk}/{page}") for page in ("", "pdf/")]
    others = walker.step("planlegger egen", "GET", f"/utskrifter/{queued.pk}/pdf/")

    assert waiting == "200"
    assert [(answer.status, answer.shown) for answer in answers] == [("404", set())] * 2
    assert (others.status, others.shown & {"ulagt"}) == ("200", {"ulagt"})


def test_a_politicians_link_is_dead_when_the_role_is_over(walker, withdrawn):
    route, printed = walker.walk.routes["egen"], walker.walk.prints["framlagt felles"]
    pages = [f"/til-behandling/{route.pk}/", f"/utskrifter/{printed.pk}/pdf/", f"/versjoner/{route.version_id}/"]
    before = [walker.step("folkevalgt egen", "GET", page).status for page in pages]

    withdrawn("politician")

    assert before == ["200"] * 3
    assert [walker.step("folkevalgt egen", "GET", page).status for page in pages] == ["404"] * 3


def shared_pages(walker) -> list[str]:
    sharing, printed = walker.walk.sharings["delt"], walker.walk.prints["delt med part"]
    return [f"/versjoner/{sharing.version.pk}/", f"/utskrifter/{printed.pk}/pdf/", f"/delt/{sharing.pk}/"]


def test_a_contacts_pages_are_gone_when_the_role_is_over(walker, withdrawn):
    pages = [*shared_pages(walker), f"/grunnlag/{walker.walk.papers['brev, sendt'].pk}/"]
    before = [walker.step("partskontakt", "GET", page).status for page in pages]

    withdrawn("contact", "md")

    assert before == ["200"] * 4
    assert [walker.step("partskontakt", "GET", page).status for page in pages] == ["404"] * 4


def test_a_version_taken_back_is_gone_with_its_file_and_what_was_written_stays(walker):
    *gone, stays = shared_pages(walker)
    lead = walker.walk.person("lead", "porsgrunn")
    before = [walker.step("partskontakt", "GET", page).status for page in gone]

    with undone():
        withdraw_sharing(sharing=walker.walk.sharings["delt"], by=lead, at=AT)
        after = [walker.step("partskontakt", "GET", page).status for page in gone]
        kept = walker.step("partskontakt", "GET", stays)

    assert (before, after) == (["200"] * 2, ["404"] * 2)
    assert (kept.status, kept.shown & {"sendtbrev", "utkastbrev", "delemelding"}) == (
        "200",
        {"sendtbrev", "utkastbrev"},
    )


def test_a_post_without_the_pages_token_is_refused_and_writes_nothing(walker):
    walker.browser.handler.enforce_csrf_checks = True
    try:
        answer = walker.step("planlegger egen", "POST", element(walker) + "flytt/", {"direction": "out"})
    finally:
        walker.browser.handler.enforce_csrf_checks = False

    assert (answer.status, answer.wrote) == ("403", False)
