"""Every programme of the demonstration, printed: sound, with what it was made from, and every number on its page."""

import pytest

from common.canonical import canonical
from documents.press import print_pdf
from documents.press.paper import in_contents
from programmes.content import programme_content
from programmes.models import Programme
from tests.documents.contents import DAY, asked
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture
from tests.helpers.pdf import enclosed_in, pages_named, texts_of
from tests.helpers.soundness import faults

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path):
    settings.PRESS_SHELF = tmp_path


def test_every_programme_of_the_demonstration_prints_soundly():
    contents = [programme_content(programme, DAY) for programme in Programme.objects.order_by("pk")]

    prints = [print_pdf(**asked(content)).data for content in contents]

    assert len(prints) == 12
    assert {content["title"]: faults(pdf) for content, pdf in zip(contents, prints, strict=True)} == {
        content["title"]: [] for content in contents
    }
    for content, pdf in zip(contents, prints, strict=True):
        text = " ".join(texts_of(pdf))
        assert [each["code"] for each in content["elements"] if each["code"] not in text] == []
        assert enclosed_in(pdf) == {"handlingsprogram.json": canonical(content).encode()}
        named = pages_named(pdf)
        assert {target: page for target, page in named.items() if page[0] != page[1]} == {}
        assert {each["code"] for each in content["elements"] if in_contents(each)} <= named.keys()
