"""The gatherings of the walk: drafts of the own city, of another, of nobody yet; one for the network, one for all."""

from django.core.files.uploadedfile import SimpleUploadedFile

from common.dates import LooseDate
from tests.permissions.canaries import AT, canary
from workshops import actions
from workshops.contents import VALUES
from workshops.models import Gathering

GATHERINGS = {
    "utkast, egen": ("political", "skien", "draft", "utkastsamling"),
    "utkast, annen": ("political", "oslo", "draft", "samlingoslo"),
    "utkast, åpen": ("political", None, "draft", "samlingapen"),
    "nettverkets": ("political", "oslo", "network", "samling"),
    "kampanje, egen": ("campaign", "skien", "draft", "utkastsamling"),
    "offentlig": ("campaign", None, "public", "samlingoffentlig"),
}
"""Of which kind, with which host, for whom, and the canary in all of it."""


def gather(walk) -> dict[str, Gathering]:
    by = walk.person("secretariat", "network")
    actions.renew_calendar_key(by=walk.world.people["stranger"], at=AT)
    return {word: _gathering(walk, by, *how) for word, how in GATHERINGS.items()}


def _gathering(walk, by, kind, host, audience, mark) -> Gathering:
    said, who = canary(mark), {"by": by, "at": AT}
    day = LooseDate.read("21.–22. august 2008")
    stated = {"day": day, "start": None, "end": None, "source": said}
    values = dict.fromkeys(VALUES[Gathering], "") | {
        "kind": kind, "title": f"Samling {said}", "theme": None, "host": host and walk.world.cities[host],
        "organiser_party": None, "text": f"<p>{said}</p>", "cancelled": False, **stated,
    }  # fmt: skip
    gathering = actions.save_gathering(values=values, **who)
    actions.show_gathering(gathering=gathering, audience=audience, **who)
    actions.add_dating(gathering=gathering, values=stated, **who)
    upload = SimpleUploadedFile("program.pdf", f"%PDF-1.7 {said}".encode())
    actions.add_file(gathering=gathering, upload=upload, title=f"Fil {said}", **who)
    _programme(gathering, said, who)
    idea = {"title": f"Idé {said}" if audience != "public" else canary("ideoffentlig"), "theme": None, "who": said}
    actions.save_idea(gathering=gathering, values=idea | {"sitting": None}, **who)
    _people(walk, gathering, said, who, personal=audience == "network")
    concluded = {"text": said, "owner_words": said, "due_on": None}
    actions.save_conclusion(gathering=gathering, values=concluded, **who)
    if kind == "political":
        for number in ("1", "2", "3"):
            item = actions.put_on_agenda(gathering=gathering, title=f"Sak {number} {said}", **who)
            if number == "1":
                actions.confirm(item=item, day=day.earliest, **who)
    else:
        for slug in ("skien", "oslo"):
            by = walk.person("planner", slug)
            actions.take_part(gathering=gathering, city=walk.world.cities[slug], words=f"Vi {said}", by=by, at=AT)
    return Gathering.objects.for_door().get(pk=gathering.pk)


def _people(walk, gathering: Gathering, said: str, who: dict, *, personal: bool) -> None:
    """Somebody who is registered, and a city that came. personal: what they say has a canary of its own."""
    actions.open_enrolment(gathering=gathering, is_open=True, capacity=None, by_link=True, **who)
    values = {"city": None, "diet": canary("deltaker") if personal else said}
    person = walk.person("politician", "oslo") if personal else who["by"]
    actions.register(gathering=gathering, values=values, by=person, at=AT)
    attended = {"city": None, "words": said, "presence": "present", "heads": 3, "roles": said}
    actions.save_attendance(gathering=gathering, values=attended, **who)


def _programme(gathering: Gathering, said: str, who: dict) -> None:
    """Two rooms, and a workshop that sits in the first, with one item."""
    rooms = [actions.save_room(gathering=gathering, name=f"Rom {number} {said}", **who) for number in ("1", "2")]
    start = AT.replace(year=2008, month=8, day=21)
    sitting = {"room": rooms[0], "starts_at": start, "ends_at": None, "chair": said, "about": said}
    values = {"kind": "workshop", "title": f"Verksted {said}", "theme": None, "text": said}
    workshop = actions.save_workshop(gathering=gathering, values=values, sitting=sitting, **who)
    item = {"starts_at": start, "ends_at": None, "title": f"Post {said}", "note": said}
    actions.save_item(gathering=gathering, sitting=workshop.sittings.get(), values=item, speakers=[said], **who)
