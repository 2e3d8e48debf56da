"""Questions about what people say to each other: of an element, of a programme, and who can be named in it."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from cities.access import people_who_may
from cities.acts import Act
from cities.models import Role, User
from programmes.fields import field_of
from programmes.models import Comment, Element, Mention, Programme
from programmes.queries import Node, cities_of, living, outline

OPEN = {"answers": None, "solved_at": None}
TOLD = ("pk", "field", "quotation", "prefix", "text", "person_name", "solved_by", "at", "solved_at")

NAMES_OFFERED = 8


def name_of(way: str):
    """What a person is called, as a part of a statement: the name, or the address where there is none."""
    return Coalesce(NullIf(F(f"{way}name"), Value("")), F(f"{way}email"))


# Whom a comment names, as a list in the comment's own statement.
NAMED = ArraySubquery(
    Mention.objects.filter(comment=OuterRef("pk"))
    .order_by("pk")
    .values(json=JSONObject(id="person_id", name=name_of("person__")))
)

# An element's comments and answers, the oldest first, as a list in the element's own statement.
SAID = ArraySubquery(
    Comment.objects.filter(element=OuterRef("pk"))
    .order_by("at", "pk")
    .values(
        json=JSONObject(**{name: name for name in TOLD}, answers_id="answers_id", person_id="person_id", named=NAMED)
    )
)

# What is quoted of an element's texts by comments that are open, likewise.
QUOTES = ArraySubquery(
    Comment.objects.filter(element=OuterRef("pk"), **OPEN)
    .exclude(quotation="")
    .order_by("at", "pk")
    .values(json=JSONObject(pk="pk", field="field", prefix="prefix", quotation="quotation"))
)

# How many open comments an element has, likewise.
OPEN_COMMENTS = Coalesce(
    Subquery(
        Comment.objects.filter(element=OuterRef("pk"), **OPEN)
        .order_by()
        .values("element")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    Value(0),
)


@dataclass
class Thread:
    """A comment and what was answered. `gone`: the words it was about stand there no more."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)
    gone: bool = False

    @property
    def last(self) -> Comment:
        return self.replies[-1] if self.replies else self.comment


def threads_of(element: Element, said: list[dict] | None = None) -> list[Thread]:
    """All that is said about an element, the oldest first; each comment with `named`, those it names (id, name).

    said: what SAID gave, where it has been asked for along with other things; else it is one statement.
    """
    if said is None:
        said = Element.objects.filter(pk=element.pk).order_by().values_list(SAID, flat=True).get()
    comments = [comment_from(row, element) for row in said]
    threads = {one.pk: Thread(one, gone=not still_there(one, element)) for one in comments if one.answers_id is None}
    for one in comments:
        if one.answers_id:
            threads[one.answers_id].replies.append(one)
    return list(threads.values())


def comment_from(row: dict, element: Element) -> Comment:
    """A comment from what SAID tells of it."""
    moments = {name: row[name] and datetime.fromisoformat(row[name]) for name in ("at", "solved_at")}
    named = row["named"]
    comment = Comment(element=element, **{name: row[name] for name in row if name != "named"} | moments)
    comment.named = named
    return comment


def still_there(comment: Comment, element: Element) -> bool:
    """Do the quoted words stand in the field, however they are broken into lines? Where none are, none are missing."""
    spoken_of = field_of(element.kind, comment.field) if comment.quotation else None
    if spoken_of is None:
        return not comment.quotation
    return squeezed(comment.quotation) in squeezed(spoken_of.words(spoken_of.get(spoken_of.holder(element))) or "")


def squeezed(text: str) -> str:
    """Words with one space between them: lines and paragraphs do not count when a quotation is looked for."""
    return " ".join(text.split())


def open_comments(programme: Programme) -> dict[int, int]:
    """How many open comments each of the programme's living elements has, by its id; those without are left out."""
    counted = living(programme).annotate(open_comments=OPEN_COMMENTS).filter(open_comments__gt=0)
    return dict(counted.order_by().values_list("pk", "open_comments"))


def open_in(programme: Programme) -> QuerySet[Comment]:
    """The programme's open comments with their replies, each with `named`. Two statements."""
    said = Comment.objects.filter(element__programme=programme, **OPEN).annotate(named=NAMED)
    return said.prefetch_related(Prefetch("replies", Comment.objects.annotate(named=NAMED)))


def by_element(programme: Programme, comments) -> list[tuple[Node, list[Comment]]]:
    """Comments under the elements they are about, in the outline's order; what lies in the bin is left out."""
    names = ("kind", "parent", "position", "title", "number", "programme")
    nodes = outline(living(programme).only(*names).order_by())
    below: dict[int, list[Comment]] = {}
    for comment in comments:
        below.setdefault(comment.element_id, []).append(comment)
    return [(node, below[node.element.pk]) for node in nodes if node.element.pk in below]


# -- Those who can be named


def readers_of(programme: Programme) -> QuerySet[User]:
    """Those who may read the programme's draft today, and so can be named in it."""
    return people_who_may(Act.READ_PROGRAMME, cities_of(programme))


def offered(programme: Programme, words: str, day) -> list[User]:
    """The first readers whose name holds the words, each with `places`: the roles they are known by."""
    held = Role.objects.held_on(day).select_related("city", "party", "network")
    people = readers_of(programme).filter(name__icontains=words).prefetch_related(Prefetch("roles", held, "places"))
    return list(people[:NAMES_OFFERED])


def named_in(text: str, people) -> list[User]:
    """Those of the people whose whole name stands after an @. The longer name wins; two of one name are both meant."""
    by_name: dict[str, list[User]] = {}
    for person in people:
        by_name.setdefault(str(person).casefold(), []).append(person)
    pattern = name_pattern(by_name)
    found = dict.fromkeys(match.casefold() for match in pattern.findall(text)) if by_name else ()
    return [person for name in found for person in by_name.get(name, ())]


def name_pattern(names) -> re.Pattern:
    """Finds any of the names after an @, large and small letters alike."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
