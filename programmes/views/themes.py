from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door, holder, rights_of, signed_in, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.refusals import Refused
from programmes.actions import save_theme
from programmes.forms import ThemeForm
from programmes.models import Area, Theme
from programmes.queries import theme_mark


@require_safe
@signed_in
def theme_list(request):
    """The network's themes and the cities' own, and the areas of cooperation under them."""
    kept = set(visible(request.user, Act.KEEP_CITY, Theme).values_list("pk", flat=True))
    context = {
        "themes": [(theme, theme.pk in kept) for theme in Theme.objects.select_related("city")],
        "areas": Area.objects.select_related("theme").prefetch_related("labels").order_by("theme__number", "pk"),
        "may_add": rights_of(request.user).any(Act.KEEP_CITY),
    }
    return render(request, "programmes/themes.html", context)


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_CITY)
def theme_add(request):
    return theme_form(request, None)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CITY, Theme)
def theme_edit(request, theme):
    return theme_form(request, theme)


def theme_form(request, theme):
    network = rights_of(request.user).everywhere(Act.KEEP_NETWORK)
    seen = theme_mark(theme) if theme else ""
    cities = visible(request.user, Act.KEEP_CITY, City)
    form = ThemeForm(posted(request), cities=cities, network=network, theme=theme, seen=seen)
    theirs = None
    if form.is_bound and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            save_theme(theme=theme, seen=values.pop("seen"), values=values, by=request.user, at=now())
        except Refused as refused:
            theirs = getattr(refused, "theirs", None)
            form.renew(seen)
            form.refuse(refused)
        else:
            return redirect("theme_list")
    return render(
        request, "programmes/theme.html", {"form": form, "theme": theme, "theirs": theirs}, status=form.status
    )
