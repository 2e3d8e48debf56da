from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from workshops import actions
from workshops.contents import mark
from workshops.forms_programme import RoomForm
from workshops.grid import programme_of
from workshops.models import Gathering
from workshops.queries import keeps
from workshops.views import asked


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def gathering_programme(request, gathering):
    """What happens when and where: rooms and hours as a grid, on a phone one after the other."""
    return render(request, "workshops/programme.html", drawn(request, gathering))


def drawn(request, gathering) -> dict:
    """What the grid is drawn from."""
    keeper = keeps(request.user, gathering)
    days = programme_of(gathering, now(), mark if keeper else lambda sitting: "")
    return {"gathering": gathering, "days": days, "keeper": keeper}


def rooms_of(gathering: Gathering) -> str:
    return reverse("room_list", args=[gathering.pk])


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def room_list(request, gathering):
    """The rooms in their order; posted, one more."""
    form = RoomForm(posted(request))

    def save(seen, **who):
        data = form.cleaned_data
        return actions.save_room(gathering=gathering, name=data["name"], uuid=data["uuid"], **who)

    back = reverse("gathering_programme", args=[gathering.pk])
    about = {"rooms": gathering.rooms.all()}
    return asked(request, gathering, form, _("Rom"), back, rooms_of(gathering), save, **about)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def room_edit(request, gathering, room):
    room = within(gathering.rooms, room)
    form = RoomForm(posted(request), room=room)

    def save(seen, **who):
        name = form.cleaned_data["name"]
        return actions.save_room(gathering=gathering, room=room, name=name, seen=seen, **who)

    title, back = _("Endre %(title)s") % {"title": room}, rooms_of(gathering)
    return asked(request, gathering, form, title, back, back, save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def room_move(request, gathering, room):
    """Let it change places with the one before (way=up) or after."""
    room, up = within(gathering.rooms, room), request.POST.get("way") == "up"
    return done(request, rooms_of(gathering), actions.move_room, gathering=gathering, room=room, up=up)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def room_remove(request, gathering, room):
    """Take it away. What was to be there has no room yet."""
    room = within(gathering.rooms, room)
    n = room.sittings.count()
    said = _("%(room)s er slettet.") % {"room": room}
    if n:
        left = ngettext("%(n)s økt har ikke noe rom nå.", "%(n)s økter har ikke noe rom nå.", n) % {"n": n}
        said = f"{said} {left}"
    return done(request, rooms_of(gathering), actions.remove_room, said, gathering=gathering, room=room)
