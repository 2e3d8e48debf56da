"""Icons, form fields and Norwegian ways of writing."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from common.templatetags import framtid as tags

TEMPLATES = [*Path("templates").rglob("*.html")]


def draw(source, **context):
    return Template(source).render(Context(context))


class Person(forms.Form):
    name = forms.CharField(label="Navn", help_text="Slik det skrives.")
    note = forms.CharField(label="Merknad", required=False, widget=forms.Textarea)
    place = forms.ChoiceField(label="Sted", choices=[("s", "Skien"), ("p", "Porsgrunn")], widget=forms.RadioSelect)
    keep = forms.BooleanField(label="Husk meg", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


# -- Icons


def test_icon_is_decoration_unless_it_has_a_label():
    assert draw('{% icon "plus" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/vendored/icons.svg#plus"/></svg>'
    )
    assert draw('{% icon "link" label %}', label="<Felles>") == (
        '<svg class="icon" role="img" aria-label="&lt;Felles&gt;"><use href="/static/vendored/icons.svg#link"/></svg>'
    )


def test_icon_of_unknown_name_is_an_error():
    with pytest.raises(LookupError, match="no icon called unicorn"):
        draw('{% icon "unicorn" %}')


def test_every_icon_a_template_asks_for_is_in_the_sprite():
    asked = {name for file in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', file.read_text())}

    assert asked - tags.icon_names() == set()


# -- Form fields


def test_control_wears_designsystemet_and_keeps_what_django_says_about_it():
    field = Person({"name": ""})["name"]

    assert tags.control(field, data_x="1") == (
        '<input type="text" name="name" data-x="1" class="ds-input" required aria-invalid="true"'
        ' aria-describedby="id_name_helptext id_name_error" id="id_name">'
    )


def test_need_is_said_only_where_fields_differ():
    class Both(forms.Form):
        email = forms.CharField()
        remember = forms.BooleanField(required=False)

    form = Person()

    assert tags.need(form["name"]) == "Må fylles ut"
    assert tags.need(form["note"]) == "Valgfritt"
    assert tags.need(Both()["email"]) == ""


def test_form_is_drawn_with_hint_error_and_summary():
    html = str(Person({"name": "", "place": "s", "key": "k"}))

    assert '<p class="hint" id="id_name_helptext">Slik det skrives.</p>' in html
    assert '<ul class="errors" id="id_name_error"><li class="ds-validation-message" data-field="validation">' in html
    assert '<a class="ds-link" href="#id_name">Navn: Feltet er påkrevet.</a>' in html
    assert re.findall('<legend class="fl">(.*?) <', html) == ["Sted"]
    assert re.findall('<input type="radio"[^>]*class="([^"]*)"', html) == ["ds-input", "ds-input"]
    assert '<input type="hidden" name="key" value="k" id="id_key">' in html


# -- Days and moments


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("nb", "26.\u00a0februar 2009", "26.\u00a0feb"), ("en", "26\u00a0February 2009", "26\u00a0feb")],
)
def test_day_is_written_as_people_do(language, long, short):
    with translation.override(language):
        assert (tags.day(date(2009, 2, 26)), tags.day_short(date(2009, 2, 26))) == (long, short)


def test_day_of_a_moment_is_the_norwegian_day():
    assert tags.day(datetime(2009, 2, 25, 23, 30, tzinfo=UTC)) == "26.\u00a0februar 2009"
    assert tags.day(None) == ""


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2009, 2, 26, 13, 32, tzinfo=UTC), "14:32"),
        (datetime(2009, 2, 25, 13, 32, tzinfo=UTC), "i går"),
        (datetime(2009, 2, 24, 13, 32, tzinfo=UTC), "24.\u00a0februar 2009"),
        (None, ""),
    ],
)
def test_moment_is_shorter_the_nearer_it_is(monkeypatch, at, written):
    monkeypatch.setattr(tags.timezone, "localdate", lambda: date(2009, 2, 26))

    assert tags.moment(at) == written


# -- Numbers


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1234567, "1\u00a0234\u00a0567"),
        (Decimal("1234.50"), "1\u00a0234,50"),
        (-5, "\u22125"),
        (0.1, "0,1"),
        (Decimal("1E+3"), "1\u00a0000"),
        (None, ""),
    ],
)
def test_amount_is_written_as_norwegians_do(value, written):
    assert tags.amount(value) == written


def test_amount_in_english_is_english():
    with translation.override("en"):
        assert tags.amount(Decimal("1234.5")) == "1,234.5"


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "0 byte"), (999, "999 byte"), (1000, "1 kB"), (411_600, "412 kB"), (999_499, "999 kB"), (999_500, "1,0 MB"),
     (2_149_000, "2,1 MB"), (None, "")],
)  # fmt: skip
def test_filesize_is_short(size, written):
    assert tags.filesize(size).replace("\u00a0", " ") == written


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), ("Vår 2009", "Vår 2009"), (None, None), ("", None)])
def test_stated_tells_nothing_from_nought(value, shown):
    html = draw("{{ value|stated }}", value=value)

    assert html == (shown or '<span class="muted">ikke oppgitt</span>')


def test_what_changed_is_marked_and_escaped():
    marked = 'a &lt; <del><span class="sr">tatt ut: </span>b</del><ins><span class="sr">satt inn: </span>c</ins>'

    assert draw("{{ before|reworded:after }}", before="a < b", after="a < c") == marked
    assert draw("{{ runs|marked }}", runs=[("same", "a < "), ("gone", "b"), ("new", "c")]) == marked
    assert draw("{{ before|redline:after }}", before="a &lt; b", after="a &lt; c") == marked


def test_what_was_not_stated_is_all_new():
    new = '<ins><span class="sr">satt inn: </span>c</ins>'

    assert draw("{{ before|reworded:after }}", before=None, after="c") == new
    assert draw("{{ before|redline:after }}", before=None, after="<p>c</p>") == f"<p>{new}</p>"


def test_rich_text_is_cleaned_once_more():
    assert draw("{{ text|rich }}", text="<p>Ja<script>x</script></p>") == "<p>Ja</p>"
