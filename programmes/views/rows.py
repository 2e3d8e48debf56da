from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import retarget

from cities.access import can, door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused, Stale
from programmes.actions import remove_row, save_answer, save_row
from programmes.forms import RowForm
from programmes.models import Element
from programmes.queries import cities_of, lives, marked_one
from programmes.readiness import readiness_of
from programmes.sheet import answers_for, own_cities, tables_of_element
from programmes.tables import ANSWERS, table_of


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_row(request, element, name, row=None):
    """Add a row to one of the element's tables, or change one."""
    table, row = named(element, name, row)
    cities = [] if element.city_id else own_cities(element.programme, request.user)
    form = RowForm(posted(request), table=table, element=element, row=row, cities=cities)
    theirs = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            act_of(table, form)(
                element=element, row=row, values=form.values, city=form.city, base=data["base"],
                uuid=None if row else data["uuid"], by=request.user, at=now(),
            )  # fmt: skip
        except Stale as stale:
            form.answer(stale.base)
            form.refuse(stale)
            theirs = zip(table.fields, stale.theirs, strict=True)
        except Refused as refused:
            form.refuse(refused)
        else:
            receipt(request, _("«%(table)s» er lagret.") % {"table": table.label})
            return done(request, element, table)
    context = {"form": form, "element": element, "table": table, "row": row, "theirs": theirs, "address": request.path}
    return asked(request, context, form.status)


def act_of(table, form):
    """What saves a row of the table."""
    return partial(save_answer, new_party=form.new_party) if table is ANSWERS else partial(save_row, table=table)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_row_remove(request, element, name, row):
    table, row = named(element, name, row)
    try:
        remove_row(element=element, table=table, row=row, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        receipt(request, _("Raden er tatt bort. Den står i historikken."))
    return done(request, element, table)


def receipt(request, words) -> None:
    """Say that it is done, where the page does not show it by itself."""
    if not request.htmx:
        messages.success(request, words)


def asked(request, context, status):
    """The row's form: under its table, or on a page of its own."""
    if not request.htmx:
        return render(request, "programmes/row.html", context, status=status)
    answer = render(request, "programmes/_row_form.html", context, status=status)
    if request.method == "POST":
        retarget(answer, f"#rowform-{context['table'].name}")
    return answer


def done(request, element, table):
    """The table as it is now, with what depends on it elsewhere on the page; or back to it on the element's page."""
    if not request.htmx:
        return redirect(to_table(element, table))
    context = table_context(request, element, table, editable=True) | {
        "row": marked_one(element, request.user, request.day),
        "several": len(cities_of(element.programme)) > 1,
        "left": readiness_of(element.programme, request.user).count,
    }
    return render(request, "programmes/_rows_saved.html", context)


def table_context(request, element, table, *, editable) -> dict:
    """What templates/programmes/_table.html reads."""
    (item,) = tables_of_element(element, [table], cities_of(element.programme), request.user)
    return {"item": item, "element": element, "editable": editable, "may_report": editable}


@require_safe
@door(Act.READ_PROGRAMME, Element)
def element_table(request, element, name):
    """One table as it is now, for a window in which it is shown already."""
    table, _row = named(element, name, None)
    living = lives(element)
    editable = living and can(request.user, Act.EDIT_PROGRAMME, element)
    context = table_context(request, element, table, editable=editable)
    context["may_report"] = editable or (living and answers_for(request.user, element))
    return render(request, "programmes/_table.html", context)


def to_table(element, table) -> str:
    """Back to where one came from: the table on the element's page."""
    return f"{reverse('element_page', args=[element.pk])}#h-{table.name}"


def named(element, name, row):
    """The table and the row of this very element that the address names. Errors: Http404."""
    table = table_of(element.kind, name)
    if table is None:
        raise Http404
    if row is None:
        return table, None
    found = table.model.objects.filter(element=element, pk=row).select_related("city").first()
    if found is None:
        raise Http404
    return table, found
