"""Why a document cannot be printed, in words for the planner who asked."""

import json
import signal
import unicodedata

from django.utils.translation import gettext_lazy as _

REFUSED, NO_MEMORY = 3, 4  # the machine's own exit codes
TOO_LONG = {-signal.SIGXCPU}
OUT_OF_MEMORY = {NO_MEMORY, -signal.SIGTRAP, -signal.SIGABRT, -signal.SIGSEGV}  # GLib and Pango give up by a signal
MIB = 1 << 20

WORDS = {
    "letters": _("Skriftene våre mangler disse tegnene: %(what)s. Skriv det på en annen måte."),
    "address": _("Dokumentet viser til noe vi ikke henter når vi trykker: %(what)s."),
    "lost": _("Disse elementene kom ikke med i den ferdige filen: %(what)s."),
    "gone": _("Forhåndsvisningen er ryddet bort. Lag den på nytt."),
    "fault": _("Dokumentet har noe vi ikke kan trykke: %(what)s."),
    "size": _("Den ferdige filen ble større enn %(what)s MB."),
    "time": _("Dokumentet tok for lang tid å trykke."),
    "memory": _("Dokumentet krever mer minne enn en utskrift får bruke (%(what)s MB)."),
}


def reason(status: int, last_line: str, limits) -> str | None:
    """What to tell about the machine's exit code and last line; None if the fault is not the document's."""
    if status in TOO_LONG:
        kind, what = "time", ""
    elif status in OUT_OF_MEMORY:
        kind, what = "memory", limits.memory // MIB
    elif status == REFUSED:
        kind, what = json.loads(last_line)
    else:
        return None
    if kind == "letters":
        what = [named(letter) for letter in what]
    if kind == "size":
        what = limits.size // MIB
    return WORDS[kind] % {"what": ", ".join(what) if isinstance(what, list) else what}


def named(letter: str) -> str:
    """«😀» (U+1F600 GRINNING FACE)"""
    return f"«{letter}» (U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip() + ")"
