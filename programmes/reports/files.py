"""What a report shows, to take home: its measures and its amounts as lists, for CSV and a workbook."""

from decimal import Decimal

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from common.listing import Listing, Number, Text
from common.listing.files import FILES
from programmes.charts import series_of
from programmes.models import Progress

MEASURES = Listing(
    name="tiltak",
    caption=lazy("Tiltak"),
    count=lambda n: ngettext("%(n)s tiltak", "%(n)s tiltak", n) % {"n": n},
    columns=(
        Text("tema", lazy("Tema"), get=lambda line: line.theme),
        Text("plass", lazy("Plass"), get=lambda line: line.node.place),
        Text("kode", lazy("Kode"), get=lambda line: line.node.element.code),
        Text("tittel", lazy("Tiltak"), get=lambda line: line.node.element.title, heads=True),
        Text("gjelder", lazy("Gjelder"), get=lambda line: line.node.element.city or _("Felles")),
        Text("status", lazy("Status"), get=lambda line: status_words(line)),
        Text("meldt", lazy("Meldt i perioden"), get=lambda line: "\n".join(map(moment_words, line.moments))),
        Text("penger", lazy("Penger"), get=lambda line: ", ".join(line.money)),
        Text("avlest", lazy("Siste avlesning"), get=lambda line: "\n".join(map(indicator_words, line.indicators))),
    ),
)
AMOUNTS = Listing(
    name="belop",
    caption=lazy("Beløp"),
    count=lambda n: ngettext("%(n)s beløp", "%(n)s beløp", n) % {"n": n},
    columns=(
        Text("kode", lazy("Kode"), get=lambda line: line.node.element.code),
        Text("tittel", lazy("Tiltak eller virkemiddel"), get=lambda line: line.node.element.title, heads=True),
        Text("belop", lazy("Beløp"), get=lambda line: line.row.amount),
        Number("minst", lazy("Minst"), get=lambda line: bound(line, "least")),
        Number("hoyst", lazy("Høyst"), get=lambda line: bound(line, "most")),
        Text("valuta", lazy("Valuta"), get=lambda line: line.currency),
        Text("periode", lazy("År eller periode"), get=lambda line: line.row.period),
        Text("fra", lazy("Hvor pengene kommer fra"), get=lambda line: line.row.source_of_funds),
        Text("tema", lazy("Tema"), get=lambda line: line.keys["tema"][2]),
        Text("gjelder", lazy("Gjelder"), get=lambda line: line.keys["by"][2]),
    ),
)


def file_of(report, title: str, query) -> HttpResponse | None:
    """The file an address asks for – ?format=csv|xlsx, and liste=belop for the amounts – or None for the page."""
    file = FILES.get(query.get("format", ""))
    if not file:
        return None
    listing, rows = (AMOUNTS, report.amounts.listed) if query.get("liste") == "belop" else (MEASURES, report.measures)
    name = f"{_('Rapport')} {report.asked.until:%Y-%m-%d} {listing.caption} – {title}"
    return file(listing.read(rows, QueryDict(), file_name=name))


def status_words(line) -> str:
    told = [(city, Progress.Status(entry.status).label if entry else _("Ikke meldt")) for city, entry in line.states]
    return ", ".join(f"{city}: {status}" if city else str(status) for city, status in told)


def moment_words(moment) -> str:
    said = [moment.progress.get_status_display() or "", moment.progress.words] if moment.progress else []
    said += [f"{row.indicator.name} {row.value}" for row in moment.readings]
    return f"{moment.day or _('Uten dag')}: {'. '.join(filter(None, said))}"


def indicator_words(one) -> str:
    read = [f"{row.value} ({', '.join(filter(None, (str(row.day), series_of(row))))})" for row in one.latest]
    return f"{one.indicator.name}: {'; '.join(read)}"


def bound(line, end: str) -> Decimal | None:
    return getattr(line.sum, end) if line.sum else None
