"""Gatherings and campaigns of the network, and the programmes of those whose programme is known."""

import re
from datetime import date, timedelta

from cities.models import City, Party, User
from common.dates import LooseDate
from common.moments import Hour
from framtid.demo.facts import read
from framtid.demo.people import SECRETARIAT
from framtid.demo.wording import joined
from programmes.models import Theme
from workshops.actions import add_dating, choose_dating
from workshops.models import Attendance, Conclusion, Gathering, Item, Room, Sitting, Speaker, TakingPart, Workshop

KINDS = {
    "nettverkssamling": Gathering.Kind.NETWORK,
    "samling": Gathering.Kind.PLENARY,
    "administrativt møte": Gathering.Kind.ADMINISTRATIVE,
    "koordineringsgruppe": Gathering.Kind.ADMINISTRATIVE,
    "toppmøte": Gathering.Kind.POLITICAL,
    "konferanse": Gathering.Kind.CONFERENCE,
    "kampanje": Gathering.Kind.CAMPAIGN,
}
IN_PUBLIC = (Gathering.Kind.CONFERENCE, Gathering.Kind.CAMPAIGN)
HOURS = re.compile(r",? kl\. (\d\d?(?:\.\d\d)?)–(\d\d?(?:\.\d\d)?)")


def load_gatherings(cities: dict[str, City], themes: dict[str, Theme], parties: dict[str, Party], *, at) -> None:
    """Those of the facts on gatherings, and what the milestones tell of others. parties: by every name known."""
    facts = read("gatherings")["samlinger"]
    known = {fact["dato"] for fact in facts}
    others = [fact for fact in read("milestones")["milepaeler"] if fact["type"] in KINDS and fact["dato"] not in known]
    facts += map(as_gathering, others)
    gatherings = [gathering(fact, cities, themes, parties) for fact in facts]
    Gathering.objects.bulk_create(gatherings)
    secretary = User.objects.get(email=SECRETARIAT)
    told = list(zip(gatherings, facts, strict=True))
    Attendance.objects.bulk_create(row for one, fact in told for row in attendance(one, fact, cities))
    Conclusion.objects.bulk_create(
        Conclusion(gathering=one, text=text) for one, fact in told for text in fact.get("vedtak", ())
    )
    TakingPart.objects.bulk_create(
        TakingPart(gathering=one, city=cities[name], sources=fact["source"][:1])
        for one, fact in told
        for name in fact.get("byer", ())
    )
    for one, fact in told:
        if "verksteder" in fact:
            load_programme(one, fact, themes, parties)
        if "annet_tidspunkt" in fact:
            weigh(one, fact, secretary, at)


def attendance(gathering: Gathering, fact: dict, cities: dict[str, City]) -> list[Attendance]:
    """Who came, and who sent apologies; how many from each was not said."""
    came = [(name, Attendance.Presence.PRESENT) for name in (*fact.get("til_stede", ()), *fact.get("andre", ()))]
    came += [(name, Attendance.Presence.APOLOGIES) for name in fact.get("forfall", ())]
    return [
        Attendance(gathering=gathering, city=cities.get(name), words="" if name in cities else name, presence=presence)
        for name, presence in came
    ]


def as_gathering(milestone: dict) -> dict:
    """What a milestone tells, in the words of a gathering; hours that stand in its text are taken out of it."""
    hours = HOURS.search(milestone["tekst"])
    fact = milestone | {"slag": milestone["type"], "navn": HOURS.sub("", milestone["tekst"]), "tema": None}
    return fact | ({"fra": hours[1], "til": hours[2]} if hours else {})


def gathering(fact: dict, cities, themes, parties) -> Gathering:
    kind, organiser = KINDS[fact["slag"]], fact.get("holdt_av", "")
    said = text_of(fact)
    return Gathering(
        kind=kind,
        title=fact["navn"],
        theme=themes.get(fact["tema"]),
        organiser=organiser,
        organiser_party=parties.get(organiser),
        text=f"<p>{said}</p>" if said else "",
        audience=Gathering.Audience.PUBLIC if kind in IN_PUBLIC else Gathering.Audience.NETWORK,
        sources=fact["source"],
        **place_of(fact["sted"], cities),
        **stated(fact.get("annet_tidspunkt", fact)),
    )


def weigh(gathering: Gathering, fact: dict, by: User, at) -> None:
    """What the first source said, which the gathering has begun with, gives way to what was found out later."""
    dating = add_dating(gathering=gathering, values=stated(fact), by=by, at=at)
    choose_dating(gathering=gathering, dating=dating, by=by, at=at)


def load_programme(gathering: Gathering, fact: dict, themes, parties) -> None:
    """Rooms, workshops, when they sit, and what happens there."""
    facts = fact["verksteder"]
    names = list(dict.fromkeys(one["rom"] for one in facts if "rom" in one))
    rooms = {name: Room(gathering=gathering, position=position, name=name) for position, name in enumerate(names)}
    Room.objects.bulk_create(rooms.values())
    workshops = Workshop.objects.bulk_create(workshop(gathering, one, themes) for one in facts)
    sittings = Sitting.objects.bulk_create(
        sitting(one, told, date.fromisoformat(fact["dato"]), rooms, parties)
        for one, told in zip(workshops, facts, strict=True)
    )
    for one, told in zip(sittings, facts, strict=True):
        load_items(one, told.get("poster", ()), parties)


def workshop(gathering: Gathering, fact: dict, themes) -> Workshop:
    return Workshop(
        gathering=gathering,
        kind=Workshop.Kind.WORKSHOP if fact["tema"] else Workshop.Kind.SOCIAL,
        title=fact["navn"],
        theme=themes.get(fact["tema"]),
        text=f"Dag 2: {fact['dag2']}" if "dag2" in fact else "",  # at no hour that is known
    )


def sitting(workshop: Workshop, fact: dict, first: date, rooms, parties) -> Sitting:
    day = first + timedelta(days=fact.get("dag", 1) - 1)
    start, chair = fact.get("fra") or fact["poster"][0]["tid"], fact.get("moteledelse", "")
    return Sitting(
        workshop=workshop,
        room=rooms.get(fact.get("rom")),
        starts_at=Hour.read(start).on(day),
        ends_at=Hour.read(fact["til"]).on(day) if "til" in fact else None,
        chair=chair,
        chair_party=parties.get(chair),
        about=fact.get("dag1", ""),
    )


def load_items(sitting: Sitting, facts, parties) -> None:
    items = [
        Item(sitting=sitting, starts_at=Hour.read(one["tid"]).on(sitting.day), title=one["tittel"]) for one in facts
    ]
    Item.objects.bulk_create(items)
    Speaker.objects.bulk_create(
        Speaker(item=item, position=0, words=one["holdt_av"], party=parties.get(one["holdt_av"]))
        for item, one in zip(items, facts, strict=True)
        if one["holdt_av"]
    )


def stated(fact: dict) -> dict:
    """The time a fact states, in its own words where it is no day."""
    words = "/".join(filter(None, [fact["dato"], fact.get("sluttdato")])) or fact.get("dato_omtrent") or ""
    day = LooseDate.read(words)
    clock = {end: Hour.read(fact.get(word) or "") for end, word in (("start", "fra"), ("end", "til"))}
    hours = {end: hour and hour.clock for end, hour in clock.items()}
    if day and fact.get("sluttdato"):
        day = LooseDate.read(day.understood())  # "21.–22. august 2008"
    return {"day": day, "source": fact.get("kilde", ""), **hours}


def place_of(words: str | None, cities: dict[str, City]) -> dict:
    """ "Oslo, KS" → Oslo is the host, KS the venue; a town that is no city of the network stands as stated."""
    parts = (words or "").split(", ")
    city = next((name for name in cities if name in parts or (words or "").startswith(f"{name} ")), None)
    if city is None:
        return {"host": None, "place": words or "", "venue": ""}
    return {"host": cities[city], "place": "", "venue": ", ".join(part for part in parts if part != city)}


def text_of(fact: dict) -> str:
    """What is known beside the fields: the remark, and points of a programme whose hours are not known."""
    points = [f"Dag {one['dag']}: {one['tittel']} ({one['holdt_av']})" for one in fact.get("poster", ())]
    return joined(fact.get("merknad"), *points).replace("\n", "<br>")
