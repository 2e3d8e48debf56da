"""The same content for typst, as plain as can be compared: headings, text, tables, contents, numbers of pages."""

import html
import re

from common.canonical import check_code

PAGE = """#set page(paper: "a4", margin: (top: 27mm, bottom: 25mm, left: 44mm, right: 22mm),
  header: [{title} #h(1fr) {mark}],
  footer: context [{network} #h(1fr) Side #counter(page).display() av #counter(page).final().first()])
#set text(font: "Inter", size: 9.75pt, lang: "nb")
#set par(leading: 0.75em)
#outline(depth: 2)
"""
PLAIN = re.compile(r"([\\#$*_`<>@\[\]=~/-])")
TAGS = re.compile(r"<[^>]+>")


def typst_paper(content: dict, mark: str, sha256: str) -> str:
    """A content as typst's markup."""
    head = {"title": content["title"], "mark": mark, "network": f"{content['network']} {check_code(sha256)}"}
    page = PAGE
    for name, words in head.items():
        page = page.replace(f"{{{name}}}", plain(words))
    return page + "\n".join(element(each) for each in content["elements"])


def element(each: dict) -> str:
    depth = min(each["depth"], 6)
    lines = ["#pagebreak()" if depth == 1 else "", f"{'=' * depth} {plain(each['place'])} {plain(each['title'])}"]
    lines += [f"{plain(each['code'])} {plain(each['kind_name'])}\n"]
    lines += [f"{plain(html.unescape(part))}\n" for part in TAGS.split(each["text"]) if part.strip()]
    stated = [(fact["label"], fact["words"]) for fact in each["facts"] if fact["words"]]
    lines += [table(2, stated)] if stated else []
    lines += [rows(found) for found in each["tables"] if found["rows"]]
    return "\n".join(lines)


def rows(found: dict) -> str:
    cells = [[cell or "ikke oppgitt" for cell in row["cells"]] for row in found["rows"]]
    return table(len(found["columns"]), [found["columns"], *cells])


def table(columns: int, lines) -> str:
    cells = ", ".join(f"[{plain(cell)}]" for line in lines for cell in line)
    return f"#table(columns: {columns}, stroke: (bottom: 0.15mm), {cells})"


def plain(words: str) -> str:
    return PLAIN.sub(r"\\\1", words)
