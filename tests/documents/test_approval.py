"""Each city's word on the shared part, and what may be laid before whom."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from common.refusals import Refused
from documents.actions import approve, freeze, table_version, withdraw_approval
from documents.editions import shared
from documents.models import Approval, Document, DocumentCity, Tabling, Version
from documents.queries import approvals_of, not_agreed
from documents.standing import other_texts
from tests.documents.contents import element, small

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
SLUGS = ("skien", "porsgrunn")


@pytest.fixture
def document(world):
    document = Document.objects.create()
    for n, slug in enumerate(SLUGS):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
    return document


def content(title="Sykkelvei"):
    own = [element(code=f"T-000{n}", city=slug, title=f"Eget {slug}") for n, slug in enumerate(SLUGS, 2)]
    return small(element(title=title), *own, title="Grenland", cities=[{"slug": slug} for slug in SLUGS])


@pytest.fixture
def frozen(world, document):
    """Freeze a content; one city's own edition alone where the city is named."""

    def act(title="Sykkelvei", city=None, by="skien", **more):
        city = city and world.cities[city]
        with transaction.atomic():  # as the caller holds what owns the document
            version, _made = freeze(
                document=document, day=date(2009, 2, 9), content=lambda: content(title), format=2, city=city,
                key=uuid4(), by=world.people["lead", by], at=AT, **more,
            )  # fmt: skip
        return version

    return act


@pytest.fixture
def approved(world, document):
    def act(slug, title="Sykkelvei", at=AT):
        lead = world.people["lead", slug]
        return approve(document=document, city=world.cities[slug], part=shared(content(title)), by=lead, at=at)

    return act


def laid_before(world, version, slug):
    return table_version(version=version, city=world.cities[slug], by=world.people["lead", slug], at=AT)


def test_a_joint_version_waits_for_every_city(world, frozen, approved):
    version = frozen()
    approved("skien")

    with pytest.raises(Refused, match="Porsgrunn har ikke godkjent"):
        laid_before(world, version, "skien")
    before = Tabling.objects.count()
    approved("porsgrunn")

    assert before == 0
    assert laid_before(world, version, "skien").city == world.cities["skien"]


def test_freezing_and_laying_forward_at_once_waits_too_and_freezes_nothing(world, frozen, approved):
    skien = world.cities["skien"]
    approved("skien")

    with pytest.raises(Refused):
        frozen(tabled_in=[skien])
    nothing = Version.objects.count()
    approved("porsgrunn")
    frozen(tabled_in=[skien])

    assert nothing == 0
    assert Tabling.objects.get().city == skien


def test_a_citys_own_version_is_its_edition_alone_and_waits_for_nobody(world, frozen):
    version = frozen(city="skien")

    tabling = laid_before(world, version, "skien")

    assert [edition.city.slug for edition in version.editions.all()] == ["skien"]
    assert [each["title"] for each in version.data["elements"]] == ["Sykkelvei", "Eget skien"]
    assert version.data["edition"] == "skien"
    assert tabling.version == version


def test_a_citys_own_version_is_laid_before_no_others(world, frozen):
    version = frozen(city="skien")

    with pytest.raises(Refused, match="Dette er utgaven for Skien"):
        laid_before(world, version, "porsgrunn")
    assert Tabling.objects.count() == 0


def test_nobody_freezes_another_citys_own_version(frozen):
    with pytest.raises(Refused):
        frozen(city="porsgrunn", by="skien")
    assert Version.objects.count() == 0


def test_own_and_joint_versions_of_one_text_have_one_shared_checksum(frozen):
    versions = [frozen(), frozen(city="skien"), frozen(city="porsgrunn", by="porsgrunn")]

    assert len({version.shared_sha256 for version in versions}) == 1
    assert len({version.sha256 for version in versions}) == 3


def test_approving_the_same_again_is_one_approval(approved, document):
    first, again = approved("skien"), approved("skien", at=AT + timedelta(days=1))

    assert first == again
    assert Approval.objects.get().approved_at == AT


def test_the_latest_word_counts(world, approved, document, frozen):
    version = frozen()
    approved("porsgrunn")
    approved("skien")
    approved("skien", title="Gangvei", at=AT + timedelta(days=1))

    assert not_agreed(document, version.shared_sha256) == [world.cities["skien"]]
    assert approvals_of(document)[world.cities["skien"].pk].approved_at == AT + timedelta(days=1)


def test_a_word_can_be_taken_back(world, approved, document):
    approved("skien")

    done = [
        withdraw_approval(document=document, city=world.cities["skien"], by=world.people["lead", "skien"], at=AT)
        for _time in range(2)
    ]

    assert done == [True, False]
    assert approvals_of(document) == {}


@pytest.mark.parametrize("person", [("planner", "skien"), ("lead", "porsgrunn"), ("secretariat", "network")])
def test_only_the_citys_lead_approves_and_takes_back(world, document, person):
    who, skien = {"by": world.people[person], "at": AT}, world.cities["skien"]

    with pytest.raises(Refused):
        approve(document=document, city=skien, part=shared(content()), **who)
    with pytest.raises(Refused):
        withdraw_approval(document=document, city=skien, **who)
    assert Approval.objects.count() == 0


def test_two_texts_before_two_cities_are_told_of(world, frozen):
    ours, theirs = frozen(city="skien"), frozen("Gangvei", city="porsgrunn", by="porsgrunn")
    laid_before(world, ours, "skien")
    alone = other_texts(ours)
    laid_before(world, theirs, "porsgrunn")

    assert alone == []
    assert [(one.city.slug, one.version) for one in other_texts(ours)] == [("porsgrunn", theirs)]
    assert [(one.city.slug, one.version) for one in other_texts(theirs)] == [("skien", ours)]


def test_only_what_lies_there_last_is_another_text(world, frozen):
    ours = frozen(city="skien")
    laid_before(world, frozen("Gangvei", city="porsgrunn", by="porsgrunn"), "porsgrunn")
    laid_before(world, frozen(city="porsgrunn", by="porsgrunn"), "porsgrunn")

    assert other_texts(ours) == []
