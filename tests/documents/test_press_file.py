"""The finished PDF, read with pikepdf and pdfium: one render shared by all."""

import json
import re
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from common.canonical import canonical, check_code
from documents.editions import edition, shared_digest
from documents.press import print_pdf
from tests.documents.contents import asked, rich
from tests.helpers.pdf import heard
from tests.helpers.soundness import faults

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.fixture(scope="module")
def printed():
    return print_pdf(**asked(rich()))


@pytest.fixture(scope="module")
def path(printed, tmp_path_factory):
    path = tmp_path_factory.mktemp("press") / "print.pdf"
    path.write_bytes(printed.data)
    return path


@pytest.fixture
def pdf(path):
    with pikepdf.open(path) as document:
        yield document


@pytest.fixture(scope="module")
def pages(printed):
    """The text of each page."""
    document = pypdfium2.PdfDocument(printed.data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def structure(pdf, *tags):
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") in map(Name, tags)]


def words(text):
    """Text as words alone: lines and hyphens at their ends are the page's, not the author's."""
    return " ".join(re.sub(r"\x02\s*", "", text).split())


def test_other_programs_find_no_error(path):
    assert heard(path) == ""


def test_same_content_gives_the_same_bytes(printed):
    again = print_pdf(**asked(rich()))

    assert again.data == printed.data


def test_number_of_pages_is_told(printed, pdf):
    assert printed.pages == len(pdf.pages)
    assert printed.pages > 10


def test_bookmarks_are_the_headings_in_order(pdf):
    content = rich()
    elements = [f"{each['place']} {each['title']}" for each in content["elements"]]

    def told(items):
        for item in items:
            yield item.title
            yield from told(item.children)

    with pdf.open_outline() as outline:
        found = list(told(outline.root))

    assert found == ["Innhold", "Om programmet", *elements, "Ansvar", "Grunnlag og svar", "Kilder", "Om utgaven"]


def test_bookmarks_are_nested_like_the_outline(pdf):
    with pdf.open_outline() as outline:
        chapter = outline.root[2]

        assert chapter.title == "1 Areal og transport"
        assert [child.title.split()[0] for child in chapter.children] == ["1.1", "1.2"]
        assert [child.title.split()[0] for child in chapter.children[0].children] == ["1.1.1", "1.1.2", "1.1.3"]


def test_every_title_stands_on_the_page_the_contents_name(pages):
    contents = words(pages[1])
    for each in rich()["elements"]:
        if each["kind"] in ("chapter", "strategy", "goal"):
            number = int(re.search(re.escape(f"{each['place']} {each['title']} ") + r"(\d+)", contents)[1])

            assert each["code"] in pages[number - 1]
            assert each["title"] in words(pages[number - 1])


def test_every_stated_word_is_in_the_text(pages):
    text = words(" ".join(pages)).replace(" ", "").replace("\u00a0", "").replace("-", "").replace("−", "")
    for each in rich()["elements"]:
        stated = [fact["words"] for fact in each["facts"]] + [
            c for t in each["tables"] for r in t["rows"] for c in r["cells"]
        ]
        shown = [each["title"], *each["sources"], *filter(None, stated)]

        missing = [
            word for word in shown if re.sub(r"[\s\u00a0−-]", "", word) not in text and word not in ("Ja", "Nei")
        ]

        assert missing == []


def test_cover_names_network_title_cities_edition_version_day_and_check_code(pages):
    code = check_code(asked(rich())["sha256"])

    assert words(pages[0]) == (
        "Framtidens byer Handlingsprogram 2009–2012 Porsgrunn og Skien Felles utgave for Porsgrunn og Skien "
        f"Utkast · versjon 3 9. februar 2009 Kontrollkode {code} Fellesdel {check_code(shared_digest(rich()))}"
    )


def test_every_page_but_the_cover_has_title_mark_version_and_page_of_pages(pages):
    mark = "Utkast · versjon 3"
    foot = "Framtidens byer · kontrollkode " + check_code(asked(rich())["sha256"])

    assert "Side" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert text.endswith(
            f"Handlingsprogram 2009–2012 {mark}\r\n{foot} Side {number} av {len(pages)}\r\n{mark}"
        )  # the margins are drawn last


def test_heads_of_a_table_are_repeated_on_its_next_page():
    content = rich()
    measure = next(each for each in content["elements"] if each["kind"] == "measure")
    content["elements"] = content["elements"][:1] + [
        {**measure, "code": f"T-{n:04d}", "place": f"1.{n}", "depth": 2, "parent": "T-0101", "tables": [], "facts": []}
        for n in range(1, 61)
    ]

    pdf = print_pdf(**asked(content))

    document = pypdfium2.PdfDocument(pdf.data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert len([text for text in texts if "Ansvarlig" in text and "Periode" in text and "Status" in text]) > 1


def test_minus_and_thousands_are_set_right(pages):
    text = "".join(pages)

    assert "−12\u00a0300" in text
    assert "38\u00a0000\u00a0000" in text
    assert "inntil 24\u00a0000\u00a0000" in text


def test_long_words_are_broken_by_a_hyphen_that_search_looks_past(pages):
    assert any("\x02" in text for text in pages)
    assert "eiendomsforvaltningsselskapers" in words(" ".join(pages))


def test_sami_letters_are_in_the_text(pages):
    text = words(" ".join(pages))

    assert "Dálkkádat rievdá. Mii galgat ráhkkanit arvái, čáhcái ja garra bieggii" in text


def test_language_is_said(pdf):
    assert str(pdf.Root.Lang) == "nb"


def test_file_claims_archive_and_accessibility_in_one_packet(pdf):
    packet = pdf.Root.Metadata.read_bytes()
    tree = ElementTree.fromstring(packet[packet.index(b"<x:xmpmeta") : packet.index(b"<?xpacket end")])
    attributes = [pair for part in tree.iter(f"{RDF}Description") for pair in part.attrib.items()]

    assert packet.count(b"<rdf:RDF") == 1
    assert {key: value for key, value in attributes if "/id/" in key} == {
        "{http://www.aiim.org/pdfa/ns/id/}part": "3",
        "{http://www.aiim.org/pdfa/ns/id/}conformance": "A",
        "{http://www.aiim.org/pdfua/ns/id/}part": "1",
    }
    assert b"http://www.aiim.org/pdfa/ns/extension/" in packet


def test_title_is_shown_and_content_is_marked(pdf):
    assert str(pdf.docinfo.Title) == "Handlingsprogram 2009–2012"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)


def test_dates_are_the_documents_day(pdf):
    packet = pdf.Root.Metadata.read_bytes().decode()

    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20090209"
    assert re.findall(r"Date>([^<]+)<", packet) == ["2009-02-09", "2009-02-09"]


def test_every_header_cell_says_what_it_heads(pdf):
    scopes = [str(cell.A.get("/Scope")) for cell in structure(pdf, "/TH")]

    assert set(scopes) == {"/Column", "/Row"}
    assert scopes.count("/Column") > 20
    assert [cell for cell in structure(pdf, "/TH", "/TD") if "/ID" in cell or "/Headers" in cell.get("/A", {})] == []


def test_headings_go_down_one_level_at_a_time(pdf):
    levels = []

    def walk(element):
        if isinstance(element, pikepdf.Dictionary):
            if re.fullmatch(r"/H\d", str(element.get("/S", ""))):
                levels.append(int(str(element.S)[2:]))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])

    assert levels[0] == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_running_heads_are_artifacts_and_text_is_not(pdf):
    cover, page = (pdf.pages[number].Contents.read_bytes() for number in (0, 3))
    marks = pdf.Root.StructTreeRoot.ParentTree.Nums

    assert cover.count(b"/Artifact <</Type /Pagination>> BDC") == 0
    assert page.count(b"/Artifact <</Type /Pagination>> BDC") == 5
    assert [mark is None for mark in marks[7]].count(True) == 5
    assert len(re.findall(rb"/MCID \d+", page)) == len(marks[7]) - 5


def test_links_print_and_lead_somewhere(pdf):
    named = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]

    assert {int(link.F) for link in links} == {4}
    assert {str(link.Dest) for link in links if "/Dest" in link} <= set(named)
    assert {str(link.A.URI) for link in links if "/A" in link} == {
        "http://telemarksforsking.no/publikasjoner/detalj.asp?merket=5&r_ID=1727",
        *(source for each in rich()["elements"] for source in each["sources"]),
    }
    assert {each["code"] for each in rich()["elements"]} <= set(named)


def test_content_lies_attached_as_its_source(pdf):
    attached = pdf.attachments["handlingsprogram.json"]

    assert attached.get_file().read_bytes() == canonical(rich()).encode()
    assert attached.relationship == Name.Source
    assert attached.get_file().mime_type == "application/json"
    assert [str(each.UF) for each in pdf.Root.AF] == ["handlingsprogram.json"]


def test_all_letters_are_embedded_and_ours(pdf):
    fonts = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == Name.FontDescriptor
    ]

    assert fonts != []
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+(Inter|Noto-Sans).*", str(font.FontName))
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())


def test_file_is_sound(printed):
    assert faults(printed.data) == []


def test_a_citys_edition_has_its_own_name_and_nothing_of_the_twins():
    content = edition(rich(), "skien")

    pdf = print_pdf(**asked(content))

    document = pypdfium2.PdfDocument(pdf.data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert "Skiens utgave" in words(texts[0])
    assert "Gatetun i Storgata" not in words(" ".join(texts))
    assert "26\u00a0500\u00a0000" not in " ".join(texts)
    assert "38\u00a0000\u00a0000" in " ".join(texts)
    with pikepdf.open(BytesIO(pdf.data)) as file:
        data = json.loads(file.attachments["handlingsprogram.json"].get_file().read_bytes())
    assert data == content
