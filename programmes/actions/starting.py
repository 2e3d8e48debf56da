from django.db import connection, transaction

from programmes.actions.memory import remember_all, remembered
from programmes.actions.structure import start_programme
from programmes.models import FACTS, Element, Programme
from programmes.starting import Part


@transaction.atomic
def start_from_outline(*, parts: list[Part], by, at, **programme) -> Programme:
    """Begin a programme with an outline already in it: as `start_programme`, then its parts as shared elements.

    Sent twice, the parts are made once. Errors: as start_programme.
    """
    made = start_programme(by=by, at=at, **programme)
    root = Element.objects.get(programme=made, parent=None)
    if not root.children.exists():
        told = {"act": "add", "by": by, "at": at}
        remember_all(
            [
                remembered(element, after={"title": element.title, "kind": element.kind}, **told)
                for element in plant(root, parts, at)
            ]
        )
    return made


def plant(root: Element, parts: list[Part], at) -> list[Element]:
    """Make the parts under the root, level by level: a few statements however many there are."""
    made, level = [], [(root, parts)]
    while level := [(above, below) for above, below in level if below]:
        pairs = [(part, begun(part, above, place, at)) for above, below in level for place, part in enumerate(below)]
        for (_part, element), number in zip(pairs, next_numbers(len(pairs)), strict=True):
            element.number = number
        Element.objects.bulk_create(element for _part, element in pairs)
        for kind, model in FACTS.items():
            model.objects.bulk_create(
                model(element=element, theme=part.theme) for part, element in pairs if element.kind == kind
            )
        made += [element for _part, element in pairs]
        level = [(element, part.parts) for part, element in pairs]
    return made


def begun(part: Part, above: Element, place: int, at) -> Element:
    return Element(
        programme_id=above.programme_id, kind=part.kind, parent=above, position=place, title=part.title, made_at=at
    )


def next_numbers(many: int) -> list[int]:
    """That many permanent numbers of the network, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('programmes_number') FROM generate_series(1, %s)", [many])
        return [number for (number,) in cursor.fetchall()]
