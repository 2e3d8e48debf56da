"""The case as it stands on paper. Its facts are words already (documents/case.py); here they are put in order."""

from django.utils.translation import gettext as _

from documents.press.typesetting import typeset_all


def case_shown(case: dict) -> dict:
    """The case with its facts as (label, words): those that are stated, and that the case is new where it has none."""
    word = _("Organet avgjør saken for kommunen.") if case["deciding"] else _("Organet gir innstilling.")
    facts = [
        (_("Organ"), case["body"]),
        (_("Møte"), case["day"] or _("ikke oppgitt")),
        (_("Saksnummer"), case["number"] or _("ikke oppgitt")),
        (_("Kommune"), case["city"]),
        (_("Avgjørelse"), word),
    ]  # fmt: skip
    return typeset_all({**case, "facts": facts})
