"""Which language a part of a frozen content is in. Pure: content in."""


def language_of(element: dict, content: dict) -> str:
    """The language its words are written in, where that is not the content's own; else "".

    What is one city's own is in that city's written standard; what is shared, in theirs where they have the same.
    """
    languages = {city.get("language") for city in content["cities"] if element["city"] in (None, city["slug"])}
    if len(languages) != 1 or languages <= {None, content["language"]}:
        return ""
    return languages.pop()
