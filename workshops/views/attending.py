from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, signed_in
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from common.listing import answer
from workshops import actions
from workshops.forms_registering import AttendanceForm
from workshops.lists import ATTENDED
from workshops.models import Gathering
from workshops.queries import attendance_for
from workshops.views import asked


def to_attendance(gathering: Gathering) -> str:
    return f"{reverse('gathering_page', args=[gathering.pk])}#oppmote"


@require_safe
@signed_in
def attendance_list(request):
    """Which cities came to what, over time, of the gatherings the person may read of."""
    return answer(request, ATTENDED.read(attendance_for(request.user), request.GET), "workshops/attended.html", {})


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def attendance_add(request, gathering):
    return attendance_form(request, gathering, None, _("Hvem var der?"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def attendance_edit(request, gathering, attendance):
    found = within(gathering.attendance, attendance)
    return attendance_form(request, gathering, found, _("Endre oppmøtet: %(who)s") % {"who": found})


def attendance_form(request, gathering, attendance, title):
    form = AttendanceForm(posted(request), attendance=attendance)

    def save(seen, **who):
        key = None if attendance else form.cleaned_data["uuid"]
        what = {"attendance": attendance, "values": form.values, "uuid": key}
        return actions.save_attendance(gathering=gathering, **what, seen=seen, **who)

    back = to_attendance(gathering)
    remove = attendance and reverse("attendance_remove", args=[gathering.pk, attendance.pk])
    return asked(request, gathering, form, title, back, back, save, remove=remove)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def attendance_remove(request, gathering, attendance):
    found = within(gathering.attendance, attendance)
    return done(request, to_attendance(gathering), actions.remove_attendance, gathering=gathering, attendance=found)
