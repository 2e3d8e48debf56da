"""A file held against the print it says it is: what counts as the same, and what is told of what is not."""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, StreamDecodeLevel

from documents.checking.answers import changes_told, notes_told
from documents.checking.comparing import compare
from documents.checking.reading import Reading, Unreadable, read
from documents.press import Limits, print_pdf
from tests.documents.contents import asked, rich, small


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_pdf(**asked(rich())).data


@pytest.fixture(scope="module")
def printed(pdf) -> Reading:
    return read(pdf)


def saved(pdf: bytes, change=lambda document: None, **how) -> bytes:
    """The file as another program leaves it, having changed it first."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def noted(page, sort, **more):
    annotation = Dictionary(Type=Name.Annot, Subtype=Name(sort), Rect=[100, 100, 200, 120], Contents="Husk!", **more)
    page.Annots = Array([*page.get("/Annots", []), annotation])


def rewritten(page, change):
    page.Contents.write(change(page.Contents.read_bytes()))


def told(printed: Reading, file: bytes) -> list[str]:
    """What is changed in the file, in words."""
    found = compare(printed, read(file))
    return [*changes_told(found), *notes_told(found)]


# -- Unchanged


@pytest.mark.parametrize(
    "how",
    [
        {"linearize": True},
        {"object_stream_mode": ObjectStreamMode.disable, "recompress_flate": True},
        {"compress_streams": False, "stream_decode_level": StreamDecodeLevel.all},
        {"qdf": True},
        {"encryption": pikepdf.Encryption(owner="eier", user="")},
    ],
    ids=str,
)
def test_a_file_saved_anew_is_unchanged(pdf, printed, how):
    again = saved(pdf, **how)

    assert again != pdf
    assert compare(printed, read(again)).whole


def test_what_a_file_says_it_is_and_what_lies_attached_come_first_among_its_claims(printed):
    assert printed.claims[0] == asked(rich())["sha256"] == printed.attached["handlingsprogram.json"]


def test_a_file_whose_attachment_is_gone_still_says_what_it_is(pdf):
    def change(document):
        del document.attachments["handlingsprogram.json"]

    assert asked(rich())["sha256"] in read(saved(pdf, change)).claims


def test_a_page_put_in_parentheses_with_its_box_said_again_is_unchanged(pdf, printed):
    def change(document):
        for page in document.pages:
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q")
            page.CropBox = page.MediaBox

    assert compare(printed, read(saved(pdf, change))).whole


def test_resources_no_page_uses_may_go(pdf, printed):
    again = saved(pdf, lambda document: document.remove_unreferenced_resources())

    assert compare(printed, read(again)).whole


# -- Notes


def test_a_form_field_is_a_note(pdf, printed):
    def change(document):
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="Felt", Rect=[9, 9, 99, 29])
        field = document.make_indirect(field)
        document.pages[0].Annots = Array([field])
        document.Root.AcroForm = Dictionary(Fields=Array([field]))

    assert told(printed, saved(pdf, change)) == ["1 merknad på side 1.", "Side 1: skjemafelt"]


def test_notes_are_counted_by_page_and_sort(pdf, printed):
    def change(document):
        noted(document.pages[1], "/Text")
        noted(document.pages[1], "/Popup", Parent=document.pages[1].Annots[-1])
        noted(document.pages[4], "/Highlight", QuadPoints=[100, 120, 200, 120, 100, 100, 200, 100])
        noted(document.pages[4], "/Highlight", QuadPoints=[100, 120, 200, 120, 100, 100, 200, 100])

    found = compare(printed, read(saved(pdf, change)))

    assert found.whole
    assert notes_told(found) == ["3 merknader på side 2 og 5.", "Side 2: tekstlapp", "Side 5: utheving (2)"]


@pytest.mark.parametrize(
    ("sort", "word"),
    [
        ("/FreeText", "tekst skrevet på siden"), ("/Stamp", "stempel eller bilde"), ("/Link", "lenke"),
        ("/Noe", "annet"),
    ],
)  # fmt: skip
def test_what_may_cover_the_text_is_a_note_and_is_named(pdf, printed, sort, word):
    again = saved(pdf, lambda document: noted(document.pages[2], sort))

    assert told(printed, again) == ["1 merknad på side 3.", f"Side 3: {word}"]


def appended(pdf: bytes, note: bytes) -> bytes:
    """A note on the first page, written behind the file's end, as readers do that leave the rest as it is."""
    with pikepdf.open(BytesIO(pdf)) as document:
        number, new = document.pages[0].obj.objgen[0], int(document.trailer.Size)
        page = document.pages[0].obj.unparse(resolved=True).removesuffix(b">>") + b"/Annots[%d 0 R]>>" % new
        root = document.Root.objgen[0]
    tail, table = b"", b""
    for n, body in ((number, page), (new, note)):
        table += b"%d 1\n%010d 00000 n \n" % (n, len(pdf + tail))
        tail += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    before = pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0]
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %s>>\n" % (new + 1, root, before)
    return pdf + tail + b"xref\n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(pdf + tail)


def test_notes_added_at_the_end_of_the_file_are_notes(pdf, printed):
    plain = saved(pdf, object_stream_mode=ObjectStreamMode.disable)

    again = appended(plain, b"<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/Contents(Husk!)>>")

    assert again.startswith(plain)
    assert told(printed, again) == ["1 merknad på side 1.", "Side 1: tekstlapp"]


# -- Changed


def test_a_changed_word_is_told_by_its_page(pdf, printed):
    def change(document):
        rewritten(document.pages[5], lambda content: re.sub(rb"<[0-9a-fA-F]{4}", b"<0021", content, count=1))

    assert told(printed, saved(pdf, change)) == ["Endret: side 6."]


def test_something_drawn_over_the_text_is_a_change(pdf, printed):
    def change(document):
        page = document.pages[3]
        white = document.make_stream(b"1 g 0 0 300 300 re f", Subtype=Name.Form, BBox=[0, 0, 300, 300])
        name = page.add_resource(white, Name.XObject)
        page.contents_add(b"q %s Do Q" % bytes(name))

    assert told(printed, saved(pdf, change)) == ["Endret: side 4."]


def test_a_font_that_draws_other_letters_is_a_change(pdf, printed):
    def change(document):
        fonts = document.pages[2].Resources.Font
        one, other = (fonts[name].DescendantFonts[0].FontDescriptor for name in sorted(fonts.keys())[:2])
        one.FontFile2 = other.FontFile2

    found = compare(printed, read(saved(pdf, change)))

    assert found.changed


def test_a_smaller_page_or_a_turned_one_is_a_change(pdf, printed):
    def change(document):
        document.pages[0].CropBox = [0, 0, 300, 300]
        document.pages[2].Rotate = 90

    assert told(printed, saved(pdf, change)) == ["Endret: side 1 og 3."]


def test_a_page_taken_out_is_told_by_its_number_in_the_print(pdf, printed):
    def change(document):
        del document.pages[6]

    assert told(printed, saved(pdf, change)) == ["Tatt bort: side 7 i utskriften."]


def test_a_page_put_in_is_told_by_its_number_in_the_file(pdf, printed):
    def change(document):
        document.add_blank_page()
        document.pages.insert(4, document.pages[-1])

    assert told(printed, saved(pdf, change)) == [f"Lagt til: side 5 og {len(printed.pages) + 2} i filen."]


def test_swapped_pages_are_moved_ones(pdf, printed):
    def change(document):
        fourth, ninth = document.pages[3], document.pages[8]
        document.pages[3], document.pages[8] = ninth, fourth

    assert told(printed, saved(pdf, change)) == ["Flyttet: side 4 og 9 i utskriften."]


def test_a_changed_a_lost_and_an_added_attachment_are_told(pdf, printed):
    def altered(document):
        document.attachments["handlingsprogram.json"].get_file().obj.write(b"{}")

    def lost(document):
        del document.attachments["handlingsprogram.json"]

    def enclosed(document):
        document.attachments["annet.txt"] = pikepdf.AttachedFileSpec(document, b"x", filename="annet.txt")

    assert [told(printed, saved(pdf, change)) for change in (altered, lost, enclosed)] == [
        ["Vedlegget er endret: handlingsprogram.json."],
        ["Vedlegget er borte: handlingsprogram.json."],
        ["Noe er vedlagt som ikke er vårt: annet.txt."],
    ]


def a_link(document, key):
    links = ((n, link) for n, page in enumerate(document.pages, 1) for link in page.get("/Annots", []))
    return next((n, link) for n, link in links if key in link)


def test_a_link_that_leads_elsewhere_is_a_change(pdf, printed):
    def change(document):
        a_link(document, "/A")[1].A.URI = "https://elsewhere.example"

    with pikepdf.open(BytesIO(pdf)) as document:
        page = a_link(document, "/A")[0]

    assert told(printed, saved(pdf, change))[0] == f"Lenker er borte eller fører et annet sted: side {page}."


def test_a_name_that_means_another_page_changes_the_links_to_it(pdf, printed):
    def change(document):
        names = document.Root.Names.Dests.Names
        names[1], names[3] = names[3], names[1]

    assert told(printed, saved(pdf, change))[0].startswith("Lenker er borte eller fører et annet sted: side ")


def test_a_link_that_names_its_page_instead_of_a_word_is_the_same_link(pdf, printed):
    def change(document):
        names = iter(document.Root.Names.Dests.Names)
        places = {str(name): place for name, place in zip(names, names, strict=True)}
        for page in document.pages:
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    link.A = Dictionary(S=Name.GoTo, D=places[str(link.Dest)])
                    del link.Dest

    assert compare(printed, read(saved(pdf, change))).whole


def test_a_link_of_ours_that_is_given_a_thick_frame_is_a_change(pdf, printed):
    def change(document):
        a_link(document, "/Dest")[1].BS = Dictionary(W=200)

    assert not compare(printed, read(saved(pdf, change))).whole


@pytest.mark.parametrize(
    "change",
    [
        lambda root: setattr(root, "OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
        lambda root: setattr(root, "AcroForm", Dictionary(Fields=Array([]), XFA="<xdp/>")),
        lambda root: setattr(root, "Collection", Dictionary()),
        lambda root: setattr(root.Names, "JavaScript", Dictionary(Names=Array([]))),
    ],
    ids=["action", "form", "folder", "script"],
)
def test_a_file_that_does_or_shows_something_else_than_its_pages_is_changed(pdf, printed, change):
    again = saved(pdf, lambda document: change(document.Root))

    assert told(printed, again) == ["Filen gjør eller viser noe annet enn sidene når den åpnes."]


def test_where_a_reader_left_off_is_no_change(pdf, printed):
    def change(document):
        document.Root.OpenAction = Array([document.pages[4].obj, Name.Fit])

    assert compare(printed, read(saved(pdf, change))).whole


# -- Not to be read


def locked(pdf):
    return saved(pdf, encryption=pikepdf.Encryption(owner="eier", user="leser"))


def many_pages(pdf):
    def change(document):
        for _n in range(2_001):
            document.add_blank_page()

    return saved(pdf, change)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda pdf: b"", "Den er ikke en PDF."),
        (lambda pdf: bytes(range(256)) * 400, "Den er ikke en PDF."),
        (lambda pdf: b"%PDF-1.7\n" + bytes(range(256)) * 400, "Den er skadet eller avkortet."),
        (lambda pdf: pdf[: len(pdf) // 2], "Den er skadet eller avkortet."),
        (lambda pdf: pdf[:-40], "Den er skadet eller avkortet."),
        (locked, "Den er låst med et passord."),
        (many_pages, "Den har flere sider enn noen av våre."),
    ],
    ids=["empty", "random", "random with a head", "half", "nearly whole", "locked", "many pages"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(pdf, spoil, why):
    with pytest.raises(Unreadable) as refusal:
        read(spoil(pdf))

    assert refusal.value.message.startswith(why)


def test_a_page_that_unpacks_without_end_is_given_up(pdf):
    once = zlib.compress(bytes(600 << 20), 1)

    def change(document):
        twice = zlib.compress(once, 9)
        document.pages[0].Contents.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))

    bomb = saved(pdf, change, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)

    assert len(bomb) < 1 << 20
    with pytest.raises(Unreadable):
        read(bomb, Limits(memory=512 << 20))


def test_a_file_that_takes_too_long_is_given_up(pdf):
    with pytest.raises(Unreadable, match="mer tid eller minne"):
        read(pdf, Limits(wall=0))


def test_a_document_that_leads_back_to_itself_comes_to_an_end():
    def change(document):
        form = document.make_stream(b"/Self Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        document.pages[0].add_resource(form, Name.XObject, Name.Self)
        document.pages[0].contents_add(b"/Self Do")

    pdf = print_pdf(**asked(small())).data

    assert compare(read(pdf), read(saved(pdf, change))).changed == [1]
