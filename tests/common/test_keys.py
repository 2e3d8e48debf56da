from uuid import uuid4

from common.keys import scoped


def test_a_key_is_the_same_at_its_place_and_another_elsewhere():
    key = uuid4()

    assert scoped(key, "element", 1) == scoped(key, "element", 1)
    assert len({key, scoped(key, "element", 1), scoped(key, "element", 2), scoped(key, "version", 1)}) == 4


def test_no_key_is_a_new_one_each_time():
    assert scoped(None, 1) != scoped(None, 1)
