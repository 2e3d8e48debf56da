"""What the sources leave open and we chose: titles, which plan a programme is, who is meant by a short name.

docs/sources.md says the same to readers. Everything else is as the sources state it.
"""

from dataclasses import dataclass

from cities.models.parties import PartyKind

PERIOD_OF_NETWORK = "2008–2014"


@dataclass(frozen=True)
class Head:
    """A programme before its elements: whose, called what, and how it stands to the documents we know.

    document: the one of the documents that is this programme. builds_on: those it builds on.
    cities: in the order of the title; none for the programme of all.
    """

    title: str
    cities: tuple[str, ...] = ()
    document: str | None = None
    builds_on: tuple[str, ...] = ()
    period: str | None = None


JOINT = Head("Felles tiltak i Framtidens byer", period=PERIOD_OF_NETWORK)

HEADS = (
    JOINT,
    Head("Handlingsprogram for Oslo (Fremtidens byer)", ("Oslo",), document="oslo-hp"),
    Head("Handlingsprogram for Bærum", ("Bærum",)),
    Head("Drammen som framtids by – klima- og bærekraftstrategier", ("Drammen",), document="drammen-hp"),
    Head("Handlingsprogram for Sarpsborg", ("Sarpsborg",), builds_on=("sarpsborg-kdp",)),
    Head("Handlingsprogram for Fredrikstad", ("Fredrikstad",)),
    Head("Handlingsprogram for tvillingbyene i Grenland, Skien og Porsgrunn", ("Skien", "Porsgrunn")),
    Head(
        "Handlingsplan for Kristiansandsregionen 2009–2014",
        ("Kristiansand",),
        document="kristiansand-hp",
        period="2009–2014",
    ),
    Head(
        "Felles handlingsprogram for Stavanger og Sandnes",
        ("Stavanger", "Sandnes"),
        document="stavanger-sandnes-hp",
    ),
    Head("Handlingsprogram for Bergen", ("Bergen",), builds_on=("bergen-hp-at",)),
    Head("Handlingsprogram for Trondheim", ("Trondheim",), builds_on=("trondheim-plan",)),
    Head("Handlingsprogram for Tromsø", ("Tromsø",)),
)

ACROSS = "På tvers av temaene"
AFTERWARDS = "Etter programperioden"

# An element that was taken from one of these stands in a plan; reports only look back.
PLANS_TO_BUILD_ON = ("stavanger-hp-2012", "bergen-hp-at", "trondheim-plan", "sarpsborg-kdp")

# Days that stand in a document's own title.
DAY_OF_DOCUMENT = {"bergen-hp-at": "januar 2009"}

# Short names in the lists of who answers, and the party's code they mean.
ALSO_CALLED = {"HSH": "HSH/Virke", "FNO": "SF/FNO", "Rambøll": "Ramboll"}

# The bodies that a form of government implies.
BODY_OF_GOVERNMENT = {"parlamentarisk (byråd)": "byrådet", "formannskap": "formannskapet"}

# Sarpsborg's plan has five themes: the network's four and this one.
THEME_OF_SARPSBORG = ("KH", 5, "Kunnskap og holdninger")

# The agreement of the facts that is the letter of intent of 2008; what we call it and the letters that followed it.
LETTER_OF_INTENT = "intensjon-2008"
TITLE_OF_LETTER = "Intensjonsavtalen 2008"
FEEDBACK = "Tilbakemelding til {}"
NOT_FOUND = (
    "Byen fikk et eget tilbakemeldingsbrev fra staten etter 17. juni 2008. Hva som sto i det, er ikke funnet. "
    "Legg inn punktene når du har brevet."
)

# A version of this city's programme is shared with the ministry; what the city sent the state in 2008 is not known.
SHARED_WITH_MINISTRY = "Bergen"

# Parties that only agreements name.
PARTIES_OF_AGREEMENTS = {
    "Kristiansandsregionen": PartyKind.OTHER,
    "Trondheimsregionen": PartyKind.OTHER,
    "Østfold fylkeskommune": PartyKind.COUNTY,
    "Statens vegvesen": PartyKind.STATE_AGENCY,
    "Jernbanedirektoratet": PartyKind.DIRECTORATE,
    "staten": PartyKind.OTHER,
}
