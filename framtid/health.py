"""Is the house alive, and is it ready? Two addresses for those who watch over it."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cities.access import everybody, rights_of
from cities.acts import Act
from framtid.probes import recent_look


@everybody("says only that the web server answers")
@require_safe
def alive(request):
    """Asks nothing of anybody else: whoever restarts a web server should not do so because a database is slow."""
    return HttpResponse("levende\n", content_type="text/plain; charset=utf-8")


@everybody("says only yes or no; details are for the secretariat")
@require_safe
def ready(request):
    findings = recent_look()
    well = all(finding.well for finding in findings.values() if finding.vital)
    status = 200 if well else 503
    if findings["database"].well and rights_of(request.user).everywhere(Act.KEEP_NETWORK):
        told = {name: {"ok": finding.well, "funn": finding.words} for name, finding in findings.items()}
        return JsonResponse({"klar": well, **told}, status=status, json_dumps_params={"ensure_ascii": False})
    return HttpResponse("klar\n" if well else "ikke klar\n", status=status, content_type="text/plain; charset=utf-8")
