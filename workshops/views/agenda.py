from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from workshops import actions
from workshops.forms import AgendaForm, ConfirmForm
from workshops.models import Gathering
from workshops.views import asked


def to_agenda(gathering: Gathering) -> str:
    return f"{reverse('gathering_page', args=[gathering.pk])}#saker"


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def agenda_add(request, gathering):
    form = AgendaForm(posted(request))

    def save(seen, **who):
        data = {name: form.cleaned_data[name] for name in ("title", "note", "uuid")}
        return actions.put_on_agenda(gathering=gathering, **data, **who)

    return asked(request, gathering, form, _("Ny sak"), to_agenda(gathering), to_agenda(gathering), save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def agenda_move(request, gathering, agendaitem):
    """Let it change places with the one above (way=up) or below."""
    item, up = within(gathering.agenda, agendaitem), request.POST.get("way") == "up"
    return done(request, to_agenda(gathering), actions.move_agenda_item, gathering=gathering, item=item, up=up)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def agenda_confirm(request, gathering, agendaitem):
    """Say on which day the meeting confirmed one of its own things. What another room brought is confirmed there."""
    item = within(gathering.agenda.filter(reference="").select_related("gathering"), agendaitem)
    form = ConfirmForm(posted(request), gathering=gathering)

    def save(seen, **who):
        return actions.confirm(item=item, day=form.cleaned_data["day"], **who)

    title = _("Bekreft «%(title)s»") % {"title": item}
    return asked(request, gathering, form, title, to_agenda(gathering), to_agenda(gathering), save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def agenda_unconfirm(request, gathering, agendaitem):
    """It was not confirmed after all."""
    item = within(gathering.agenda.filter(reference="").select_related("gathering"), agendaitem)
    return done(request, to_agenda(gathering), actions.take_back_confirmation, item=item)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def agenda_remove(request, gathering, agendaitem):
    item = within(gathering.agenda, agendaitem)
    return done(request, to_agenda(gathering), actions.take_off_agenda, gathering=gathering, item=item)
