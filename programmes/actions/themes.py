from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cities.access import can, rights_of
from cities.acts import Act
from common.refusals import Refused, Stale
from history.actions import record
from programmes.models import Theme
from programmes.queries import theme_content, theme_mark


@transaction.atomic
def save_theme(*, theme: Theme | None = None, values: dict, seen: str = "", by, at) -> Theme:
    """Add a theme, or give one new values (city, code, number, name, variants, leader, coordinator).

    No city makes it the network's, which only the secretariat may do; a city's own needs a right to keep that city.
    seen: the mark of the theme as the person saw it.
    Errors: Refused for a code already used, or a place the person does not keep; Stale if somebody saved it since.
    """
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk) if theme else Theme()
    before = theme_content(theme) if theme.pk else None
    if before and seen != theme_mark(theme):
        raise Stale(
            _("Noen andre har endret temaet i mellomtiden. Under står det du skrev."), theirs=before, mine=values
        )
    for name, value in values.items():
        setattr(theme, name, value)
    if not (can(by, Act.KEEP_CITY, theme.city) if theme.city else rights_of(by).everywhere(Act.KEEP_NETWORK)):
        raise Refused(_("Du kan bare endre temaene til din egen by."))
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as clash:
        raise Refused(_("Koden «%(code)s» er brukt på et annet tema.") % {"code": theme.code}) from clash
    record(
        act="edit" if before else "add", thing="theme", thing_id=theme.pk, title=theme.name, before=before,
        after=theme_content(theme), by=by, at=at,
    )  # fmt: skip
    return theme
