"""What one operation may ask for. An honest page never meets these bounds; they keep one caller from taking all.

Rows are counted as the pages along a path multiplied: a hundred hazards with a hundred events each are ten thousand.
"""

from __future__ import annotations

from collections.abc import Mapping

from anjian.errors import AnjianError
from anjian.words import Title

MOST_ROWS = 10_000  # along one path
MOST_ROWS_IN_ALL = 100_000  # of all paths together
MOST_FIELDS = 500  # of one object; PostgreSQL's own bound is 1,664 columns
MOST_FIELDS_OF_PAGE_INFO = 50  # its function takes a hundred arguments, two for each
HEAVIEST = 1_000  # values and conditions of one operation
DEEPEST = 20  # objects within objects
MOST_ERRORS = 5  # told of one request; the first ones help, and the others are the price of finding them
DEEPEST_FILTER = 30  # steps from the argument to a comparison
MOST_OF_A_DOCUMENT: Mapping[str, int] = {
    "operations": 50,
    "fragments": 100,
    "aliases": 2_000,
    "directives": 500,
    "fields": 10_000,
    "comparisons": 50_000,
    "introspections": 10,
}


class TooMuch(AnjianError):
    code = "TOO_MUCH"
    words = Title(
        "各层每页条数相乘为 {rows} 条，超过 {most} 条；请减小 first、last，或分几次查询。",
        "The pages along this path multiply to {rows} rows, more than {most}; ask for smaller pages, or ask twice.",
    )


class TooMuchInAll(AnjianError):
    code = "TOO_MUCH_IN_ALL"
    words = Title(
        "各列表合计 {rows} 条，超过 {most} 条；请减小 first、last，或分几次查询。",
        "All lists together may hold {rows} rows, more than {most}; ask for smaller pages, or ask twice.",
    )


class DocumentTooLarge(AnjianError):
    code = "DOCUMENT_TOO_LARGE"
    words = Title(
        "文档的 {what} 为 {count}，超过 {most}；请分成几个请求。",
        "The document's {what} are {count}, more than {most}; make several requests of it.",
    )


class TooDeep(AnjianError):
    code = "TOO_DEEP"
    words = Title("嵌套超过 {deepest} 层，请分几次查询。", "Nested more than {deepest} deep; ask in several queries.")


class TooManyFields(AnjianError):
    code = "TOO_MANY_FIELDS"
    words = Title("一个对象最多查询 {most} 个字段。", "At most {most} fields can be asked of one object.")


class TooManyConditions(AnjianError):
    code = "TOO_MANY_CONDITIONS"
    words = Title(
        "一次查询最多带 {most} 个值和条件；多个值请用 in，或分几次查询。",
        "One operation holds at most {most} values and conditions; use in for many values, or ask in several queries.",
    )
