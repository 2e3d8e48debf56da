"""Two frozen contents laid beside each other: what is new, deleted, moved and changed. Pure: contents in, result out.

Both are contents of the newest format (see documents.formats). What is compared is what people read: a value that is
stored in another way but says the same is no change. Facts, tables and lists are walked by their names as they stand in
the contents, so a new field needs nothing here. The document's day and its number are not part of what is compared.
"""

from documents.comparison.contents import Comparison, Counts, ElementChange, Section, compare
from documents.comparison.outline import Paired, paired_elements
from documents.comparison.rows import List, Row
from documents.comparison.values import Words

__all__ = [
    "Comparison", "Counts", "ElementChange", "List", "Paired", "Row", "Section", "Words", "compare",
    "paired_elements",
]  # fmt: skip
