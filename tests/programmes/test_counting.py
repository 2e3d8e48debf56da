"""What is missing in a programme is counted when it is laid before the politicians."""

from datetime import date
from uuid import uuid4

from documents.actions import table_version
from documents.models import Tabling
from programmes.actions import freeze_programme
from programmes.models import Programme, Waiver
from programmes.readiness import readiness_of
from tests.world import MOMENT


def test_what_is_missing_is_written_down_when_it_is_laid_before_the_politicians(programmes):
    programme, lead, skien = asked(programmes)
    missing = readiness_of(programme)

    frozen(programme, lead, tabled_in=[skien])

    assert missing.count > 0
    assert Tabling.objects.get().gaps == missing.count


def test_what_somebody_gave_a_reason_for_is_not_missing(programmes):
    programme, lead, skien = asked(programmes)
    missing = readiness_of(programme)
    for gap in missing.gaps:
        Waiver.objects.create(
            programme=programme, gap=gap.name, city_id=gap.city_id, reason="Det kommer senere", at=MOMENT, by_name="x"
        )

    frozen(programme, lead, tabled_in=[skien])

    assert Tabling.objects.get().gaps == 0


def test_a_version_laid_forward_later_is_counted_by_the_draft_of_then(programmes):
    programme, lead, skien = asked(programmes)
    version = frozen(programme, lead)

    table_version(version=version, city=skien, by=lead, at=MOMENT)

    assert Tabling.objects.get().gaps == readiness_of(programme).count


def test_an_approval_that_is_awaited_is_nothing_the_citys_own_edition_lacks(programmes):
    world = programmes.world
    programme = Programme.objects.titled().get(pk=programmes["skien-porsgrunn"].programme_id)
    missing = readiness_of(programme)
    awaited = [gap for gap in missing.gaps if gap.rule.key == "approval"]
    skien = world.cities["skien"]

    frozen(programme, world.people["lead", "skien"], tabled_in=[skien], city=skien)

    of_skien = [gap for gap in missing.gaps if gap.city_id in (None, skien.pk)]
    assert awaited
    assert Tabling.objects.get().gaps == len([gap for gap in of_skien if gap not in awaited])


def asked(programmes):
    world = programmes.world
    programme = Programme.objects.titled().get(pk=programmes.skien.pk)
    return programme, world.people["lead", "skien"], world.cities["skien"]


def frozen(programme, lead, **more):
    return freeze_programme(programme=programme, day=date(2009, 2, 9), key=uuid4(), by=lead, at=MOMENT, **more)
