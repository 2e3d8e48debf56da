import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from history.actions import entry, record, record_all
from history.models import Entry
from history.queries import history_of

pytestmark = pytest.mark.django_db


def write(**given) -> Entry:
    plain = {"act": "edit", "thing": "element", "thing_id": 12, "by": None, "at": now()}
    record(**plain | given)
    return Entry.objects.latest("id")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sykkelveier", "Sykkelveger"),
        (None, 1200),
        ("1.50", "1.5"),
        (False, 0),
        ("", None),
        ({"value": "0.1", "words": "0,1 tonn", "bound": ""}, {"value": None, "words": "ikke oppgitt", "bound": ""}),
        (["Bærum", "Ås"], []),
    ],
)
def test_record_keeps_before_and_after_with_their_types(before, after):
    written = write(field="title", before=before, after=after)

    assert (written.before, type(written.before)) == (before, type(before))
    assert (written.after, type(written.after)) == (after, type(after))


def test_record_without_values_leaves_both_empty():
    written = write(act="freeze")

    assert (written.field, written.before, written.after) == ("", None, None)


def test_record_keeps_the_name_of_the_day(django_user_model):
    person = django_user_model.objects.create(email="kari@by.example")
    name = str(person)
    written = write(by=person)

    person.delete()

    written.refresh_from_db()
    assert (written.person_name, written.person_id is None) == (name, False)


def test_record_by_the_clock_names_nobody():
    written = write(by=None)

    assert (written.person_name, written.person_id) == ("", None)


def test_record_of_a_long_title_keeps_its_beginning():
    assert write(title="å" * 400).title == "å" * 300


def test_record_goes_with_the_change_it_belongs_to():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_entry SET act = 'something else'",
        "UPDATE history_entry SET after = NULL WHERE id = %(id)s",
        "DELETE FROM history_entry WHERE id = %(id)s",
        "INSERT INTO history_entry SELECT * FROM history_entry ON CONFLICT (id) DO UPDATE SET act = 'something else'",
    ],
)
def test_history_refuses_to_be_rewritten(statement):
    written = write(field="title", before="a", after="b")

    with (
        pytest.raises(DatabaseError, match="history_entry is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, {"id": written.pk})

    assert list(Entry.objects.values("act", "before", "after")) == [{"act": "edit", "before": "a", "after": "b"}]


def test_record_all_writes_many_in_one_statement(django_assert_num_queries):
    entries = [entry(act="edit", thing="element", thing_id=number, by=None, at=now()) for number in range(50)]

    with django_assert_num_queries(1):
        record_all(entries)

    assert Entry.objects.count() == 50


def test_history_of_a_thing_is_its_own_and_newest_first():
    first, second = write(act="add"), write(act="edit")
    write(thing_id=13)
    write(thing="programme", thing_id=12)

    assert list(history_of("element", 12)) == [second, first]
