"""What the numbers of a site are measured in."""

from anjian.plugin import Title

PEOPLE = Title("人", "people")
MILLIMETRE = Title("mm", "mm")
METRE = Title("m", "m")
KN_M2 = Title("kN/m²", "kN/m²")
MEGAPASCAL = Title("MPa", "MPa")
KILOPASCAL = Title("kPa", "kPa")
KILOGRAM = Title("kg", "kg")
PERCENT = Title("%", "%")
TONNE = Title("t", "t")
WORKS = Title("项", "works")
