"""The same print in large print, compactly or with numbered lines."""

import pytest
from django.db import IntegrityError, transaction

from documents.actions import order_papers, order_print, order_set_as, table_version
from documents.models import Print
from documents.standing import show_prints
from documents.tasks import press
from files.actions import store
from tests.documents.routes import AT, lead

LARGE = {"layout": "large", "line_numbers": True}


@pytest.fixture
def edition(world, version):
    return version.editions.get(city=world.cities["skien"])


@pytest.fixture
def plain(world, edition):
    printed = order_print(edition=edition, by=lead(world), at=AT)
    return done(printed)


def done(printed):
    file = store(source=f"%PDF-{printed.pk}".encode(), media_type="application/pdf", at=AT)
    Print.objects.filter(pk=printed.pk).update(file=file, pages=3, printed_at=AT)
    printed.refresh_from_db()
    return printed


def test_it_is_another_print_and_asked_for_once(world, plain):
    other = order_set_as(printed=plain, **LARGE, by=lead(world), at=AT)
    again = order_set_as(printed=plain, **LARGE, by=lead(world), at=AT)
    from_it = order_set_as(printed=other, layout="standard", line_numbers=False, by=lead(world), at=AT)

    assert other != plain
    assert (other.edition, other.kind, other.mark) == (plain.edition, plain.kind, plain.mark)
    assert (other.layout, other.line_numbers, other.ordinary) == ("large", True, False)
    assert other.job != plain.job
    assert again == other
    assert from_it == plain


def test_there_are_no_two_of_one_sort(plain):
    with pytest.raises(IntegrityError), transaction.atomic():
        Print.objects.create(edition=plain.edition, mark=plain.mark)


def test_it_says_what_the_papers_of_the_case_say(world, version, route):
    step = route.steps.first()
    papers = order_papers(route=route, step=step, by=lead(world), at=AT)

    other = order_set_as(printed=papers, **LARGE, by=lead(world), at=AT)

    assert (other.kind, other.step, other.beside_sha256) == ("case", step, papers.beside_sha256)
    assert other.told == papers.told != {}


def test_the_press_is_told_how_to_set_it(world, plain):
    other = order_set_as(printed=plain, layout="compact", line_numbers=False, by=lead(world), at=AT)

    assert press(other).data != press(plain).data


def test_it_stands_beside_the_usual_one_and_never_for_it(world, edition, plain):
    other = order_set_as(printed=plain, **LARGE, by=lead(world), at=AT)

    show_prints([edition], [])

    assert edition.print == plain
    assert edition.print.otherwise == [other]
    assert edition.prints_before == []


@pytest.mark.parametrize(
    ("layout", "line_numbers", "words"),
    [
        ("standard", False, ""), ("standard", True, "Linjenummer"), ("large", False, "Stor skrift"),
        ("compact", True, "Kompakt, linjenummer"),
    ],
)  # fmt: skip
def test_it_is_called_by_how_it_is_set(layout, line_numbers, words):
    assert Print(layout=layout, line_numbers=line_numbers).set_as == words


def test_politicians_ask_for_large_print_themselves(client, world, version, plain):
    table_version(version=version, city=world.cities["skien"], by=lead(world), at=AT)
    politician = world.people["politician", "skien"]
    client.force_login(politician)
    before = done(Print.objects.filter(edition=plain.edition).latest("pk"))

    answer = client.post(f"/utskrifter/{before.pk}/sats/", {"layout": "large"})

    other = Print.objects.get(layout="large")
    assert answer.status_code == 302
    assert other.job.asked_by == politician.pk
    page = client.get(answer.headers["Location"]).content.decode()
    assert f"papirer-{other.pk}" in page
    done(other)
    page = client.get(answer.headers["Location"]).content.decode()
    assert f"/utskrifter/{other.pk}/pdf/" in page
    assert "Stor skrift (PDF)" in page
    download = client.get(f"/utskrifter/{other.pk}/pdf/")
    assert "stor-skrift.pdf" in download.headers["Content-Disposition"]
    download.close()


def test_what_is_no_layout_is_refused_and_nothing_is_asked_for(client, world, plain):
    client.force_login(lead(world))
    before = Print.objects.count()

    answer = client.post(f"/utskrifter/{plain.pk}/sats/", {"layout": "ukjent"}, follow=True)

    assert "Velg hvordan PDF-en skal settes." in answer.content.decode()
    assert Print.objects.count() == before


def test_a_failed_one_is_tried_again_from_the_list(client, world, plain):
    other = order_set_as(printed=plain, **LARGE, by=lead(world), at=AT)
    other.job.delete()
    client.force_login(lead(world))

    answer = client.post(
        f"/utskrifter/{other.pk}/sats/", {"layout": "large", "line_numbers": "on", "fra": "utskrifter"}
    )

    other.refresh_from_db()
    assert answer.headers["Location"] == "/utskrifter/"
    assert other.job.active
