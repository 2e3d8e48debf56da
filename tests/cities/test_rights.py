"""The hand-written table of who may what, read against the door. The table is never derived from the code."""

import csv
from pathlib import Path

from cities.access import can
from cities.acts import Act

TABLE = Path(__file__).with_name("rights.csv")

ACTS = {
    "se utkast": Act.READ_PROGRAMME,
    "kommentere": Act.COMMENT_PROGRAMME,
    "endre program": Act.EDIT_PROGRAMME,
    "låse versjon": Act.FREEZE_PROGRAMME,
    "melde framdrift": Act.REPORT_PROGRESS,
    "lese framlagt": Act.READ_VERSION,
    "endre by": Act.KEEP_CITY,
    "gi roller": Act.GIVE_ROLES,
    "endre part": Act.KEEP_PARTY,
    "styre nettverket": Act.KEEP_NETWORK,
    "lese grunnlag": Act.READ_PAPER,
    "stelle grunnlag": Act.KEEP_PAPER,
    "ta byer inn og ut": Act.KEEP_CIRCLE,
    "styre behandling": Act.KEEP_ROUTE,
    "gi tilbakemelding": Act.GIVE_FEEDBACK,
    "lese samling": Act.READ_GATHERING,
    "stelle samling": Act.KEEP_GATHERING,
    "lese avtale": Act.READ_AGREEMENT,
    "stelle avtale": Act.KEEP_AGREEMENT,
    "forhandle avtale": Act.NEGOTIATE,
}

PEOPLE = {
    "planlegger": ("planner", "skien"),
    "programleder": ("lead", "skien"),
    "tiltaksansvarlig": ("measure_owner", "skien"),
    "folkevalgt": ("politician", "skien"),
    "partskontakt": ("contact", "md"),
    "sekretariat": ("secretariat", "network"),
    "uten rolle": "stranger",
    "superbruker": "superuser",
}

PLACES = {
    "egen by": lambda world: world.cities["skien"],
    "tvillingby": lambda world: world.cities["porsgrunn"],
    "annen by": lambda world: world.cities["oslo"],
    "egen bys kommune": lambda world: world.cities["skien"].party,
    "tvillingbys kommune": lambda world: world.cities["porsgrunn"].party,
    "annen bys kommune": lambda world: world.cities["oslo"].party,
    "egen part": lambda world: world.parties["md"],
    "annen part": lambda world: world.parties["sd"],
    "departement": lambda world: world.parties["sd"],
    "nettverket": lambda world: world.network,
}

ANSWERS = {True: "ja", False: "nei"}


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_rights_are_those_of_the_table(world):
    differing = []
    for row in rows():
        person, place = world.people[PEOPLE[row["rolle"]]], PLACES[row["sted"]](world)
        for column, act in ACTS.items():
            answer = ANSWERS[can(person, act, place)]
            if row[column] not in ("-", answer):
                differing.append(f"{row['rolle']}, {row['sted']}, {column}: {row[column]} i tabellen, {answer} i døra")

    assert differing == []


def test_table_names_every_act():
    columns = set(rows()[0]) - {"rolle", "sted"}

    assert columns == set(ACTS)
    assert set(ACTS.values()) == set(Act)


def test_table_names_every_role_and_says_what_it_may_at_its_own_place():
    own = {(row["rolle"], row["sted"]) for row in rows() if row["sted"].startswith("egen ")}

    assert {row["rolle"] for row in rows()} == set(PEOPLE)
    assert own >= {(role, "egen by") for role in ("planlegger", "programleder", "tiltaksansvarlig", "folkevalgt")}
    assert ("partskontakt", "egen part") in own


def test_somebody_else_in_the_same_role_elsewhere_has_the_same_rights_there(world):
    for kind in ("planner", "lead", "measure_owner", "politician"):
        at_home = {act for act in Act if can(world.people[kind, "skien"], act, world.cities["skien"])}
        elsewhere = {act for act in Act if can(world.people[kind, "oslo"], act, world.cities["oslo"])}

        assert at_home == elsewhere
