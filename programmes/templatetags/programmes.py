"""How an act reads in the history."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from common import richtext
from programmes.fields import FIELDS
from programmes.sorts import Choice
from programmes.tables import TABLES

register = template.Library()

LABELS = {field.name: field.label for fields in FIELDS.values() for field in fields}
LABELS |= {table.name: table.label for table in TABLES} | {"basis": lazy("Grunnlag")}

EVERY_FIELD = [field for fields in FIELDS.values() for field in fields]
EVERY_FIELD += [field for table in TABLES for field in table.fields]
CHOICES = {value: label for field in EVERY_FIELD if isinstance(field, Choice) for value, label in field.choices.choices}

ACTS = {
    "add": lazy("la til dette"),
    "load": lazy("hentet inn dette"),
    "bin": lazy("la dette i papirkurven"),
    "restore": lazy("hentet dette tilbake"),
    "freeze": lazy("låste en versjon"),
}
SAID = {
    "split": lazy("delte dette i %(text)s"),
    "share": lazy("gjorde dette felles; det var eget for %(text)s"),
    "join": lazy("slo dette sammen med %(text)s"),
    "joined": lazy("slo dette sammen med andre i %(text)s"),
    "part": lazy("gjorde dette til eget igjen, ut av %(text)s"),
    "propose": lazy("foreslo å slå dette sammen med %(text)s"),
    "decline": lazy("avslo å slå dette sammen: %(text)s"),
    "withdraw": lazy("trakk forslaget om å slå dette sammen med %(text)s"),
    "inherit": lazy("gjorde dette til eget, fra %(text)s"),
    "follow": lazy("flyttet dette med da %(text)s ble delt"),
    "waive": lazy("begrunnet det som mangler: %(text)s"),
    "unwaive": lazy("tok bort begrunnelsen %(text)s"),
    "comment": lazy("kommenterte: %(text)s"),
    "uncomment": lazy("slettet kommentaren %(text)s"),
    "solve": lazy("løste kommentaren %(text)s"),
    "reopen": lazy("åpnet igjen kommentaren %(text)s"),
}
CIRCLE = {
    "approve": lazy("godkjente fellesdelen for %(name)s"),
    "disapprove": lazy("trakk godkjenningen av fellesdelen for %(name)s"),
    "invite_city": lazy("inviterte %(name)s til å være med i programmet"),
    "join_city": lazy("svarte ja for %(name)s, som ble med i programmet"),
    "decline_city": lazy("svarte nei for %(name)s, som ikke ble med"),
    "withdraw_city": lazy("trakk tilbake invitasjonen til %(name)s"),
    "keep_own": lazy("slapp nye byer til, så dette ble stående som %(name)s sitt eget"),
    "leave_city": lazy("lot %(name)s gå ut av programmet"),
    "carry": lazy("tok med dette fra «%(name)s»"),
}
UNDONE = {
    "add": lazy("angret at dette ble lagt til"),
    "move": lazy("angret flyttingen: %(way)s"),
    "bin": lazy("angret slettingen"),
    "restore": lazy("angret at dette ble hentet tilbake"),
    "split": lazy("angret delingen"),
    "share": lazy("angret at dette ble felles"),
    "join": lazy("angret sammenslåingen"),
}


@register.filter
def told(entry) -> str:
    """An entry as a sentence: which field was changed, from what to what; other acts by their name."""
    label = LABELS.get(entry.field, entry.field)
    if entry.act == "conflict":
        return _("skrev samtidig i «%(field)s»: %(after)s") % {"field": label, "after": brief(entry.after)}
    if entry.act == "edit":
        values = {"field": label, "before": brief(entry.before), "after": brief(entry.after)}
        return _("endret «%(field)s» fra %(before)s til %(after)s") % values
    if entry.act == "move":
        return _("flyttet dette %(way)s") % {"way": way(entry)}
    if entry.act == "undo":
        return UNDONE[entry.after["act"]] % {"way": way(entry)}
    if entry.act in CIRCLE:
        return CIRCLE[entry.act] % {"name": entry.after["name"]}
    if entry.act == "order_cities":
        return _("endret rekkefølgen på byene til %(cities)s") % {"cities": ", ".join(entry.after)}
    if entry.act in SAID:
        value = entry.after or entry.before
        return SAID[entry.act] % {"text": value["words"] if "words" in value else brief(value["text"])}
    return str(ACTS.get(entry.act, entry.act))


@register.filter
def words_of(field, value) -> str:
    """A field's value as people read it."""
    return field.words(value) or ""


def way(entry) -> str:
    """From where to where an element was moved; "" where it was not moved but binned, or fetched from the bin."""
    before, after = entry.before, entry.after
    if not before or "parent" not in before or "parent" not in after:
        return ""
    if before["parent"] == after["parent"]:
        told = {"before": spot(before), "after": spot(after), "under": under(after)}
        return _("fra %(before)s til %(after)s%(under)s") % told
    told = {"before": spot(before) + under(before), "after": spot(after) + under(after)}
    return _("fra %(before)s til %(after)s") % told


def spot(place: dict) -> str:
    """The number it had; of old only its rank among its siblings was kept."""
    return place.get("place") or _("plass %(n)s") % {"n": place["position"] + 1}


def under(place: dict) -> str:
    if "place" in place:
        return _(" under «%(title)s»") % {"title": place["under"]} if "under" in place else ""
    return _(" under %(code)s") % {"code": place["parent"]}


def brief(value, limit: int = 120) -> str:
    """A typed value in few words, in quotation marks."""
    text = plain_words(value)
    if not text:
        return _("ikke oppgitt")
    return f"«{text[:limit]}…»" if len(text) > limit else f"«{text}»"


def plain_words(value) -> str:
    """A typed value as people would write it: its words, its name, or what is in it."""
    if isinstance(value, dict):
        known = (value.get(key) for key in ("words", "name", "title"))
        return plain_words(
            next(filter(None, known), None) or [value[key] for key in value if key not in ("city", "row")]
        )
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain_words, value)))
    if isinstance(value, bool) or value is None:
        return {True: _("ja"), False: _("nei")}.get(value, "")
    text = str(value)
    if text in CHOICES:
        return str(CHOICES[text])
    return richtext.plain(text).replace("\n", " ") if "</" in text else text
