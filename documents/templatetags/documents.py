"""How frozen content and its prints read on a page."""

from django import template

from documents.languages import language_of

register = template.Library()


@register.filter
def place_in(job, places: dict[int, int]) -> int | None:
    """The place of a waiting job in the queue; none while it rests after something went wrong."""
    return places.get(job.pk)


@register.filter
def stated_ones(cells) -> list[str]:
    """Those cells of a row that say something."""
    return [cell for cell in cells if cell]


@register.filter
def language_in(element: dict, content: dict) -> str:
    return language_of(element, content)


@register.filter
def decided(step, day):
    """What the step's body had decided by the day, or None."""
    return step.decision_on(day)


@register.filter
def unconfirmed(step, day) -> bool:
    return step.unconfirmed_on(day)


@register.filter
def coming(route, day):
    """The step that comes next, or None."""
    return route.coming_on(day)


@register.filter
def of_step(papers, step):
    """The step's papers among those of a case; None where there are none, or no step."""
    return papers.get(step.pk) if papers and step else None
