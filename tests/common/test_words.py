import pytest

from common.words import listing


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Oslo"], "Oslo"),
        (["Skien", "Porsgrunn"], "Skien og Porsgrunn"),
        (iter(["Oslo", "Bergen", "Tromsø"]), "Oslo, Bergen og Tromsø"),
    ],
)
def test_names_are_listed_as_people_list_them(names, said):
    assert listing(names) == said
