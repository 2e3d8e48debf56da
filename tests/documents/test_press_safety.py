"""What the press refuses, survives and leaves behind."""

import ast
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from documents.press import Limits, Unprintable, print_pdf
from documents.press.workshop import MACHINE, environment, run
from tests.documents.contents import asked, element, goal, small
from tests.helpers.patience import until
from tests.helpers.pdf import heard, text_of, texts_of
from tests.helpers.soundness import faults

HEAVY = "<p>" + "ord og " * 100_000


def machine(body, codes=(), **limits):
    """Run the machine on a page of one's own, as no template of ours would make it."""
    work = {
        "language": "nb",
        "head": '<html lang="nb"><head><title>Prøve</title></head><body>',
        "sheets": [{"html": body, "numbered": False}],
        "whole": True,
        "shelf": None,
        "data": "{}",
        "data_name": "data.json",
        "data_about": "Prøve",
        "layout": "standard",
        "colour": None,
        "line_numbers": False,
        "day": "2009-02-09",
        "codes": list(codes),
        "pictures": {},
    }
    return run(work, Limits(**limits))


def cell(words):
    rows = [{"city": None, "value": {"words": words}, "cells": ["Pågår", "2009", words]}]
    return {"name": "progress", "label": "Status og resultat", "columns": ["Status", "Dag", "Ord"], "rows": rows}


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<img alt="x" src="file:///etc/hostname">', "file:///etc/hostname"),
        ('<img alt="x" src="http://127.0.0.1:9/x.png">', "http://127.0.0.1:9/x.png"),
        ('<p><a rel="attachment" href="file:///etc/hostname">x</a>', "file:///etc/hostname"),
        ("<style>@import url(file:///etc/hostname)</style><p>x", "file:///etc/hostname"),
        ('<p style="background:url(press:../render.py)">x', "press:../render.py"),
    ],
)
def test_nothing_but_our_own_assets_is_fetched(body, address):
    with pytest.raises(Unprintable) as refusal:
        machine(body)

    assert refusal.value.message == f"Dokumentet viser til noe vi ikke henter når vi trykker: {address}."


def test_a_picture_that_cannot_be_drawn_stops_the_print():
    image = '<image href="file:///x" width="9" height="9"/>'
    body = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{image}</svg>'

    with pytest.raises(Unprintable, match="noe vi ikke kan trykke"):
        machine(body)


def test_a_letter_no_font_has_is_named():
    content = small(element(title="Glad 😀 by"))

    with pytest.raises(Unprintable) as refusal:
        print_pdf(**asked(content))

    assert refusal.value.message == (
        "Skriftene våre mangler disse tegnene: «😀» (U+1F600 GRINNING FACE). Skriv det på en annen måte."
    )


def test_code_that_is_not_on_its_own_page_stops_the_print():
    body = '<p id="T-0001">T-0001<p id="T-0002">T-00022<h1 style="break-before: page">T-0002</h1>'

    with pytest.raises(Unprintable) as refusal:
        machine(body, codes=["T-0001", "T-0002", "T-0003"])

    assert refusal.value.message == "Disse elementene kom ikke med i den ferdige filen: T-0002, T-0003."


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"cpu": 2}, "Dokumentet tok for lang tid å trykke."),
        ({"wall": 1}, "Dokumentet tok for lang tid å trykke."),
        ({"memory": 180 << 20}, "Dokumentet krever mer minne enn en utskrift får bruke (180 MB)."),
    ],
)
def test_a_poison_document_fails_alone_within_its_limits(limits, reason):
    with pytest.raises(Unprintable) as refusal:
        machine(HEAVY, **limits)

    assert refusal.value.message == reason
    assert machine("<p>frisk")[1]["pages"] == 1


def test_a_file_beyond_its_limit_is_refused():
    with pytest.raises(Unprintable) as refusal:
        machine("<p>x", size=5000)

    assert refusal.value.message == "Den ferdige filen ble større enn 0 MB."


def test_a_word_without_end_is_printed_whole():
    long = element(text=f"<p>{'&amp;x' * 5_000}</p>", tables=[cell("ø" * 20_000)])

    pdf = print_pdf(**asked(small(long), limits=Limits(cpu=30)))

    assert text_of(pdf.data).count("ø") == 20_000
    assert text_of(pdf.data).count("&") == 5_000


def test_lists_nested_beyond_all_bounds_are_printed_as_their_words():
    deep = "<ul><li>" * 500 + "dypest" + "</li></ul>" * 500

    pdf = print_pdf(**asked(small(element(text=deep)), limits=Limits(cpu=30)))

    assert "dypest" in text_of(pdf.data)


def test_words_that_fill_pages_are_printed_whole_and_sound(tmp_path):
    read = goal([(2009, "900", "Kilden " * 2_000)], code="T-0002", place="2")

    pdf = print_pdf(**asked(small(element(tables=[cell("Ordet " * 3_000)]), read))).data

    assert (text_of(pdf).count("Ordet"), text_of(pdf).count("Kilden")) == (3_000, 2_000)
    assert faults(pdf) == []
    path = tmp_path / "print.pdf"
    path.write_bytes(pdf)
    assert heard(path) == ""


def test_a_row_higher_than_a_page_stands_under_its_head_on_each_of_them():
    head = '<thead><tr><th scope="col">Hvem</th><th scope="col">Hva</th></tr></thead>'
    row = f"<tr><td>Kommunen</td><td>{'Tiltak<br>' * 150}</td></tr>"

    pdf, report = machine(f"<table>{head}<tbody>{row}</tbody></table>")

    assert report["pages"] > 2
    assert ["Hvem Hva" in " ".join(text.split()) for text in texts_of(pdf)] == [True] * report["pages"]


def test_very_much_text_in_one_paragraph_is_printed_whole():
    """A quarter of a megabyte. A whole one takes twelve seconds, and far less than that comes through the doors."""
    text = " ".join(f"Klimatiltak nummer {n} gjelder byens folk." for n in range(6_000))

    pdf = print_pdf(**asked(small(element(text=f"<p>{text}</p>")), limits=Limits(cpu=30)))

    assert text_of(pdf.data).count("byens") == 6_000


def test_markup_in_plain_words_is_only_words():
    pdf = print_pdf(**asked(small(element(title="<img src=file:///x> & <b>", facts=[]))))

    assert "<img src=file:///x> & <b>" in text_of(pdf.data)


def test_rich_text_is_cleaned_once_more():
    pdf = print_pdf(
        **asked(small(element(text='<p>Her <img src="file:///etc/hostname"><script>x()</script>står det</p>')))
    )

    assert "Her står det" in text_of(pdf.data)
    assert "x()" not in text_of(pdf.data)


def test_content_that_is_not_what_its_checksum_says_is_refused():
    with pytest.raises(ValueError, match="checksum"):
        print_pdf(**asked(small(), sha256="0" * 64))


def test_an_empty_programme_has_cover_contents_and_colophon():
    content = small()
    content["elements"] = []

    pdf = print_pdf(**asked(content))

    with pikepdf.open(BytesIO(pdf.data)) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Innhold", "Om utgaven"]


def test_machine_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("FRAMTID_SECRET_KEY", "hemmelig")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/pango")

    assert sorted(environment()) == ["FONTCONFIG_FILE", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONHASHSEED"]


def imports(path):
    """The packages a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


def test_machine_knows_nothing_of_the_house(settings):
    found = set().union(*(imports(path) for path in MACHINE.glob("*.py")))

    assert "weasyprint" in found
    assert found & {"django", *settings.ROOMS} == set()


def test_only_one_file_imports_weasyprint(settings):
    files = [path for room in settings.ROOMS for path in (settings.BASE_DIR / room).rglob("*.py")]

    assert [path.name for path in files if "weasyprint" in imports(path)] == ["render.py"]


def test_killing_the_worker_leaves_no_machine():
    script = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'framtid.settings'; django.setup();"
        "from tests.documents.test_press_safety import machine, HEAVY; machine(HEAVY)"
    )
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=MACHINE.parents[2])
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
    child = int(until(lambda: children.read_text().split())[0])
    until(lambda: b"machine" in Path(f"/proc/{child}/cmdline").read_bytes())

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

    until(lambda: not Path(f"/proc/{child}").exists() or "State:\tZ" in Path(f"/proc/{child}/status").read_text(), 10)
