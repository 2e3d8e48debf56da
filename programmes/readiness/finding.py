"""How the rules find their gaps in what has been fetched."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.canonical import digest
from programmes.coverage import TARGETS, hole_name
from programmes.models import Kind
from programmes.readiness.gaps import Gap, on_page
from programmes.readiness.links import addresses_in, is_malformed, references_in

SHORT = 90


def of_kind(kind, lacks):
    """The living elements of one kind that lack something."""

    def find(rule, material):
        for node in material.nodes:
            if node.element.kind == kind and lacks(node.element):
                yield on_element(rule, node)

    find.kind = kind
    return find


measures = partial(of_kind, Kind.MEASURE)
goals = partial(of_kind, Kind.GOAL)


def any_element(find_in):
    """find_in: (element, material) → what is wrong in its text, each as words."""

    def find(rule, material):
        for node in material.nodes:
            for words in find_in(node.element, material):
                yield on_element(rule, node, mark=f"{node.element.code}:{digest(words.encode())[:8]}", detail=words)

    return find


def on_element(rule, node, *, mark="", detail="") -> Gap:
    element = node.element
    anchor = rule.at if rule.at.startswith("table-") else f"e{element.pk}-{rule.at}"
    return placed(rule, mark or element.code, on_page(element, anchor), node, detail)


def placed(rule, mark, address, node, detail="") -> Gap:
    """A gap in an element: it is the element's city's, if it has one."""
    return Gap(rule, mark, node.element.title, address, node, detail, node.element.city_id)


def dead_links(element, material) -> list[str]:
    """Numbers and addresses of elements of this programme that are gone."""
    return list(dict.fromkeys(words for words, key in references_in(element.text) if key in material.gone))


def malformed_links(element, material) -> list[str]:
    return [address for address in dict.fromkeys(addresses_in(element.text)) if is_malformed(address)]


def holes(rule, material):
    page = reverse("programme_coverage", args=[material.programme.pk])
    for theme, group in material.coverage.holes:
        name = hole_name(theme, group)
        mark = name.partition(":")[2]
        title = _("%(theme)s rettet mot %(group)s") % {"theme": theme.name, "group": TARGETS[group].lower()}
        yield Gap(rule, mark, title, f"{page}?celle={mark}#rute")


def not_approved(rule, material):
    page = reverse("programme_shared", args=[material.programme.pk])
    for consent in material.consents:
        if not consent.stands:
            detail = str(_("må godkjenne på nytt") if consent.again else _("har ikke godkjent ennå"))
            address = f"{page}?by={consent.city.slug}"
            yield Gap(rule, consent.city.slug, consent.city.name, address, detail=detail, city_id=consent.city.pk)


def unanswered(rule, material):
    page = reverse("programme_basis", args=[material.programme.pk])
    for paper, point, city_id in material.unanswered:
        address = f"{page}#punkt-{point.pk}"
        yield Gap(rule, point.uuid.hex, str(point), address, detail=paper.title, city_id=city_id)


def strange_papers(rule, material):
    for basis, node in material.strange_papers:
        yield placed(rule, basis.uuid.hex, on_page(node.element, tab="grunnlag"), node, basis.title)


def open_comments(rule, material):
    for comment, node in material.comments:
        said = " ".join(comment.text.split())
        said = f"{comment.person_name}: {said[:SHORT]}{'…' if len(said) > SHORT else ''}"
        address = on_page(node.element, f"kommentar-{comment.pk}", tab="kommentarer")
        yield placed(rule, comment.uuid.hex, address, node, said)
