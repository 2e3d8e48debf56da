"""Writes the programmes: documents, outlines, facts and what they build on, each table in one statement."""

from collections import defaultdict
from itertools import chain

from django.db import connection
from django.utils.html import format_html, format_html_join

from cities.models import City
from documents.models import Document, DocumentCity
from framtid.demo.facts import read
from framtid.demo.ours import ACROSS, AFTERWARDS, JOINT, PLANS_TO_BUILD_ON, Head
from framtid.demo.outline import Draft, programmes
from framtid.demo.rows import Known, rows_of
from framtid.demo.wording import norwegian, period
from history.actions import entry, record_all
from programmes.models import Basis, Chapter, Element, Kind, Paper, Programme


def load_programmes(cities: dict[str, City], plans: dict[str, Paper], known: Known) -> None:
    """All programmes at once: first the roots, then the chapters, then what stands in them."""
    books = [Book(head, drafts, cities, plans, known) for head, drafts in programmes().items()]
    Document.objects.bulk_create(book.document for book in books)
    DocumentCity.objects.bulk_create(chain.from_iterable(book.document_cities() for book in books))
    Programme.objects.bulk_create(book.programme for book in books)
    for level in zip(*(book.levels for book in books), strict=True):
        Element.objects.bulk_create(number_elements(list(chain.from_iterable(level))))
    save_by_table(chain.from_iterable(book.rows for book in books))
    record_all([
        entry(
            act="load", thing="programme", thing_id=book.programme.pk, title=book.root.title, scope="programme",
            scope_id=book.programme.pk, by=None, at=known.at,
        )
        for book in books
    ])  # fmt: skip


class Book:
    """One programme in the making. Nothing is saved here; `levels` are its elements from the root down."""

    def __init__(self, head: Head, drafts: list[Draft], cities, plans, known: Known):
        self.head, self.cities, self.plans, self.known = head, cities, plans, known
        self.plan = plans.get(head.document)
        self.sources = self.sources_of_head(drafts)
        self.document = Document()
        self.programme = Programme(
            document=self.document, period=period(head.period), sources=self.sources, started_at=known.at
        )
        self.root = self.element(Kind.PROGRAMME, head.title, self.sources, text=aims() if head is JOINT else "")
        self.rows = [*self.root_basis()]
        self.chapters, self.leaves = [], []
        for title, theme, inside in self.divided(drafts):
            self.add_chapter(title, theme, inside)

    @property
    def levels(self) -> tuple[list[Element], ...]:
        return [self.root], self.chapters, self.leaves

    def sources_of_head(self, drafts) -> list[str]:
        if self.head is JOINT:
            program = read("network")["program"]
            return [*program["maal"]["source"], *program["source"]]
        return self.plan.sources if self.plan else all_sources(drafts)

    def add_chapter(self, title, theme, inside: list[Draft]) -> None:
        sources = theme.sources if theme else all_sources(inside)
        chapter = self.element(Kind.CHAPTER, title, sources, self.root, len(self.chapters))
        self.chapters.append(chapter)
        self.rows.append(Chapter(element=chapter, theme=theme))
        self.leaves.extend(self.leaf(draft, chapter, place) for place, draft in enumerate(inside))

    def document_cities(self):
        for position, name in enumerate(self.head.cities or self.cities):
            yield DocumentCity(document=self.document, city=self.cities[name], position=position)

    def divided(self, drafts):
        """(title, theme, drafts) of each chapter that has something: overarching, by theme in order, afterwards."""
        inside = defaultdict(list)
        for draft in drafts:
            inside[draft.chapter].append(draft)
        themes = self.known.themes
        order = [ACROSS, *sorted(themes, key=lambda code: themes[code].number), AFTERWARDS]
        for key in order:
            if key in inside:
                theme = themes.get(key)
                yield theme.name if theme else key, theme, inside[key]

    def leaf(self, draft: Draft, chapter: Element, position: int) -> Element:
        element = self.element(
            draft.kind,
            draft.title,
            draft.fact["source"],
            chapter,
            position,
            city=self.cities.get(draft.own),
            text=format_html("<p>{}</p>", draft.fact["beskrivelse"]) if "beskrivelse" in draft.fact else "",
        )
        self.rows.extend(rows_of(element, draft, self.known))
        self.rows.extend(self.bases(element, draft))
        return element

    def element(self, kind, title, sources, parent=None, position=None, city=None, text="") -> Element:
        return Element(
            programme=self.programme, kind=kind, title=title, sources=sources, parent=parent, position=position,
            city=city, text=text, made_at=self.known.at,
        )  # fmt: skip

    def root_basis(self):
        """What the programme as a whole builds on: plans its document names, and plans of the city that we know."""
        for title in self.plan.builds_on if self.plan else ():
            yield Basis(element=self.root, kind=Basis.Kind.PLAN, title=title, sources=self.plan.sources)
        for plan in map(self.plans.get, self.head.builds_on):
            yield Basis(element=self.root, kind=Basis.Kind.PLAN, title=plan.title, paper=plan, sources=plan.sources)

    def bases(self, element, draft):
        """The plans an element was found in."""
        for plan in map(self.plans.get, PLANS_TO_BUILD_ON):
            if found := [source for source in draft.fact["source"] if source in plan.sources]:
                yield Basis(element=element, kind=Basis.Kind.PLAN, title=plan.title, paper=plan, sources=found)


def aims() -> str:
    """The network's aims, as the letter of intent has them, for the root of the joint programme."""
    aims = read("network")["program"]["maal"]
    frame = aims["nasjonal_ramme"]
    span = f"{norwegian(frame['tall_fra'])}–{norwegian(frame['tall_til'])} {frame['enhet']}"
    return format_html_join(
        "",
        "<p><strong>{}:</strong> {}</p>",
        [
            ("Hovedmål", aims["hovedmaal"]),
            ("Delmål", aims["delmaal"]),
            ("Nasjonal ramme", f"{span} innen {frame['frist']} ({frame['grunnlag']})"),
        ],
    )


def all_sources(drafts: list[Draft]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(draft.fact["source"] for draft in drafts)))


def number_elements(elements: list[Element]) -> list[Element]:
    """Give each its permanent number, taken from the sequence in one go."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('programmes_number') FROM generate_series(1, %s)", [len(elements)])
        for element, (number,) in zip(elements, cursor.fetchall(), strict=True):
            element.number = number
    return elements


def save_by_table(rows) -> None:
    tables = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, its_rows in tables.items():
        model.objects.bulk_create(its_rows)
