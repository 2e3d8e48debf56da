"""Freezing, printing, approving the shared part, laying before the politicians."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cities.models import City
from common.canonical import canonical, digest
from common.keys import scoped
from common.refusals import Refused
from common.words import listing
from documents.actions.leading import demand_lead
from documents.actions.papers import mark_changes, new_since, open_at
from documents.actions.prints import PLAIN, Beside, order_print, start_prints
from documents.editions import edition as edition_of
from documents.editions import shared_digest
from documents.formats import upgraded
from documents.models import Approval, Document, Edition, Print, Route, Stamp, Tabling, Version
from documents.queries import approvals_of, laid_before, not_agreed
from history.actions import entry, record_all

COUNTING: list[Callable] = []


def when_tabled(count: Callable) -> None:
    """Let a room above say what is missing in what is laid before politicians, on the tablings of a version that are
    about to be saved: count(tablings=…).
    """
    if count not in COUNTING:
        COUNTING.append(count)


@transaction.atomic(savepoint=False)
def freeze(
    *, document: Document, day, content: Callable[[], dict], format: int, city: City | None = None, tabled_in=(),
    meeting: dict | None = None, sort=Version.Sort.PROGRAMME, key, by, at,
) -> tuple[Version, bool]:  # fmt: skip
    """Keep a content as the document's next version, with its editions, and order the prints to be read at once: for
    those it is laid before, also the one that marks what is new since the version that lies there.

    The caller holds whatever owns the document, so that two freezes wait for one another.
    content: gives plain data of the given format; asked only when there is something to freeze, since others may stand
    in line. day: the document's day. city: the one whose own edition is to be all of the version; none for a joint one.
    tabled_in: cities to lay it before at once. meeting: where it is taken up first there, as `open_at` has it. key:
    names the form it came from.
    Returns the version, and whether this call made it.
    Errors: Refused for a city the person does not lead, and for laying forward what not every city has approved.
    """
    key = scoped(key, "version", document.pk)
    earlier = list(laid_before(document.versions.defer("content")))
    if made := next((version for version in earlier if version.key == key), None):
        return made, False
    demand_lead([*tabled_in, *([city] if city else [])], by)
    content = edition_of(content(), city.slug) if city else content()
    body, shared_sha256 = canonical(content), shared_digest(upgraded(content))
    if len(content["cities"]) > 1:
        demand_agreed(document, city, shared_sha256, tabled_in)
    number = max((version.number for version in earlier), default=0) + 1
    version = Version.objects.create(
        document=document, number=number, key=key, title=content["title"], day=day, format=format, content=body,
        sha256=digest(body), shared_sha256=shared_sha256, city=city, sort=sort, frozen_at=at, frozen_by=by,
    )  # fmt: skip
    editions = make_editions(version, content)
    tablings = [Tabling(version=version, city=city, tabled_at=at, tabled_by=by) for city in tabled_in]
    Tabling.objects.bulk_create(counted(tablings))
    routes = Route.objects.bulk_create(Route(version=version, city=city, started_at=at) for city in tabled_in)
    mark = Print.Mark.TREATMENT if tabled_in else Print.Mark.DRAFT
    start_prints(version, first_prints(editions, routes, earlier), mark, by=by, at=at)
    for route in routes if meeting else ():
        open_at(route=route, meeting=meeting, by=by, at=at)
    record_all([*_entries(version, "freeze", [None], by, at), *_entries(version, "table", tabled_in, by, at)])
    return version, True


def counted(tablings: list[Tabling]) -> list[Tabling]:
    for count in COUNTING if tablings else ():
        count(tablings=tablings)
    return tablings


def make_editions(version: Version, content: dict) -> list[Edition]:
    """The joint edition first, then one for each city if there are several; of an own version that city's alone."""
    slugs = [city["slug"] for city in content["cities"]]
    ids = {row.city.slug: row.city_id for row in version.document.city_rows.all()} if len(slugs) > 1 else {}
    wanted = [version.city.slug] if version.city else [None, *(slugs if ids else [])]
    return Edition.objects.bulk_create(
        Edition(
            version=version,
            city_id=ids.get(slug),
            language=content["language"],
            sha256=digest(canonical(edition_of(content, slug))),
        )
        for slug in wanted
    )


def first_prints(editions: list[Edition], routes: list[Route], earlier: list[Version]) -> list[tuple[Edition, Beside]]:
    """What is read first: the joint edition, and those of the cities it is laid before, there with what is new."""
    of_city, wanted = {edition.city_id: edition for edition in editions}, {None, *(route.city_id for route in routes)}
    prints = [(edition, PLAIN) for edition in editions if edition.city_id in wanted]
    for route in routes:
        lying = [version for version in earlier if route.city_id in version.lies_in]
        if before := max(lying, key=lambda version: version.number, default=None):
            prints.append((of_city.get(route.city_id, editions[0]), new_since(before, route)))
    return prints


@transaction.atomic
def table_version(*, version: Version, city: City, by, at) -> Tabling:
    """Lay a version before a city's politicians.

    Errors: Refused for whoever does not lead that city's programme, for another city's own version, and for a joint one
    whose shared part not every city has approved.
    """
    demand_lead([city], by)
    if version.sort == Version.Sort.PROGRAMME:  # what an agreement says, its parties have agreed upon
        demand_agreed(version.document, version.city, version.shared_sha256, [city])
    [wanted] = counted([Tabling(version=version, city=city)])
    told = {"tabled_at": at, "tabled_by": by, "gaps": wanted.gaps}
    tabling, made = Tabling.objects.get_or_create(version=version, city=city, withdrawn_at=None, defaults=told)
    if made:
        route, _new = Route.objects.get_or_create(version=version, city=city, defaults={"started_at": at})
        record_all(_entries(version, "table", [city], by, at))
        for edition in version.editions.filter(Q(city=None) | Q(city=city)):
            order_print(edition=edition, limited=False, by=by, at=at)
        mark_changes(route, by=by, at=at)
    return tabling


@transaction.atomic
def stamp(*, version: Version, mark: Print.Mark, public: bool = False, by, at) -> Stamp:
    """Say what a version is from now on, and order the print with that mark. The room above has asked who may."""
    stamped, _made = Stamp.objects.update_or_create(
        version=version, defaults={"mark": mark, "is_public": public, "stamped_at": at}
    )
    for edition in version.editions.all():
        order_print(edition=edition, limited=False, by=by, at=at)
    return stamped


@transaction.atomic
def withdraw_tabling(*, tabling: Tabling, by, at) -> None:
    """Take a version back from a city's politicians. They no longer see it; that it lay there is remembered."""
    demand_lead([tabling.city], by)
    changed = Tabling.objects.filter(pk=tabling.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    if changed:
        record_all(_entries(tabling.version, "withdraw", [tabling.city], by, at))


def demand_agreed(document: Document, own: City | None, shared_sha256: str, tabled_in) -> None:
    """A joint version waits for every city's word on the shared part; a city's own edition for nobody's."""
    if not tabled_in:
        return
    if own:
        if foreign := next((city for city in tabled_in if city != own), None):
            raise Refused(
                _("Dette er utgaven for %(city)s, og kan ikke legges fram i %(other)s.")
                % {"city": own, "other": foreign}
            )
    elif missing := not_agreed(document, shared_sha256):
        raise Refused(
            _(
                "%(cities)s har ikke godkjent fellesdelen slik den står i versjonen. "
                "Legg fram byens egen utgave, eller vent på godkjenningen."
            )
            % {"cities": listing(missing)}
        )


@transaction.atomic
def approve(*, document: Document, city: City, part: dict, by, at) -> Approval:
    """Give a city's word on the shared part of a document as it is. Saying it again changes nothing.

    part: as documents.editions.shared gives it. The caller holds whatever owns the document.
    Errors: Refused for whoever does not lead the city's programme.
    """
    demand_lead([city], by)
    sha256, latest = shared_digest(part), approvals_of(document).get(city.pk)
    if latest and latest.sha256 == sha256:
        return latest
    return Approval.objects.create(
        document=document, city=city, content=canonical(part), sha256=sha256, approved_at=at, approved_by=by
    )


@transaction.atomic
def withdraw_approval(*, document: Document, city: City, by, at) -> bool:
    """Take a city's latest word back. Returns whether there was one."""
    demand_lead([city], by)
    latest = approvals_of(document).get(city.pk)
    return (
        bool(latest)
        and Approval.objects.filter(document=document, city=city, withdrawn_at=None).update(withdrawn_at=at) > 0
    )


def _entries(version, act, cities, by, at) -> list:
    return [
        entry(
            act=act, thing="version", thing_id=version.pk, title=str(version), scope="document",
            scope_id=version.document_id, after={"city": city.slug} if city else {"sha256": version.sha256},
            by=by, at=at,
        )
        for city in cities
    ]  # fmt: skip
