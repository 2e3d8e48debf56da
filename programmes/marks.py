"""What the outline tells of each row, gathered in the outline's own statement: marks to see, and flags to filter by."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cities.acts import RoleKind
from cities.models import Role
from documents.models import Version
from history.models import Entry
from programmes.models import Comment, Element, Kind, Measure, Responsibility, Target


@dataclass(frozen=True)
class Filter:
    """A ready-made filter: the letter its rows carry, and the words one picks or types."""

    letter: str
    words: str


FILTERS = (
    Filter("a", _("uten ansvarlig")),
    Filter("f", _("uten frist")),
    Filter("v", _("uten virkemiddel")),
    Filter("m", _("mål uten måltall")),
    Filter("b", _("trenger bidrag")),
    Filter("s", _("trenger staten")),
    Filter("k", _("med åpne kommentarer")),
    Filter("e", _("endret siden siste versjon")),
    Filter("i", _("mine")),
)
LETTERS = [filter.letter for filter in FILTERS]

# Acts that leave an element as it was: what was not taken in, and what is only said about it.
UNCHANGED = ("conflict", "comment", "uncomment", "solve", "reopen", "propose", "decline", "withdraw")


def marked(elements: QuerySet[Element], programme, person=None, day=None) -> QuerySet[Element]:
    """The elements, each with what `flags_of` reads, `open_comments` and `title_revision`.

    person: who looks, and on which day; the measures that person answers for are flagged.
    """
    measure = Q(kind=Kind.MEASURE)
    here = OuterRef("pk")
    flags = {
        "a": measure & ~Exists(Responsibility.objects.filter(element=here)),
        "f": measure & Q(measure__period__isnull=True),
        "v": measure & ~Exists(Measure.instruments.through.objects.filter(measure=here)),
        "m": Q(kind=Kind.GOAL) & ~Exists(Target.objects.filter(element=here)),
        "b": measure & (~Q(measure__needs="") | ~Q(measure__needs_from=[])),
        "s": measure & Q(measure__needs_from__contains=[Measure.Helper.STATE]),
        "e": Q(pk__in=changed_since_last_version(programme)),
    }
    if person:
        flags["i"] = measure & Exists(Responsibility.objects.filter(answered(person, day), element=here))
    said = Comment.objects.filter(element=here, answers=None, solved_at=None).order_by()
    count = Subquery(said.values("element").annotate(n=Count("pk")).values("n"))
    return elements.annotate(
        open_comments=Coalesce(count, Value(0)),
        title_revision=KT("revisions__title"),
        **{f"flag_{letter}": condition for letter, condition in flags.items()},
    )


def changed_since_last_version(programme):
    """The ids of what has been touched since the last version was frozen; none before there is one."""
    last = Version.objects.filter(document=programme.document_id).order_by("-frozen_at").values("frozen_at")[:1]
    acts = Entry.objects.filter(scope="programme", scope_id=programme.pk, thing="element", at__gt=Subquery(last))
    return acts.exclude(act__in=UNCHANGED).order_by().values("thing_id")


def answered(person, day) -> Q:
    """What the person answers for: the unit's rows, or the municipality's where the role has no unit."""
    roles = Role.objects.held_on(day).filter(person=person, kind=RoleKind.MEASURE_OWNER)
    whole = roles.filter(unit=None).values("city__party")
    return Q(unit__in=roles.exclude(unit=None).values("unit")) | Q(party__in=whole)


def flags_of(element: Element) -> str:
    """The letters of the filters that find the element: "af"."""
    flags = [letter for letter in LETTERS if getattr(element, f"flag_{letter}", False)]
    return "".join(flags + ["k"] * bool(element.open_comments))
