from datetime import date
from decimal import Decimal
from html import escape
from urllib.parse import quote

import pytest
from django import forms as django_forms
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from common import forms
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused, Stale

NUL = "Har et usynlig tegn som ikke kan lagres (U+0000). Fjern det."


class Sheet(forms.Form):
    title = forms.LineField(label="Tittel", limit=20)
    text = forms.TextField(required=False)
    body = forms.RichTextField(required=False)
    period = forms.LooseDateField(required=False)
    amount = forms.StatedNumberField(required=False, unit="kr")
    contact = forms.EmailField(required=False)
    kind = django_forms.ChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


def test_form_gives_clean_values():
    form = Sheet(
        {
            "title": " Sykkelnett ",
            "text": "en\r\nto",
            "body": "<p onclick=x>a</p>",
            "period": "våren 2009",
            "amount": "inntil 20 mill. kr",
            "contact": " navn@kommune.no ",
            "kind": "a",
        }
    )

    assert form.is_valid()
    assert form.cleaned_data == {
        "title": "Sykkelnett",
        "text": "en\nto",
        "body": "<p>a</p>",
        "period": LooseDate("2009-21", "våren 2009", date(2009, 3, 1), date(2009, 5, 31)),
        "amount": StatedNumber(Decimal(20_000_000), "inntil 20 mill. kr", "up_to"),
        "contact": "navn@kommune.no",
        "kind": "a",
    }
    assert form.status == 200


def test_empty_fields_are_empty_text_or_no_value():
    form = Sheet({"title": "x"})

    assert form.is_valid()
    assert {form.cleaned_data[name] for name in ("text", "body", "contact", "kind")} == {""}
    assert (form.cleaned_data["period"], form.cleaned_data["amount"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("title", "\u3164", "Må fylles ut."),
        ("title", "x" * 21, "Kan ha høyst 20 tegn, men har 21."),
        ("title", "a\0b", NUL),
        ("text", "a\0b", NUL),
        ("body", "<p>a\0b</p>", NUL),
        ("period", "2009\0", NUL),
        ("amount", "20\0", NUL),
        ("amount", "20 prosent", "Oppgi tallet i kr, ikke prosent."),
        ("contact", "navn", "Skriv adressen slik: navn@kommune.no."),
        ("contact", "a\0@b.no", NUL),
        ("kind", "c", "Velg et av alternativene."),
    ],
)
def test_refused_text_stays_with_a_message_beside_its_field(name, typed, message):
    posted = {"title": "Sykkelnett", "text": "behold meg", "period": "en gang", name: typed}

    form = Sheet(posted)

    assert form.errors == {name: [message]}
    assert form.status == 422
    assert {key: form[key].value() for key in posted} == {k: v.replace("\0", "\ufffd") for k, v in posted.items()}


def test_saved_values_stand_in_the_form_as_their_words():
    form = Sheet(initial={"period": LooseDate.read("våren 2009"), "amount": StatedNumber.read("ca. 900")})

    assert form["period"].as_widget() == '<input type="text" name="period" value="våren 2009" id="id_period">'
    assert form["amount"].as_widget() == '<input type="text" name="amount" value="ca. 900" id="id_amount">'


def test_field_added_late_speaks_our_words_too():
    form = Sheet({"title": "x"})
    form.fields["city"] = django_forms.ChoiceField(choices=[("1", "Oslo")])

    assert form.errors == {"city": ["Må fylles ut."]}


def test_labels_have_no_colon_and_the_browser_is_not_asked_to_check():
    field = Sheet()["title"]

    assert field.label_tag() == '<label for="id_title">Tittel</label>'
    assert field.as_widget() == '<input type="text" name="title" id="id_title">'


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(Refused("Målet har alt dette."), 422), (Stale("Endret av en annen.", theirs="a", mine="b"), 409)],
)
def test_refused_act_is_told_on_the_form(refusal, status):
    form = Sheet({"title": "x"})
    assert form.is_valid()

    form.refuse(refusal, "title")

    assert form.errors == {"title": [refusal.message]}
    assert form.status == status


def test_form_not_yet_sent_has_no_errors():
    assert Sheet().status == 200


@given(
    st.dictionaries(
        st.sampled_from(list(Sheet.base_fields)), st.text(st.characters(), max_size=40) | st.binary(max_size=20)
    )
)
@settings(deadline=None)
def test_whatever_is_posted_the_form_answers(posted):
    sent = {k: v if isinstance(v, bytes) else v.encode("utf-8", "surrogatepass") for k, v in posted.items()}

    form = Sheet(QueryDict("&".join(f"{name}={quote(typed)}" for name, typed in sent.items())))

    assert form.status in {200, 422}
    assert form.is_valid() == (not form.errors)
    page = "".join(str(field.errors) + field.as_widget() for field in form)
    assert page.encode().decode() == page


@given(st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), max_size=40))
@settings(deadline=None)
def test_typed_text_comes_back_as_it_was_typed(typed):
    form = Sheet({"title": typed + "\x1b"})

    assert form.errors
    assert escape(typed + "\x1b") in form["title"].as_widget()


class Renamed(forms.MarkedForm):
    name = forms.LineField()
    mark = staticmethod(str.upper)


def test_a_save_that_another_was_quicker_than_shows_both_and_goes_through_at_the_second_try():
    form = Renamed(QueryDict("name=mitt&seen=GAMMELT"))
    assert form.is_valid()

    def stale(seen):
        raise Stale("Noen var raskere.", theirs="nytt", mine=seen)

    assert form.saves(stale) is None
    assert (form.theirs, form.status, form.data["seen"], form.data["name"]) == ("nytt", 409, "NYTT", "mitt")
    assert Renamed(form.data).is_valid()


def test_a_refused_save_says_why_and_one_that_goes_through_gives_what_was_saved():
    form = Renamed(QueryDict("name=mitt&seen=GAMMELT"))
    assert form.is_valid()

    def refused(seen):
        raise Refused("Nei.")

    assert form.saves(lambda seen: seen) == "GAMMELT"
    assert form.saves(refused) is None
    assert (form.status, form.theirs, form.non_field_errors()) == (422, None, ["Nei."])
