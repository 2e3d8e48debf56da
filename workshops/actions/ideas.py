"""Acts on ideas: caught, grouped, voted for, and taken up in a city's programme."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.access import can
from cities.acts import Act
from cities.models import City
from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, put, standing
from programmes.actions import measure_from
from programmes.models import Element, Programme
from workshops.actions._rows import demand_seen, drop, entered, remember
from workshops.contents import remembered
from workshops.models import Gathering, Idea, Vote
from workshops.origins import origin_of
from workshops.queries import ideas_taken_up

GONE = gettext_lazy("Idéen finnes ikke lenger.")
MOST = 5_000
"""Ideas at one gathering."""


@transaction.atomic
def save_idea(*, gathering: Gathering, idea: Idea | None = None, values: dict, seen="", uuid=None, by, at) -> Idea:
    """Catch an idea, or give one other values. Whoever reads of the gathering catches; who caught it and who keeps the
    gathering change it.

    values: title, theme, who, sitting; and group, for those who keep the gathering.
    uuid: made where the idea was typed; sent again, it gives back the same idea.
    """
    gathering = entered(gathering, by)
    if idea is None:
        made, key = made_from(Idea, uuid, gathering)
        if made:
            return made
        demand_room_for_more(gathering.ideas, MOST)
        idea, before = Idea(gathering=gathering, uuid=key, made_by=by, made_at=at), None
    else:
        idea = own(gathering, idea, by)
        demand_seen(idea, seen, values)
        before = remembered(idea)
    put(idea, values)
    if idea.sitting and idea.sitting.workshop.gathering_id != gathering.pk:
        raise Refused(_("Verkstedet hører til en annen samling."))
    idea.save()
    remember(gathering, idea, act="edit" if before else "add", before=before, after=remembered(idea), by=by, at=at)
    return idea


@transaction.atomic
def remove_idea(*, gathering: Gathering, idea: Idea, by, at) -> None:
    """Take an idea away. Errors: Refused for one that has become a measure somewhere."""
    gathering = entered(gathering, by)
    idea = own(gathering, idea, by)
    if ideas_taken_up([idea]).exists():
        raise Refused(_("Idéen er blitt til et tiltak. Da kan den ikke slettes."))
    drop(gathering, idea, by=by, at=at)


@transaction.atomic
def vote_for(*, gathering: Gathering, idea: Idea, wanted: bool, by, at) -> None:
    """Vote for an idea, or take the vote back. Done again, it changes nothing. The history says not who it was."""
    gathering = entered(gathering, by)
    idea = standing(idea, GONE)
    vote = Vote.objects.filter(idea=idea, person=by)
    if vote.exists() != wanted:
        Vote.objects.create(idea=idea, person=by) if wanted else vote.delete()
        remember(gathering, idea, act="vote", field="vote", before=not wanted, after=wanted, by=None, at=at)


@transaction.atomic
def take_up_idea(*, gathering: Gathering, idea: Idea, programme: Programme, city: City | None, uuid=None, by, at) -> (
    Element
):  # fmt: skip
    """Make a draft measure of an idea, whose basis says where it came from. Several cities may take up one idea.

    city: whose own the measure is to be; none for a shared one. uuid: as for save_idea.
    Errors: Refused for another's programme, and where the idea stands in it already.
    """
    gathering = entered(gathering, by)
    idea = standing(idea, GONE)
    if not can(by, Act.EDIT_PROGRAMME, programme):
        raise Refused(_("Bare byenes planleggere kan ta opp idéen i programmet deres."))
    source = {"title": idea.title, "place": origin_of(idea), "reference": idea.reference}
    element = measure_from(
        programme=programme, city=city, title=idea.title, theme=idea.theme, source=source, uuid=uuid, by=by, at=at
    )
    remember(gathering, idea, act="take_up", field="measure", after={"code": element.code}, by=by, at=at)
    return element


def own(gathering: Gathering, idea: Idea, by) -> Idea:
    """The idea as it is now, for one who may change it."""
    idea = standing(idea, GONE)
    if idea.made_by_id != by.pk and not can(by, Act.KEEP_GATHERING, gathering):
        raise Refused(_("Bare den som fanget idéen, og de som holder samlingen, kan endre den."))
    return idea
