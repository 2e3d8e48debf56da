"""What a reminder says: only the city's own, in its written standard, with links that open for whoever gets it."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.conf import settings
from django.utils.timezone import localdate

from cities.models import City
from common.dates import LooseDate
from dashboard.facts import FACTS
from dashboard.letters import letter_to
from dashboard.nynorsk import COUNTED, NYNORSK
from dashboard.reminders import chosen
from tests.dashboard.reminding import SITE, key, two_milestones, until
from tests.factories.cities import RoleFactory
from tests.factories.dashboard import ArrangementFactory, MilestoneFactory
from tests.programmes import world as programme_worlds

BOKMAAL = re.compile(r"\b(ikke|noe|forsinket|dager|siden|milepæler|gjenstår|dere|en|fra|hilsen)\b", re.IGNORECASE)


@pytest.fixture
def programmes(world):
    return programme_worlds.build(world)


def letter(world, *cities, message="", milestones=None):
    milestones = milestones or two_milestones()
    keys = {key(city, one) for city in cities for one in milestones}
    by, day = world.people["secretariat", "network"], localdate()
    [receiver] = chosen(keys, by, day).receivers
    return letter_to(receiver, message=message, sender=by, site=SITE, day=day)


def test_letter_in_bokmaal(world, programmes):
    late, due = two_milestones()

    subject, body = letter(world, world.cities["skien"], milestones=(late, due), message="Vi sees på Gardermoen.")

    assert subject == "Påminnelse om milepæler for Skien"
    assert body.startswith("Hei, lead skien\n\nSekretariatet minner om det som gjenstår for Skien.")
    assert "\n\nVi sees på Gardermoen.\n\nSkien\n\nFørste utkast – forsinket: fristen var " in body
    assert ", for 2 dager siden\n- Ingen låst versjon av «Program bare-skien»\n  https://framtid.example/" in body
    assert (
        f"{SITE}/milepaeler/by/skien/{late.pk}/\n\nPolitisk behandlet – ingen dag er planlagt" not in body
    )  # it is due
    assert ", om 10 dager\n" in body
    assert body.endswith("Hilsen\nsecretariat network\nsekretariatet\n")


def test_letter_in_nynorsk_is_nynorsk_all_through(world, programmes):
    City.objects.filter(slug="skien").update(written_standard=City.Standard.NYNORSK)
    by_rule = [MilestoneFactory(name=f"M{n}", rule=rule, window=until(-n - 1)) for n, rule in enumerate(FACTS)]

    subject, body = letter(world, world.cities["skien"], milestones=by_rule)

    assert subject == "Påminning om milepælar for Skien"
    assert "forseinka: fristen var " in body
    assert ", for 4 dagar sidan\n" in body
    assert "Byen er ikkje part i nokon avtale enno." in body
    assert set(BOKMAAL.findall(body)) == set()


@pytest.mark.parametrize(("standards", "title"), [(("nn", "nn"), "Påminning"), (("nn", "neutral"), "Påminnelse")])
def test_a_digest_writes_to_each_city_in_its_own_standard(world, standards, title):
    for slug, standard in zip(("oslo", "skien"), standards, strict=True):
        City.objects.filter(slug=slug).update(written_standard=standard)
    RoleFactory(person=world.people["lead", "skien"], city=world.cities["oslo"], kind="lead")
    world.cities["oslo"].roles.filter(kind="lead").exclude(person=world.people["lead", "skien"]).delete()

    subject, body = letter(world, world.cities["skien"], world.cities["oslo"])

    assert subject.startswith(title)
    assert "Byen har ikkje noko program enno." in body
    assert ("Byen har ikke noe program ennå." in body) == ("neutral" in standards)


@pytest.mark.parametrize("number", [1, 2, 3000])
@pytest.mark.parametrize("standard", ["nb", "nn"])
def test_days_are_told_in_words_of_the_standard(world, number, standard):
    City.objects.filter(slug="skien").update(written_standard=standard)

    _subject, body = letter(world, world.cities["skien"], milestones=[MilestoneFactory(window=until(-number))])

    words = {"nb": ["1 dag siden", "2 dager siden", "8 år siden"], "nn": ["1 dag sidan", "2 dagar sidan", "8 år sidan"]}
    assert f"for {words[standard][[1, 2, 3000].index(number)]}\n" in body


@pytest.mark.parametrize(
    ("window", "plan", "words"),
    [
        (until(0), None, "fristen er i dag, "),
        (until(60), None, "ingen dag er planlagt, fristen er "),
        (until(60), -3, "forsinket: den planlagte dagen var "),
        (until(10), 20, "etter fristen\n"),
    ],
)
def test_each_state_is_told(world, window, plan, words):
    milestone, skien = MilestoneFactory(window=window), world.cities["skien"]
    if plan:
        ArrangementFactory(
            milestone=milestone, city=skien, sort="plan", day=until_day(plan), agreed_on=date(2020, 1, 1),
            recorded_by=world.people["secretariat", "network"],
        )  # fmt: skip

    _subject, body = letter(world, skien, milestones=[milestone])

    assert words in body


def until_day(days: int) -> LooseDate:
    day = localdate() + timedelta(days)
    return LooseDate.read(f"{day.day}.{day.month}.{day.year}")


@pytest.mark.parametrize("kind", ["lead", "planner"])
def test_every_link_opens_for_whoever_gets_it(world, programmes, client, kind):
    skien = world.cities["skien"]
    if kind == "planner":
        skien.roles.filter(kind="lead").delete()
    by_rule = [MilestoneFactory(name=f"M{n}", rule=rule, window=until(-n - 1)) for n, rule in enumerate(FACTS)]
    client.force_login(world.people[kind, "skien"])

    _subject, body = letter(world, skien, milestones=by_rule)
    with patch("dashboard.missing.readiness_of", return_value=SimpleNamespace(groups=[], ready=True)):
        body += letter(world, skien, milestones=by_rule)[1]

    links = set(re.findall(rf"{SITE}(/\S*)", body))
    answers = {link: client.get(link).status_code for link in links}
    assert len(links) > len(by_rule)
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_everything_a_city_can_lack_has_its_words_in_nynorsk():
    tree = ast.parse((Path(settings.BASE_DIR) / "dashboard/missing.py").read_text())
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    said = {one.args[0].value for one in calls if one.func.id == "_" and isinstance(one.args[0], ast.Constant)}
    counted = {one.args[0].value for one in calls if one.func.id == "ngettext"}

    assert said
    assert (said - set(NYNORSK), counted - set(COUNTED)) == (set(), set())
