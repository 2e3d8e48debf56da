"""What the words of the table stand for in the addresses of gatherings, and what is posted there."""

from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from workshops.contents import mark
from workshops.models import CalendarKey, Item, Sitting

UUID = uuid5(NAMESPACE_URL, "ny samling")


def of_gathering(walk, address, word):
    """ "annens under egen": the own gathering, and something of the other city's draft."""
    foreign = word.startswith("annens")
    gathering = walk.gatherings["utkast, egen" if foreign else word]
    other = walk.gatherings["utkast, annen"] if foreign else gathering
    found = children(other) | ({"agendaitem": other.agenda.first()} if "/trekk/" in address else {})
    return {"gathering": gathering.pk, "slug": "skien"} | {name: row and row.pk for name, row in found.items()}


def children(gathering) -> dict:
    """Its rows as the addresses name them; the last room and the last thing on the agenda, which can go up."""
    return {
        "room": gathering.rooms.last(),
        "workshop": gathering.workshops.first(),
        "sitting": Sitting.objects.filter(workshop__gathering=gathering).first(),
        "item": Item.objects.filter(sitting__workshop__gathering=gathering).first(),
        "agendaitem": gathering.agenda.last(),
        "attendance": gathering.attendance.first(),
        "conclusion": gathering.conclusions.first(),
        "idea": gathering.ideas.first(),
        "dating": gathering.datings.first(),
        "file": gathering.files.first(),
    }


def by_secret(walk, address, word):
    """Two secrets of the gathering that is open to all: its link, and that of somebody's own registration."""
    if word == "gal":
        return {"secret": "gal", "link": "gal"}
    gathering = walk.gatherings[word]
    return {"secret": gathering.registrations.first().secret, "link": gathering.enrolment.link}


def by_key(walk, address, word):
    """The private feed of somebody without a role, who may read what is open to all."""
    return {"token": "gal" if word == "gal" else CalendarKey.objects.get(person=walk.world.people["stranger"]).token}


def child(walk, word, name):
    return children(walk.gatherings["utkast, annen" if word.startswith("annens") else word])[name]


def a_gathering(walk, word):
    gathering = walk.gatherings[word]
    known = {"kind": gathering.kind, "title": "Ny tittel", "host": gathering.host_id or "", "day": "høsten 2008"}
    return known | {"seen": mark(gathering)}


def a_part(walk, word):
    return {"city": walk.world.cities["skien"].pk, "words": "Rådhuset slukker", "seen": seen_part(walk, word)}


def seen_part(walk, word):
    return mark(walk.gatherings[word].parts.get(city=walk.world.cities["skien"]))


def a_renamed_room(walk, word):
    return {"name": "Nytt navn", "seen": mark(child(walk, word, "room"))}


def a_changed_workshop(walk, word):
    return {"kind": "workshop", "title": "Ny tittel", "seen": mark(child(walk, word, "workshop"))}


def a_changed_sitting(walk, word):
    return PLACED | {"chair": "KS", "seen": mark(child(walk, word, "sitting"))}


def a_moved_sitting(walk, word):
    return PLACED | {"seen": mark(child(walk, word, "sitting"))}


def a_changed_item(walk, word):
    return {"start": "16.00", "title": "Ny tittel", "seen": mark(child(walk, word, "item"))}


def a_changed_idea(walk, word):
    return {"title": "Ny tittel", "seen": mark(child(walk, word, "idea"))}


def a_taken_up_idea(walk, word):
    return {"uuid": UUID, "where": walk.programmes.twins["skien", "porsgrunn"].pk}


def a_changed_attendance(walk, word):
    return {"words": "KS", "presence": "observer", "seen": mark(child(walk, word, "attendance"))}


def a_changed_conclusion(walk, word):
    return {"text": "Ny tekst", "seen": mark(child(walk, word, "conclusion"))}


def a_file(walk, word):
    return {"uuid": UUID, "file": SimpleUploadedFile("innkalling.pdf", b"%PDF-1.7")}


PLACED = {"day": "2008-08-22", "start": "9.00"}
AT = "samlinger/<gathering>/"
SITTING = AT + "okter/<sitting>/"
POSTED = {
    "samlinger/ny/": lambda walk, word: {
        "uuid": UUID, "kind": "network", "title": "Ny samling", "host": walk.world.cities["skien"].pk,
    },
    AT + "endre/": a_gathering,
    AT + "vis/": lambda walk, word: {"audience": "draft" if word == "nettverkets" else "network"},
    AT + "tidspunkter/nytt/": {"uuid": UUID, "day": "29. mars 2009", "start": "20.00", "source": "lysbilder"},
    AT + "filer/ny/": a_file,
    AT + "deltar/": a_part,
    AT + "saker/ny/": {"uuid": UUID, "title": "Ny sak"},
    AT + "saker/<agendaitem>/flytt/": {"way": "up"},
    AT + "saker/<agendaitem>/bekreft/": {"day": "2008-08-21"},
    # Which city one comes from is what one says oneself, and owns nothing.
    "samlinger/pamelding/<link>/": {"uuid": UUID, "name": "Ola", "email": "ola@firma.example", "city": ""},
    AT + "pamelding/": {"diet": "vegetar", "city": ""},
    AT + "pamelding/oppsett/": {"is_open": "on", "capacity": "7"},
    AT + "oppmote/ny/": {"uuid": UUID, "words": "KS", "presence": "present"},
    AT + "oppmote/<attendance>/": a_changed_attendance,
    AT + "konklusjoner/ny/": {"uuid": UUID, "text": "Vis fasene", "owner_words": "KS"},
    AT + "konklusjoner/<conclusion>/": a_changed_conclusion,
    AT + "ideer/ny/": {"uuid": UUID, "title": "Ny idé"},
    AT + "ideer/<idea>/": a_changed_idea,
    AT + "ideer/<idea>/tiltak/": a_taken_up_idea,
    AT + "rom/": {"uuid": UUID, "name": "Nytt rom"},
    AT + "rom/<room>/": a_renamed_room,
    AT + "rom/<room>/flytt/": {"way": "up"},
    AT + "verksteder/nytt/": {"uuid": UUID, "kind": "workshop", "title": "Nytt verksted", **PLACED},
    AT + "verksteder/<workshop>/endre/": a_changed_workshop,
    AT + "verksteder/<workshop>/okter/ny/": {"uuid": UUID, **PLACED},
    SITTING: a_changed_sitting,
    SITTING + "flytt/": a_moved_sitting,
    SITTING + "poster/ny/": {"uuid": UUID, "start": "16.00", "title": "Ny post"},
    SITTING + "poster/<item>/": a_changed_item,
}  # fmt: skip
