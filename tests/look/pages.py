"""Test-only pages: two fields that save themselves, rich text, an outline, and every component once."""

import threading
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.utils import timezone

from cities.access import everybody
from programmes.marks import FILTERS

TWINS = [{"pk": 3, "name": "Skien"}, {"pk": 4, "name": "Porsgrunn"}]

door = everybody("a page of the tests")


SAVED = '<input type="hidden" name="base" id="base-{}" value="{}" hx-swap-oob="true">'


class Store:
    """What the little server keeps. `gate` holds a save back, `status` makes it fail, `person` is who looks."""

    def reset(self):
        self.values = {"title": "Sykkelnett", "effect": "<p>Ca. <strong>900</strong> tonn CO<sub>2</sub></p>"}
        self.revisions = dict.fromkeys(self.values, 1)
        self.requests, self.moves = [], []
        self.status = 200
        self.person = None
        self.order = ["1", "2", "3"]
        self.gate = threading.Event()
        self.gate.set()


STORE = Store()
STORE.reset()


def draw(template, request, **context):
    """Render a template that lies beside this file."""
    source = (Path(__file__).parent / f"{template}.html").read_text()
    return engines["django"].from_string(source).render(context, request)


def field(request, name):
    return draw("field", request, name=name, value=STORE.values[name], revision=STORE.revisions[name])


@door
def editor(request):
    request.user.pk = STORE.person
    parts = {name: field(request, name) for name in STORE.values}
    outline = draw("outline", request, order=STORE.order)
    tools = {"filters": FILTERS, "several": True, "cities": TWINS}
    return HttpResponse(draw("editor", request, outline=outline, **tools, **parts))


@door
def save(request, name):
    value, base = request.POST["value"], request.POST.getlist("base")[-1]
    STORE.requests.append((name, value, base))
    STORE.gate.wait(10)
    if STORE.status == 302:
        return redirect("account_login")
    if STORE.status != 200:
        return HttpResponse(status=STORE.status)
    if value == "feil":
        return HttpResponse('<p class="ds-validation-message">Tittelen kan ikke være «feil».</p>', status=422)
    if base != str(STORE.revisions[name]):
        theirs, revision = STORE.values[name], STORE.revisions[name]
        card = draw("card", request, name=name, mine=value, theirs=theirs, base=revision, now=timezone.now())
        return HttpResponse(card, status=409)
    STORE.values[name] = value
    STORE.revisions[name] += 1
    if "resolve" in request.POST:
        return HttpResponse(field(request, name))
    return HttpResponse(SAVED.format(name, STORE.revisions[name]))


@door
def row(request, id):
    return editor(request)


@door
def move(request, id):
    """Up and down by a step, or to the position that the undo asks for: from 0 without itself, like the server."""
    STORE.moves.append((id, request.POST.dict()))
    at = STORE.order.index(id)
    step = {"up": at - 1, "down": at + 1}.get(request.POST.get("direction"))
    STORE.order.remove(id)
    STORE.order.insert(int(request.POST["position"] or 9) if step is None else step, id)
    said = f"Tiltak {id} er flyttet til plass {STORE.order.index(id) + 1} av 3."
    return HttpResponse(draw("outline", request, order=STORE.order, said=said))
