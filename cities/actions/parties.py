from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cities.access import open_place
from cities.actions._rows import add, change
from cities.actions.spans import add_number
from cities.models import City, Network, Party, PartyKind, PartyName
from cities.queries import party_called
from common.refusals import Refused
from files.actions import store
from files.intake import taken_in

# Words that are pages of their own beside the cities' and parties'.
RESERVED = {"ny"}

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


@transaction.atomic
def start_network(*, name: str, by, at, **fields) -> Network:
    """Make the network, the place of the secretariat. fields: name_en, first_year, last_year."""
    network = add(Network(name=name, **fields), by=by, at=at)
    open_place(network)
    return network


@transaction.atomic
def add_party(*, name: str, kind: str, by, at, short: str = "", code: str = "", named: bool = True, **fields) -> Party:
    """Take in a legal body.

    short: what it is called in a list; without one, the name. code: its address for programs, made from the name.
    named: write `name` as its name of all days; leave it out when `add_name` follows with dated names.
    fields: role, first_year, last_year, note, sources. Errors: Refused if the name or the code is taken.
    """
    if kind != PartyKind.MUNICIPALITY and party_called(name):  # there are two municipalities called Våler
        raise Refused(_("Det finnes alt en part som heter «%(name)s».") % {"name": name})
    short = short or name[: Party._meta.get_field("short").max_length]
    party = Party(name=name, kind=kind, short=short, code=code or _free(Party, "code", short), **fields)
    add(party, by=by, at=at, taken=_("Kortformen «%(code)s» er alt i bruk.") % {"code": party.code})
    if named:
        PartyName.objects.create(party=party, official=name, short=short)
    open_place(party)
    return party


@transaction.atomic
def change_party(*, party: Party, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Change what is not dated: kind, role, first_year, last_year, note, sources. Gives the names of those changed."""
    return change(party, fields, by=by, at=at, seen=seen)


@transaction.atomic
def add_city(
    *, name: str, by, at, party: Party | None = None, slug: str = "", number: str = "", county: str = "", **fields
) -> City:
    """Let a municipality take part. Without a party, one is made: "<name> kommune".

    slug: its word in addresses, made from the name. fields: as in `change_city`.
    number, county: the municipality's, of all days; no number, no county. Use `add_number` for dated ones.
    Errors: Refused if the slug is taken or the party takes part already.
    """
    if party is None:
        official = _("%(city)s kommune") % {"city": name}
        party = add_party(name=str(official), short=name, kind=PartyKind.MUNICIPALITY, by=by, at=at)
    city = City(name=name, party=party, slug=slug or _free(City, "slug", name), **fields)
    add(city, by=by, at=at, taken=_("%(name)s er alt med i nettverket.") % {"name": name})
    open_place(city)
    if number:
        add_number(party=party, number=number, county=county or None, by=by, at=at)
    return city


@transaction.atomic
def change_city(*, city: City, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Change a city's fields: name, written_standard, population, population_on, highest_body, government, website,
    note, colour. Gives the names of those changed."""
    return change(city, fields, by=by, at=at, seen=seen)


@transaction.atomic
def give_arms(*, city: City, upload, description: str, by, at) -> list[str]:
    """Give a city its coat of arms. Versions that are frozen keep the one they have.

    upload: a file as Django hands it over. Errors: Refused for what is no PNG. Nothing else is safe to draw that may
    have no ground: a drawing (SVG) can fetch, and can hold a program.
    """
    data, media_type = taken_in(upload)
    if media_type != "image/png":
        raise Refused(_("Byvåpenet må være et PNG-bilde. Gjør tegninger om til PNG først."))
    arms = store(data, media_type=media_type, at=at)
    return change(city, {"arms": arms, "arms_description": description}, by=by, at=at)


def _free(model, field: str, name: str) -> str:
    """A word for addresses made from a name, that no row has yet."""
    longest = model._meta.get_field(field).max_length - 4
    word = slugify(name.translate(LETTERS))[:longest] or model._meta.model_name
    taken = RESERVED | set(model.objects.filter(**{f"{field}__startswith": word}).values_list(field, flat=True))
    return next(w for w in (word, *(f"{word}-{n}" for n in range(2, 1000))) if w not in taken)
