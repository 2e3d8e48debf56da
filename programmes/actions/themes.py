from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cities.access import can, rights_of
from cities.acts import Act
from common.refusals import Refused
from history.actions import record
from programmes.models import Theme


@transaction.atomic
def save_theme(*, theme: Theme | None = None, values: dict, by, at) -> Theme:
    """Add a theme, or give one new values (city, code, number, name, variants, leader, coordinator).

    No city makes it the network's, which only the secretariat may do; a city's own needs a right to keep that city.
    Errors: Refused for a code already used, or a place the person does not keep.
    """
    theme = theme or Theme()
    before = typed(theme) if theme.pk else None
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
        after=typed(theme), by=by, at=at,
    )  # fmt: skip
    return theme


def typed(theme: Theme) -> dict:
    names = ("code", "number", "name", "variants", "leader", "coordinator")
    return {name: getattr(theme, name) for name in names} | {"city": theme.city.slug if theme.city else None}
