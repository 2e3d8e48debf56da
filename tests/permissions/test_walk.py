"""The permission walk: every address × target × method × person, read against a table written by hand.

addresses.csv says in plain words what each address is, expected.csv which answer each person gets there, canaries.csv
what each person may meet. All are for planners to read, and none is derived from the code that decides.
"""

import pytest

from tests.permissions.cells import EVERY, WALKED, pairs, pairwise
from tests.permissions.tables import table
from tests.permissions.targets import HUGE, parts, posted
from tests.permissions.walker import ALLOWED, EXPECTED, PEOPLE, addresses

pytestmark = pytest.mark.django_db

PLAIN = {row["adresse"]: row["hva"] for row in table("addresses.csv")}


def rows_of(address):
    return [row for row in EXPECTED if row["adresse"] == address]


def test_the_table_names_every_address_of_the_house_and_no_other():
    assert {row["adresse"] for row in EXPECTED} == set(addresses())


def test_every_address_is_told_in_plain_words():
    assert set(PLAIN) == set(addresses())
    assert all(PLAIN.values())


def test_the_table_names_every_person():
    assert set(EXPECTED[0]) - {"adresse", "mål", "metode", "viser", "brev"} == set(PEOPLE)


@pytest.mark.parametrize("address", sorted({row["adresse"] for row in EXPECTED}))
def test_every_answer_is_that_of_the_table(walker, address):
    faults = []
    for row, person in WALKED:
        if row["adresse"] == address:
            where = walker.where(address, row["mål"])
            data = posted(walker.walk, address, row["mål"]) if row["metode"] == "POST" else None
            answer = walker.step(person, row["metode"], where, data)
            faults += [
                f"{row['metode']} {address} ({row['mål']}) – {PLAIN[address]} – {person}: {fault}"
                for fault in faults_of(answer, row[person], row, ALLOWED[person], walker, person)
            ]

    assert not faults, "\n".join(faults)


def test_the_subset_for_everyday_meets_every_pair():
    subset, every = ({pair for cell in cells for pair in pairs(*cell)} for cells in (pairwise(), EVERY))

    assert subset == every
    assert len(pairwise()) < len(EVERY) / 2


def faults_of(answer, expected, row, allowed, walker, person):
    """Everything about one answer that is not as it should be."""
    status = expected.removesuffix("=")
    if answer.status != status:
        yield f"{answer.status}, i tabellen {expected}"
    if leaked := answer.shown - allowed:
        yield f"fikk se {sorted(leaked)}"
    if answer.logged:
        yield f"i loggen sto {sorted(answer.logged)}"
    for to, told in answer.letters:
        if leaked := told - walker.readable(to) - set((row["brev"] or "").split()):
            yield f"i brevet til {to} sto {sorted(leaked)}"
    if status == "200" and (hidden := set(row["viser"].split()) - answer.shown):
        yield f"fikk ikke se {sorted(hidden)}"
    if row["metode"] == "POST" and answer.wrote != (expected == "302"):
        yield "det ble skrevet noe" if answer.wrote else "det ble ikke skrevet noe"
    if answer.status == "404" and answer.body != missing(walker, person, row["adresse"]):
        yield "svarer annerledes enn det som ikke finnes"


def missing(walker, person, address) -> str:
    """What the person meets where there is nothing at all; a key that opens nothing has words of its own."""
    where = "/invitasjon/enda-en-gal/" if "<key>" in address else "/finnes-ikke/"
    known = walker.__dict__.setdefault("known", {})
    if (person, where) not in known:
        known[person, where] = walker.step(person, "GET", where).body
    return known[person, where]


GAPPED = sorted(address for address in addresses() if "<" in address and "<uidb36>" not in address)
"""Addresses that name a thing."""


@pytest.mark.parametrize("address", GAPPED)
def test_what_is_foreign_answers_like_what_is_missing(walker, address):
    """Ids that lead nowhere, however large, and ids of another kind of thing: never an error, never a difference."""
    row = rows_of(address)[0]
    full = parts(walker.walk, address, row["mål"])
    gap = address.split("<")[1].split(">")[0]
    nowhere = [987_654_321, HUGE, 0] if isinstance(full[gap], int) else ["finnes-ikke", "9" * 200]
    data = posted(walker.walk, address, row["mål"])
    faults = []
    for person in ("planlegger egen", "programleder egen", "folkevalgt egen", "partskontakt", "uten rolle"):
        for value in nowhere:
            where = addresses()[address] % (full | {gap: value})
            for method, sent in (("GET", None), ("POST", data)):
                answer = walker.step(person, method, where, sent)
                same = answer.status == "405" or (answer.status, answer.body) == (
                    "404",
                    missing(walker, person, address),
                )
                if not same or answer.wrote or answer.shown:
                    faults.append(f"{method} {where}, {person}: {answer.status} {answer.shown}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("address", sorted(addresses()))
def test_other_methods_are_refused_and_write_nothing(walker, address):
    row = rows_of(address)[0]
    where = walker.where(address, row["mål"])
    faults = []
    # allauth's pages answer them like GET, and write nothing.
    fine = {"405", "404", "403", "inn"} | ({"200", "302"} if address.startswith("konto/") else set())
    for person in ("programleder egen", "sekretariat", "uten rolle", "ikke innlogget"):
        for method in ("PUT", "PATCH", "DELETE"):
            answer = walker.step(person, method, where)
            if answer.status not in fine or answer.wrote or answer.shown:
                faults.append(f"{method}, {person}: {answer.status}")

    assert not faults, "\n".join(faults)
