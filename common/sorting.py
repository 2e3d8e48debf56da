"""Norwegian order without ICU: a stored key whose plain byte order is æ, ø, å last and aa as å.

`{`, `|` and `}` come right after z in byte order, so they stand in for the three letters.
"""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Lower, Replace

FOLDED = ("æäøöåáàâãéèêëíìîïóòôúùûüčđŋšŧžñç", "{{||}aaaaeeeeiiiiooouuuycdnstznc")


_FOLDS = str.maketrans(*FOLDED)


def norwegian(text: str) -> str:
    """The same key for sorting in Python."""
    return text.lower().translate(_FOLDS).replace("aa", "}")


class Translate(Func):
    function = "translate"
    arity = 3


class ByteOrder(Func):
    template = '(%(expressions)s) COLLATE "C"'


def norwegian_key(column: str) -> models.GeneratedField:
    """A generated column to order by: `ordering = ["name_key"]`."""
    folded = Translate(Lower(F(column)), Value(FOLDED[0]), Value(FOLDED[1]))
    return models.GeneratedField(
        expression=Replace(folded, Value("aa"), Value("}")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
