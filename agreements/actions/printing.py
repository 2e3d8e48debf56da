"""Prints of an agreement beside the ordinary ones."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import AgreementVersion
from common.refusals import Refused
from documents.actions import order_since
from documents.models import Print


@transaction.atomic
def print_changes(*, version: AgreementVersion, by, at) -> Print:
    """Ask for a version with all that is new in it since the one before. Errors: Refused for the first."""
    before = version.agreement.versions.filter(version__number__lt=version.version.number)
    before = before.order_by("-version__number").select_related("version").first()
    if before is None:
        raise Refused(_("Dette er den første versjonen, så det er ingenting å sammenligne med."))
    return order_since(edition=version.version.editions.get(), before=before.version, by=by, at=at)
