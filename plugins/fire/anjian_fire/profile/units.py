"""What the numbers of a fire profile are counted in."""

from anjian.plugin import Title

PEOPLE = Title("人", "people")
METRE = Title("m", "m")
SQUARE_METRE = Title("㎡", "m²")
PIECE = Title("个", "pieces")
DOOR = Title("樘", "doors")
