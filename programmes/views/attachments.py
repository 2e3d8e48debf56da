from django.http import Http404
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from files.serving import download
from programmes.actions import attach
from programmes.forms import AttachForm
from programmes.models import Attachment, Element
from programmes.sheet import own_cities
from programmes.tables import ATTACHMENTS, tables_of
from programmes.views.rows import asked, done


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_attach(request, element):
    """Keep a file with the element."""
    if ATTACHMENTS not in tables_of(element.kind):
        raise Http404
    cities = [] if element.city_id else own_cities(element.programme, request.user)
    form = AttachForm(posted(request), request.FILES or None, table=ATTACHMENTS, element=element, cities=cities)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            attach(
                element=element, upload=data["file"], values=form.values, city=form.city, uuid=data["uuid"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused, "file")
        else:
            return done(request, element, ATTACHMENTS)
    context = {"form": form, "element": element, "table": ATTACHMENTS, "address": request.path}
    return asked(request, context, form.status)


@require_safe
@door(Act.READ_PROGRAMME, Element)
def element_attachment(request, element, row):
    """The file itself."""
    found = Attachment.objects.filter(element=element, pk=row).select_related("file").first()
    if found is None:
        raise Http404
    try:
        return download(found.file, found.name)
    except FileNotFoundError as missing:
        raise Http404 from missing
