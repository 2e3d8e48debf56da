"""Acts on what a gathering came to, and on what is to be followed up."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import User
from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, put, standing
from workshops.actions._rows import demand_seen, drop, entered, locked, remember
from workshops.contents import content
from workshops.models import Conclusion, Gathering


@transaction.atomic
def save_conclusion(*, gathering: Gathering, conclusion: Conclusion | None = None, values: dict, seen="", uuid=None,
                    by, at) -> Conclusion:  # fmt: skip
    """Write down a conclusion, or change one. values: workshops.contents.VALUES; an owner whom we know by that name or
    address becomes a person, anybody else stays in words.
    """
    gathering = locked(gathering, by)
    if conclusion is None:
        made, key = made_from(Conclusion, uuid, gathering)
        if made:
            return made
        demand_room_for_more(gathering.conclusions)
        conclusion, before = Conclusion(gathering=gathering, uuid=key), None
    else:
        conclusion = standing(conclusion, _("Konklusjonen finnes ikke lenger."))
        demand_seen(conclusion, seen, values)
        before = content(conclusion)
    put(conclusion, values | owner_called(values["owner_words"]))
    conclusion.save()
    act = "edit" if before else "add"
    remember(gathering, conclusion, act=act, before=before, after=content(conclusion), by=by, at=at)
    return conclusion


def owner_called(words: str) -> dict:
    """By address, since several can have one name."""
    owner = User.objects.filter(email__iexact=words, is_active=True).first() if words else None
    return {"owner": owner, "owner_words": "" if owner else words}


@transaction.atomic
def finish_conclusion(*, gathering: Gathering, conclusion: Conclusion, day, by, at) -> None:
    """Say that it is done, or (day=None) that it is not after all. For its owner, and those who keep the gathering."""
    gathering = entered(gathering, by)
    conclusion = standing(conclusion, _("Konklusjonen finnes ikke lenger."))
    if conclusion.owner_id != by.pk and not can(by, Act.KEEP_GATHERING, gathering):
        raise Refused(_("Bare den som eier oppfølgingen, og de som holder samlingen, kan si at den er gjort."))
    before = content(conclusion)
    conclusion.done_on = day
    conclusion.save(update_fields=["done_on"])
    remember(gathering, conclusion, act="edit", before=before, after=content(conclusion), by=by, at=at)


@transaction.atomic
def remove_conclusion(*, gathering: Gathering, conclusion: Conclusion, by, at) -> None:
    gathering = locked(gathering, by)
    drop(gathering, standing(conclusion, _("Konklusjonen finnes ikke lenger.")), by=by, at=at)
