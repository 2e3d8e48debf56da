from datetime import UTC, datetime

import pytest

from common.dates import LooseDate
from common.refusals import Refused, Stale
from history.queries import history_of
from programmes.actions import bin_element, save_field
from programmes.fields import FIELDS, field_of
from programmes.models import Element, Kind

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


def save(element, name, value, base, by):
    return save_field(element=element, field=field_of(element.kind, name), value=value, base=base, by=by, at=AT)


def test_a_saved_field_has_its_value_the_next_revision_and_its_history(programmes, planner):
    measure = programmes["bare-skien"]

    save(measure, "title", "Sykkelnett over bygrensen", 0, planner)

    measure = Element.objects.get(pk=measure.pk)
    entry = history_of("element", measure.pk).get()
    assert measure.title == "Sykkelnett over bygrensen"
    assert measure.revision("title") == 1
    assert (entry.act, entry.field, entry.before, entry.after) == (
        "edit", "title", "Tittel felles bare-skien", "Sykkelnett over bygrensen",
    )  # fmt: skip
    assert (entry.person_name, entry.at, entry.scope_id) == (str(planner), AT, measure.programme_id)


@pytest.mark.parametrize("base", [None, 0, 2, -1])
def test_a_stale_or_missing_base_is_refused_and_both_texts_are_kept(programmes, planner, base):
    measure = save(programmes["bare-skien"], "title", "Deres tittel", 0, planner)

    with pytest.raises(Stale) as refused:
        save(measure, "title", "Min tittel", base, planner)

    measure = Element.objects.get(pk=measure.pk)
    losing = history_of("element", measure.pk).first()
    assert (measure.title, measure.revision("title")) == ("Deres tittel", 1)
    assert (refused.value.theirs, refused.value.mine) == ("Deres tittel", "Min tittel")
    assert (losing.act, losing.before, losing.after) == ("conflict", "Deres tittel", "Min tittel")


def test_different_fields_of_one_element_merge_in_silence(programmes, planner):
    measure = programmes["bare-skien"]

    save(measure, "title", "Ny tittel", 0, planner)
    save(measure, "period", LooseDate.read("våren 2009"), 0, planner)

    measure = Element.objects.get(pk=measure.pk)
    assert (measure.title, measure.measure.period.words) == ("Ny tittel", "våren 2009")
    assert measure.revisions == {"title": 1, "period": 1}


def test_a_save_whose_answer_was_lost_can_be_sent_again(programmes, planner):
    measure = programmes["bare-skien"]

    for _time in range(2):
        saved = save(measure, "title", "Ny tittel", 0, planner)

    assert saved.revision("title") == 1
    assert history_of("element", measure.pk).count() == 1


def test_saving_the_same_value_again_writes_nothing(programmes, planner):
    measure = programmes["bare-skien"]

    save(measure, "title", measure.title, 0, planner)

    assert Element.objects.get(pk=measure.pk).revisions == {}
    assert not history_of("element", measure.pk).exists()


def test_a_field_of_something_in_the_bin_is_refused(programmes, planner):
    measure = programmes["bare-skien"]
    bin_element(element=measure, by=planner, at=AT)

    with pytest.raises(Refused):
        save(measure, "title", "Ny", 0, planner)

    assert Element.objects.get(pk=measure.pk).title == "Tittel felles bare-skien"


def test_what_hangs_under_something_in_the_bin_is_refused_too(programmes, planner):
    measure = programmes["bare-skien"]
    bin_element(element=programmes["bare-skien:goal"], by=planner, at=AT)

    with pytest.raises(Refused):
        save(measure, "title", "Ny", 0, planner)

    assert Element.objects.get(pk=measure.pk).title == "Tittel felles bare-skien"


def test_a_conflict_names_the_revision_that_was_shown(programmes, planner):
    measure = save(programmes["bare-skien"], "title", "Deres tittel", 0, planner)

    with pytest.raises(Stale) as refused:
        save(measure, "title", "Min tittel", 0, planner)

    assert refused.value.base == 1


def test_every_field_knows_its_holder_and_how_to_show_nothing(programmes):
    elements = {element.kind: element for element in Element.objects.for_door().filter(programme=programmes.skien)}

    for kind in (Kind.PROGRAMME, Kind.CHAPTER, Kind.GOAL, Kind.MEASURE):
        for field in FIELDS[kind]:
            value = field.get(field.holder(elements[kind]))
            field.form_field(elements[kind])
            assert field.words(None) is None, (kind, field.name)
            assert field.typed(value) is None or field.words(value), (kind, field.name)
