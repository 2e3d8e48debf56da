"""What the tests of a file share is made by one worker."""

from types import SimpleNamespace

from tests.dealing import ByFile, pytest_collection_modifyitems


def scope_of(nodeid: str) -> str:
    return ByFile._split_scope(None, nodeid)


def test_a_file_goes_to_one_worker_and_the_walk_test_by_test():
    assert scope_of("tests/look/test_tree.py::test_a[b::c]") == scope_of("tests/look/test_tree.py::test_d")
    assert scope_of("tests/permissions/test_walk.py::test_a[b]") != scope_of(
        "tests/permissions/test_walk.py::test_a[c]"
    )


def test_the_walk_comes_last_and_nothing_else_changes_its_place():
    names = ["tests/look/test_b.py::b", "tests/permissions/test_walk.py::c", "tests/cities/test_a.py::a"]
    items = [SimpleNamespace(nodeid=name) for name in names]

    pytest_collection_modifyitems(items)

    assert [item.nodeid for item in items] == [names[0], names[2], names[1]]
