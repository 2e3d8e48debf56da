"""Acts on gatherings as such: what they are, when, who reads of them, and the files that lie with them."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.access import rights_of
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, put, standing
from common.stated import exchange
from files.actions import store
from files.intake import name_of, taken_in
from workshops.actions._rows import demand_seen, locked, remember
from workshops.contents import content
from workshops.models import Dating, Gathering, GatheringFile

GONE = gettext_lazy("Tidspunktet finnes ikke lenger.")


@transaction.atomic
def save_gathering(*, gathering: Gathering | None = None, values: dict, seen="", uuid=None, by, at) -> Gathering:
    """Add a gathering as a draft, or give one other values (workshops.contents.VALUES).

    uuid: names the form; the same form again gives back the same gathering.
    Errors: Stale if somebody saved it since; Refused for a host that is not the person's to speak for.
    """
    if gathering is None:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
        key = scoped(uuid, "gathering", by.pk)
        if made := Gathering.objects.filter(uuid=key).first():
            return made
        gathering, before = Gathering(uuid=key), None
    else:
        gathering = locked(gathering, by)
        demand_seen(gathering, seen, values)
        before = content(gathering)
    demand_host(values["host"], by)
    put(gathering, values).save()
    remember(
        gathering, gathering, act="edit" if before else "add", before=before, after=content(gathering), by=by, at=at
    )
    return gathering


def demand_host(host: City | None, by) -> None:
    """Planners let their own cities be hosts; only the secretariat leaves it open, or names another."""
    rights = rights_of(by)
    if host is None and not rights.everywhere(Act.KEEP_CITY):
        raise Refused(_("Velg byen deres som vertsby. Bare sekretariatet kan la verten stå åpen."))
    if host is not None and not rights.holds(Act.KEEP_CITY, host):
        raise Refused(_("Bare sekretariatet kan velge en annen bys vertskap."))


@transaction.atomic
def show_gathering(*, gathering: Gathering, audience: str, by, at) -> None:
    """Say who reads of the gathering beside those who keep it (Gathering.Audience)."""
    gathering = locked(gathering, by)
    before, gathering.audience = gathering.audience, audience
    if before != audience:
        gathering.save(update_fields=["audience"])
        remember(gathering, gathering, act="show", field="audience", before=before, after=audience, by=by, at=at)


@transaction.atomic
def remove_gathering(*, gathering: Gathering, by, at) -> None:
    """Take a draft away with all that is in it; the history keeps what it was.

    Errors: Refused for one that others know of, and for one that something in another room leans on.
    """
    gathering = locked(gathering, by)
    if gathering.audience != Gathering.Audience.DRAFT:
        raise Refused(_("Andre har fått vite om samlingen. Da kan den avlyses, men ikke slettes."))
    if gathering.agenda.exclude(reference="").exists():
        raise Refused(_("En avtale står på sakslisten. Da kan samlingen ikke slettes."))
    whole = {name: [str(row) for row in getattr(gathering, name).all()] for name in ("workshops", "ideas")}
    remember(gathering, gathering, act="remove", before=content(gathering) | whole, by=by, at=at)
    gathering.ideas.all().delete()  # before the workshops they came up in
    gathering.workshops.all().delete()  # before the rooms they sit in
    gathering.delete()


@transaction.atomic
def add_dating(*, gathering: Gathering, values: dict, uuid=None, by, at) -> Dating:
    """Keep what another source says of the time, beside the one chosen."""
    gathering = locked(gathering, by)
    made, key = made_from(Dating, uuid, gathering)
    if made:
        return made
    demand_room_for_more(gathering.datings)
    dating = put(Dating(gathering=gathering, uuid=key), values)
    dating.save()
    remember(gathering, dating, act="add", after=content(dating), by=by, at=at)
    return dating


@transaction.atomic
def choose_dating(*, gathering: Gathering, dating: Dating, by, at) -> None:
    """Let another source's time count from now on; the one chosen till now stands beside it instead.

    Errors: Refused if it is gone.
    """
    gathering = locked(gathering, by)
    dating = standing(dating, GONE)
    told = exchange(gathering, dating)
    remember(gathering, gathering, act="choose", field="day", **told, by=by, at=at)


@transaction.atomic
def remove_dating(*, gathering: Gathering, dating: Dating, by, at) -> None:
    gathering = locked(gathering, by)
    dating = standing(dating, GONE)
    remember(gathering, dating, act="remove", before=content(dating), by=by, at=at)
    dating.delete()


@transaction.atomic
def add_file(*, gathering: Gathering, upload, title: str, uuid=None, by, at) -> GatheringFile:
    """Keep a file with the gathering. upload: as Django hands it over. Errors: Refused for a file of no known kind."""
    data, media_type = taken_in(upload)
    gathering = locked(gathering, by)
    made, key = made_from(GatheringFile, uuid, gathering)
    if made:
        return made
    demand_room_for_more(gathering.files)
    file = store(data, media_type=media_type, at=at)
    name = name_of(upload, media_type)
    row = GatheringFile.objects.create(gathering=gathering, title=title or name, file=file, name=name, uuid=key)
    after = {"title": row.title, "name": name, "sha256": file.sha256}
    remember(gathering, row, act="add", after=after, by=by, at=at)
    return row


@transaction.atomic
def remove_file(*, gathering: Gathering, file: GatheringFile, by, at) -> None:
    """Take a file away from the gathering. Its content stays stored."""
    gathering = locked(gathering, by)
    file = standing(file, _("Filen finnes ikke lenger."))
    remember(gathering, file, act="remove", before={"title": file.title, "name": file.name}, by=by, at=at)
    file.delete()
