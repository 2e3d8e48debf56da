"""Prints in a city's colour, with its coat of arms."""

import hashlib
import importlib.util
import io
import re

import pikepdf
import pytest
from PIL import Image

from common.colours import contrast
from documents.editions import edition
from documents.press import pictures_of, print_pdf
from documents.press.dress import arms_of, colour_of
from documents.press.workshop import MACHINE
from tests.documents.contents import asked, rich, small
from tests.helpers.pdf import all_of
from tests.helpers.soundness import faults

BLUE = "#005b7f"


def arms(colour="red") -> tuple[dict, bytes]:
    out = io.BytesIO()
    Image.new("RGBA", (40, 50), colour).save(out, "PNG")
    data = out.getvalue()
    sha256 = hashlib.sha256(data).hexdigest()
    return {"sha256": sha256, "media_type": "image/png", "size": len(data), "description": f"Våpen i {colour}"}, data


def dressed(content, slug, colour=None, own=None):
    cities = [
        {**city, **({"colour": colour} if colour else {}), **({"arms": own} if own else {})}
        if city["slug"] == slug
        else city
        for city in content["cities"]
    ]
    return {**content, "cities": cities}


@pytest.fixture(scope="module")
def palette():
    spec = importlib.util.spec_from_file_location("palette", MACHINE / "palette.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_print_of_one_city_has_its_colour_and_one_of_twins_has_nobodys():
    content = dressed(rich(), "skien", BLUE)

    assert colour_of(edition(content, "skien")) == BLUE
    assert colour_of(edition(content, "porsgrunn")) is None
    assert colour_of(content) is None
    assert colour_of(dressed(small(), "skien", BLUE)) == BLUE
    assert colour_of(small()) is None


def test_arms_of_a_few_cities_stand_beside_each_other():
    mine, _data = arms()
    content = dressed(rich(), "skien", own=mine)

    assert [one["alt"] for one in arms_of(content)] == ["Våpen i red"]
    assert [one["alt"] for one in arms_of(edition(content, "skien"))] == ["Våpen i red"]
    assert arms_of(edition(content, "porsgrunn")) == []
    many = [{"slug": f"by-{n}", "name": "By", "arms": mine} for n in range(4)]
    assert arms_of({**content, "cities": many}) == []
    assert mine["sha256"] in pictures_of(content)


def test_every_green_of_ours_has_its_shade(palette):
    files = [path for path in (MACHINE / "assets").iterdir() if path.suffix in (".css", ".svg")]
    used = set(re.findall(r"#[0-9a-f]{6}", "".join(path.read_text() for path in files)))

    assert set(palette.SHADES) <= used
    assert palette.dressed(b"a{color:#1f6b50}b{color:#0b5a73}", BLUE) == b"a{color:#005b7f}b{color:#0b5a73}"


@pytest.mark.parametrize("colour", ["#767676", "#005b7f", "#cc0000", "#000000", "#8a6d00"])
def test_words_on_a_shade_can_be_read_whatever_the_colour(palette, colour):
    shade = {ours: palette.shade(colour, share) for ours, share in palette.SHADES.items()}

    assert min(contrast(shade[name]) for name in ("#1f6b50", "#16352b", "#12302a", "#367a5f", "#14483a")) >= 4.5
    for ground in ("#e6f1eb", "#c3ddd1", "#f4f8f5", "#f1f6f3"):
        assert contrast(shade["#12302a"], shade[ground]) >= 4.5


def test_a_dressed_print_is_sound_says_the_same_and_draws_its_colour():
    mine, data = arms()
    content = dressed(small(), "skien", BLUE, mine)
    pictures = {mine["sha256"]: ("image/png", data)}

    printed = print_pdf(**asked(content), pictures=pictures).data
    plain = print_pdf(**asked(small())).data

    assert faults(printed) == []
    told, wanted = all_of(printed), all_of(plain)
    figures = [tag for tag in told["tags"] if tag[1] == "/Figure"]
    assert [tag[2] for tag in figures] == ["Våpen i red"]
    assert told["outline"] == wanted["outline"]
    assert drawn_in(printed, BLUE) > 0 == drawn_in(plain, BLUE)
    assert drawn_in(printed, "#1f6b50") == 0 < drawn_in(plain, "#1f6b50")


def drawn_in(source: bytes, colour: str) -> int:
    """How often a colour is chosen for what is drawn on the pages."""
    wanted = [round(int(colour[n : n + 2], 16) / 255, 4) for n in (1, 3, 5)]
    found = 0
    with pikepdf.open(io.BytesIO(source)) as file:
        for page in file.pages:
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) == "rg" and [round(float(part), 4) for part in step.operands] == wanted:
                    found += 1
    return found
