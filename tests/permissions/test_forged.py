"""What no form of ours sends: another's ids, places, owners and revisions.

It is refused, written down in the log, and changes nothing. What the person cannot see answers like what is not there.
"""

import re
from collections import Counter
from http.cookies import SimpleCookie

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from guardian.shortcuts import assign_perm

from cities.access import visible
from cities.acts import Act
from cities.models import City, CityGroupRight, User
from programmes.models import Element, Responsibility
from tests.permissions.targets import posted
from tests.permissions.walker import EXPECTED, undone

pytestmark = pytest.mark.django_db

PLANNER, LEAD = "planlegger egen", "programleder egen"
NOWHERE = 987_654_321


@pytest.fixture
def lines(walker):
    """What the log of refusals says from now on."""
    walker.log.refusals.clear()
    return lambda: list(walker.log.refusals)


def city(walker, slug):
    return walker.walk.world.cities[slug].pk


def element(walker, name) -> Element:
    return walker.walk.programmes[name]


def at(walker, name, page):
    return f"/handlingsprogram/element/{element(walker, name).pk}/{page}"


def asked(walker, page, target="eget", **more):
    """Where a planner posts a thing of the table, and what."""
    return walker.where(page, target), posted(walker.walk, page, target) | more


# -- Another city's id


def forms_with_a_city(walker):
    element = "handlingsprogram/element/<element>/"
    return [
        asked(walker, element + "nytt/", "felles"),
        asked(walker, element + "rad/<name>/", "felles"),
        asked(walker, element + "status/", "felles"),
        asked(walker, element + "vedlegg/", "felles"),
        asked(walker, "temaer/nytt/", "egen"),
    ]


def faults(answer, sent: int) -> list[str]:
    """What the page says is wrong, without the number that was sent."""
    return [fault.replace(str(sent), "") for fault in re.findall(r"ds-validation-message[^>]*>([^<]+)", answer.body)]


@pytest.mark.parametrize("slug", ["oslo", "porsgrunn"])
def test_another_citys_id_is_refused_like_one_that_is_not(walker, lines, slug):
    person = walker.walk.person("planner").pk
    for where, data in forms_with_a_city(walker):
        foreign = walker.step(PLANNER, "POST", where, data | {"city": city(walker, slug)})
        missing = walker.step(PLANNER, "POST", where, data | {"city": NOWHERE})

        assert (foreign.status, foreign.wrote) == ("422", False), where
        assert faults(foreign, city(walker, slug)) == faults(missing, NOWHERE) != [], where
        assert f"422 POST {where} person {person}" in lines()


def test_a_programme_is_not_begun_for_another_city(walker, lines):
    where, data = asked(walker, "handlingsprogram/nytt/", "")
    for cities in (city(walker, "oslo"), [city(walker, "skien"), city(walker, "oslo")], NOWHERE):
        answer = walker.step(PLANNER, "POST", where, data | {"cities": cities})

        assert (answer.status, answer.wrote) == ("422", False)
    assert lines() == [f"422 POST {where} person {walker.walk.person('planner').pk}"] * 3


def test_a_version_is_not_laid_before_another_citys_politicians(walker, lines):
    version = walker.walk.versions["ikke framlagt"].pk
    for slug, status in [("oslo", "404"), ("finnes-ikke", "404"), ("porsgrunn", "302")]:
        answer = walker.step(LEAD, "POST", f"/versjoner/{version}/legg-fram/", {"city": slug})

        assert (answer.status, answer.wrote) == (status, False)
    assert len(lines()) == 3


# -- A parent of somebody else's


def test_nothing_is_moved_under_what_is_foreign_and_it_answers_like_what_is_missing(walker, lines):
    where = at(walker, "bare-skien", "flytt/")
    answers = [
        walker.step(PLANNER, "POST", where, {"parent": parent})
        for parent in (element(walker, "oslo-bergen:goal").pk, element(walker, "skien-porsgrunn:goal").pk, NOWHERE)
    ]

    assert {answer.status for answer in answers} == {"404"}
    assert len({answer.body for answer in answers}) == 1
    assert not any(answer.wrote for answer in answers)
    assert lines() == [f"404 POST {where} person {walker.walk.person('planner').pk}"] * 3


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_nothing_is_moved_under_the_twins_own(walker, lines, htmx):
    """The twin's own is read by all of the programme, so the answer says why."""
    where, parent = at(walker, "skien-porsgrunn", "flytt/"), element(walker, "skien-porsgrunn:porsgrunn").pk

    answer = walker.step(PLANNER, "POST", where, {"parent": parent}, **htmx)

    assert (answer.status, answer.wrote) == ("422" if htmx else "302", False)
    assert lines() == [f"{answer.status} POST {where} person {walker.walk.person('planner').pk}"]


def test_nothing_is_put_under_the_twins_own(walker, lines):
    where = at(walker, "skien-porsgrunn:porsgrunn", "nytt/")
    _where, data = asked(walker, "handlingsprogram/element/<element>/nytt/")

    answer = walker.step(PLANNER, "POST", where, data)

    assert (answer.status, answer.wrote) == ("403", False)
    assert lines() == [f"403 POST {where} person {walker.walk.person('planner').pk}"]


# -- Owners that no form asks for

FORGED = (
    "city", "city_id", "cities", "programme", "programme_id", "document", "document_id", "scope", "scope_id", "owner",
    "owner_id", "person", "person_id", "by", "asked_by", "given_by", "frozen_by", "recorded_by", "party", "party_id",
    "network", "network_id", "group", "element", "element_id", "version", "is_superuser", "is_active",
)  # fmt: skip
OWNERS = {"City", "Party", "Network", "User", "Programme", "Document", "Group", "Element", "Version"}
COLUMNS = {
    f"{model._meta.db_table}.{field.column}": field
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if (field.remote_field and field.remote_field.model.__name__ in OWNERS) or isinstance(field, models.BooleanField)
}
"""Every column that says whose a row is, or is a yes or no."""


def owners() -> Counter:
    """Whose everything is: how many rows of each column point at each owner."""
    quoted = connection.ops.quote_name
    each = " UNION ALL ".join(
        f"SELECT '{name}', {quoted(field.column)}::text, count(*) FROM {quoted(field.model._meta.db_table)} GROUP BY 2"
        for name, field in COLUMNS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return Counter({(column, owner): count for column, owner, count in cursor.fetchall()})


def written(walker, where, data) -> tuple[int, Counter]:
    """The answer's status, and what it changed of whose everything is; owners just made count as one."""
    client, before = walker.browser, owners()
    client.cookies = SimpleCookie(walker.sessions[LEAD])
    known = {
        name: {str(pk) for pk in field.remote_field.model.objects.values_list("pk", flat=True)}
        if field.remote_field
        else {"true", "false"}
        for name, field in COLUMNS.items()
    }
    with undone():
        status = client.post(where, data).status_code
        after = owners()
    after.subtract(before)
    changed = Counter()
    for (column, owner), count in after.items():
        changed[column, owner if owner is None or owner in known[column] else "new"] += count
    return status, +changed


WRITTEN = sorted(
    {
        row["adresse"]: (row["adresse"], row["mål"])
        for row in EXPECTED
        if row["metode"] == "POST" and row[LEAD] == "302" and not row["adresse"].startswith("konto/")
    }.values()
)


@pytest.mark.parametrize(("address", "target"), WRITTEN)
def test_owners_sent_along_are_passed_over_or_refused(walker, address, target):
    where, data = asked(walker, address, target)
    foreign = {
        "city": city(walker, "oslo"), "programme": walker.walk.programmes.twins["oslo", "bergen"].pk,
        "person": walker.walk.person("planner", "oslo").pk, "element": element(walker, "oslo-bergen").pk,
    }  # fmt: skip
    forged = {name: foreign.get(name.removesuffix("_id"), foreign["city"]) for name in FORGED if name not in data}

    plain, attacked = written(walker, where, data), written(walker, where, data | forged)

    assert plain[0] == 302
    assert attacked == plain or (attacked[0] in (404, 422) and not attacked[1])


def test_whose_everything_is_sees_a_row_change_hands(walker):
    before = owners()
    with undone():
        Element.objects.filter(pk=element(walker, "bare-skien").pk).update(city=city(walker, "oslo"))
        after = owners()

    assert after != before


# -- Another's revision


def test_the_twins_revision_is_stale_here(walker, lines):
    """A number that is right for another thing is wrong for this one."""
    with undone():
        Element.objects.filter(pk=element(walker, "skien-porsgrunn:porsgrunn").pk).update(revisions={"title": 7})
        twins = Element.objects.get(pk=element(walker, "skien-porsgrunn:porsgrunn").pk).revision("title")
        where = at(walker, "skien-porsgrunn:skien", "felt/title/")
        answer = walker.step(PLANNER, "POST", where, {"value": "Overtatt", "base": twins})
        theirs = walker.step(
            PLANNER,
            "POST",
            at(walker, "skien-porsgrunn:porsgrunn", "felt/title/"),
            {"value": "Overtatt", "base": twins},
        )

    assert (answer.status, theirs.status) == ("409", "403")
    assert not Element.objects.filter(title="Overtatt").exists()
    assert len(lines()) == 2


def test_a_twins_row_is_not_written_with_its_own_revision(walker, lines):
    row = walker.walk.rows["tvillingens rad på felles"]
    where, data = asked(walker, "handlingsprogram/element/<element>/rad/<name>/<row>/", "tvillingens rad på felles")

    for sent in (data, data | {"city": city(walker, "porsgrunn")}, data | {"city": city(walker, "skien")}):
        answer = walker.step(PLANNER, "POST", where, sent | {"base": row.revision})
        assert (answer.status, answer.wrote) == ("422", False)

    assert Responsibility.objects.get(pk=row.pk).words == row.words
    assert len(lines()) == 3


# -- Rights without a place


def test_a_right_cannot_point_at_a_city_that_is_gone(walker):
    right = CityGroupRight.objects.first()

    def leave_one():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cities_citygroupright (group_id, permission_id, content_object_id) VALUES (%s, %s, %s)",
                [right.group_id, right.permission_id, NOWHERE],
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError):
        leave_one()


def test_a_right_left_in_guardians_own_tables_opens_nothing(walker):
    """Such a row names its thing by a bare number, so it would live on and fit the next city of that number."""
    oslo, planner = walker.walk.world.cities["oslo"], User.objects.get(pk=walker.walk.person("planner").pk)
    with undone(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM auth_permission WHERE codename = 'read_programme' LIMIT 1")
        [permission] = cursor.fetchone()
        cursor.execute(
            "INSERT INTO guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)"
            " SELECT id, content_type_id, %s, %s FROM auth_permission WHERE id = %s",
            [str(oslo.pk), planner.pk, permission],
        )
        seen = set(visible(planner, Act.READ_PROGRAMME, City))
        answer = walker.step(PLANNER, "GET", at(walker, "oslo-bergen", ""))

    assert oslo not in seen
    assert (answer.status, answer.shown) == ("404", set())


def test_a_right_given_to_a_person_and_not_to_a_role_opens_nothing(walker):
    oslo, planner = walker.walk.world.cities["oslo"], User.objects.get(pk=walker.walk.person("planner").pk)
    with undone():
        assign_perm(Act.READ_PROGRAMME, planner, oslo)
        seen = set(visible(planner, Act.READ_PROGRAMME, City))

    assert oslo not in seen


# -- The log itself


def test_the_log_names_address_and_person_and_nothing_that_was_typed(walker, lines):
    walker.step(PLANNER, "GET", "/finnes-ikke/?sok=hemmelig")
    walker.step(PLANNER, "POST", at(walker, "oslo-bergen", "felt/title/"), {"value": "hemmelig", "base": 0})

    person = walker.walk.person("planner").pk
    assert lines() == [
        f"404 GET /finnes-ikke/ person {person}",
        f"404 POST {at(walker, 'oslo-bergen', 'felt/title/')} person {person}",
    ]


def test_what_is_given_stands_in_no_log_of_refusals(walker, lines):
    walker.step(PLANNER, "GET", at(walker, "bare-skien", ""))
    walker.step(PLANNER, "POST", at(walker, "bare-skien", "flytt/"), {"direction": "out"})
    walker.step("ikke innlogget", "GET", "/finnes-ikke/")

    assert lines() == []
