"""Something to type in every field there is, in two versions that differ."""

from programmes import sorts
from programmes.models import Area, AreaLabel, Indicator, Kind
from tests.factories.programmes import ElementFactory, ProgrammeFactory, ThemeFactory


class Samples:
    """What can be typed for a programme's elements. The things that are picked by name are made here."""

    def __init__(self, programmes):
        self.world = programmes.world
        root = programmes["bare-skien:root"]
        self.themes = [ThemeFactory(name=f"Prøvetema {n}") for n in (1, 2)]
        self.areas = [Area.objects.create() for _n in (1, 2)]
        for n, area in enumerate(self.areas, 1):
            AreaLabel.objects.create(area=area, number=f"1.{n}", title=f"Prøveområde {n}")
        self.instruments = [
            ElementFactory(parent=root, kind=Kind.INSTRUMENT, title=f"Prøvevirkemiddel {n}") for n in (1, 2)
        ]
        skien = [programmes.world.cities["skien"]]
        self.older = [ProgrammeFactory(cities=skien, title=f"Eldre program {n}") for n in (1, 2)]

    def of(self, field, element, n: int):
        """What is posted for the field; n is 0 or 1."""
        if isinstance(field, sorts.ThemeChoice):
            return str(self.themes[n].pk)
        if isinstance(field, sorts.ThemeChoices):
            return [str(self.themes[n].pk)]
        if isinstance(field, sorts.InstrumentChoices):
            return [str(self.instruments[n].pk)]
        if isinstance(field, sorts.PredecessorChoice):
            return str(self.older[n].pk)
        if isinstance(field, sorts.AreaChoice):
            return str(self.areas[n].pk)
        if isinstance(field, sorts.IndicatorChoice):
            made, _new = Indicator.objects.get_or_create(element=element, name=f"Prøveindikator {n}")
            return str(made.pk)
        if isinstance(field, sorts.YesNo):
            return ("no", "yes")[n]
        if isinstance(field, sorts.Choices):
            return [field.choices.values[-1 - n]]
        if isinstance(field, sorts.Choice):
            return field.choices.values[-1 - n]
        if isinstance(field, sorts.Year):
            return ("2009", "2020")[n]
        if isinstance(field, sorts.Stated):
            return ("ca. 900", "inntil 20")[n]
        if isinstance(field, sorts.Loose):
            return ("våren 2009", "fra 2006")[n]
        if isinstance(field, sorts.Rich):
            return f"<p>Prøvetekst {n} i {field.name}</p>"
        return f"Prøveord {n} i {field.name}"
