"""What a city lacks, in Nynorsk, for the letters to cities that write it. Written, not converted.

The screens have no catalogue for Nynorsk yet, and half a language helps nobody there; a letter has no other half.
Outside letters the active language is never "nn", and these are gettext and ngettext.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as said
from django.utils.translation import ngettext as counted

NYNORSK = {
    "Byen har ikke noe program ennå.": "Byen har ikkje noko program enno.",
    "Ingen låst versjon av «%(title)s»": "Ingen låst versjon av «%(title)s»",
    "«%(title)s» er klart til å legges fram": "«%(title)s» er klart til å leggjast fram",
    "Ingen brev med punkter å svare på er registrert.": "Ingen brev med punkt å svare på er registrerte.",
    "uten dag": "utan dag",
    "%(step)s, %(day)s: vedtaket er ikke registrert": "%(step)s, %(day)s: vedtaket er ikkje registrert",
    "Ingen avgjørende møter er planlagt": "Ingen avgjerande møte er planlagde",
    "Ingen behandling av «%(title)s» er planlagt": "Inga handsaming av «%(title)s» er planlagd",
    "«%(title)s» er ikke lagt fram": "«%(title)s» er ikkje lagt fram",
    "«%(title)s»: %(stage)s": "«%(title)s»: %(stage)s",
    "Byen er ikke part i noen avtale ennå.": "Byen er ikkje part i nokon avtale enno.",
    "«%(title)s» er ikke bekreftet på et møte": "«%(title)s» er ikkje stadfesta på eit møte",
    "Ingen underskrevet intensjonsavtale med byen som part.": "Ingen underskriven intensjonsavtale med byen som part.",
    # The parts of what a programme lacks, and how far an agreement has come.
    "Innhold": "Innhald",
    "Ansvar": "Ansvar",
    "Dekning": "Dekning",
    "Byene i programmet": "Byane i programmet",
    "Grunnlag": "Grunnlag",
    "Kommentarer": "Kommentarar",
    "Lenker": "Lenkjer",
    "Utkast": "Utkast",
    "Forslag": "Framlegg",
    "Til godkjenning": "Til godkjenning",
    "Klar for møtet": "Klar for møtet",
}
COUNTED = {
    "%(group)s: %(n)s mangel": ("%(group)s: %(n)s mangel", "%(group)s: %(n)s manglar"),
    "%(n)s punkt er ikke besvart": ("%(n)s punkt er ikkje svart på", "%(n)s punkt er ikkje svart på"),
}
"""By the singular: one, several."""


def gettext(words: str) -> str:
    return NYNORSK.get(words) or said(words) if get_language() == "nn" else said(words)


def ngettext(one: str, several: str, number: int) -> str:
    if get_language() == "nn" and one in COUNTED:
        return COUNTED[one][number != 1]
    return counted(one, several, number)
