"""Rich texts for tests, and random edits of them such as people make."""

from random import Random

from common.richtext import clean

WORDS = ["vi", "skal", "bygge", "sykkelvei", "og", "20", "%", "i", "Skien", "2", "&amp;", "&nbsp;", "ČÁŽ", ".", "æ"]
INLINE = ["<strong>", "<em>", "<sub>", "<sup>", '<a href="https://by.no/?a=1&amp;b=2">', '<a href="mailto:post@by.no">']
LISTS = ["<ul>", "<ol>"]


def text(random: Random) -> str:
    return clean("".join(block(random) for _ in range(random.randint(0, 4))))


def block(random: Random, depth: int = 0) -> str:
    shape = random.random()
    if shape < 0.6 or depth > 2:
        return f"<p>{line(random)}</p>"
    if shape < 0.7:
        return wrapped("<blockquote>", "".join(block(random, depth + 1) for _ in range(random.randint(1, 2))))
    if shape < 0.75:
        return line(random)
    return wrapped(random.choice(LISTS), "".join(item(random, depth) for _ in range(random.randint(1, 4))))


def item(random, depth):
    inner = line(random) if random.random() < 0.5 else f"<p>{line(random)}</p>"
    return f"<li>{inner}{block(random, depth + 1) if random.random() < 0.2 else ''}</li>"


def line(random: Random) -> str:
    return " ".join(bit(random) for _ in range(random.randint(0, 6)))


def bit(random: Random) -> str:
    word = random.choice(WORDS)
    if random.random() < 0.2:
        return wrapped(random.choice(INLINE), f"{word} {random.choice(WORDS)}")
    return "<br>" if random.random() < 0.05 else word


def wrapped(opening: str, inner: str) -> str:
    return f"{opening}{inner}</{opening[1:].split()[0].rstrip('>')}>"


def edited(html: str, random: Random) -> str:
    """The text after one to four edits anywhere in it, cleaned as when it is saved."""
    for _ in range(random.randint(1, 4)):
        html = random.choice(EDITS)(html, random)
    return clean(html)


def put_in(html, random):
    at = random.choice(seams(html))
    new = random.choice([bit, bit, block, item_of])(random)
    return f"{html[:at]} {new} {html[at:]}"


def take_out(html, random):
    start, end = sorted(random.choice(seams(html)) for _ in range(2))
    return html[:start] + html[min(end, start + 40) if min(end, start + 40) in seams(html) else end :]


def make_bold(html, random):
    start, end = sorted(random.choice(seams(html)) for _ in range(2))
    return html[:start] + wrapped(random.choice(INLINE), html[start:end]) + html[end:]


def break_up(html, random):
    at = random.choice(seams(html))
    return (
        html[:at] + random.choice(["</p><p>", "</li><li>", "</ul><p>", "<br>", "</p><ul><li>", "</strong>"]) + html[at:]
    )


def move(html, random):
    first, second, third = sorted(random.choice(seams(html)) for _ in range(3))
    return html[:first] + html[second:third] + html[first:second] + html[third:]


def item_of(random):
    return item(random, 1)


def seams(html: str) -> list[int]:
    """Places where an edit cuts no tag and no named sign in two."""
    places, inside = [], False
    for at, sign in enumerate(html):
        if not inside:
            places.append(at)
        inside = sign in "<&" or (inside and sign not in ">;")
    return [*places, len(html)]


EDITS = [put_in, put_in, take_out, make_bold, break_up, move]
