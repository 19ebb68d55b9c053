"""The tables and the plot: ``docs/bench.md`` between its two marks, and ``docs/bench.svg``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bench.comparison import CONNECTIONS, UNSCOPED, Cell, Place
from bench.growth import Growth
from bench.plans import Scans
from bench.questions import Question
from bench.world import REACHES

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MOST_CPU, LEAST_THROUGHPUT, MOST_SCOPE, LEAST_RESOLVERS = 1.15, 0.9, 1.2, 12.0
MOST_PYTHON, MOST_NEW, MOST_MEMORY = 0.05, 10.0, 120.0
AT = 16  # connections of the main table
Found = Mapping[Place, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One PostgreSQL's results."""

    version: str
    questions: Sequence[Question]
    found: Found
    scans: Scans
    growth: Growth | None = None

    def cells(self, question: Question, reach: str, connections: int = AT) -> Mapping[str, Cell]:
        return self.found.get(Place(question.name, reach, connections), {})

    def at(self, connections: int = AT) -> Iterator[tuple[Question, str, Mapping[str, Cell]]]:
        for question in self.questions:
            for reach in REACHES:
                if cells := self.cells(question, reach, connections):
                    yield question, reach, cells


def cpu(cells: Mapping[str, Cell], over: str = "by hand", of: str = "anjian") -> float:
    return cells[of].cpu / cells[over].cpu


def throughput(cells: Mapping[str, Cell]) -> float:
    return cells["anjian"].per_second / cells["by hand"].per_second


def python(cells: Mapping[str, Cell]) -> float:
    """Processor milliseconds of the server beyond those of the bare application."""
    own, bare = cells["anjian"], cells["by hand"]
    return own.server - bare.server


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", "---", *["--:"] * (len(head) - 2)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main_table(measured: Measured) -> str:
    head = (
        "question",
        "reach",
        "by hand, ms",
        "anjian, ms",
        "CPU",
        "server, ms more",
        "throughput",
        "scope",
        "resolvers",
    )
    rows = []
    for question, reach, cells in measured.at():
        scope = f"{cpu(cells, UNSCOPED):.2f}" if UNSCOPED in cells else ""
        plain = f"{cpu(cells, 'anjian', 'resolvers'):.1f} ×" if "resolvers" in cells else ""
        times = (f"{cells['by hand'].cpu:.2f}", f"{cells['anjian'].cpu:.2f}", f"{cpu(cells):.2f}")
        rows.append((question.title, reach, *times, f"{python(cells):.2f}", f"{throughput(cells):.2f}", scope, plain))
    return table(head, rows)


def connections_table(measured: Measured) -> str:
    head = ("question", "reach", *(f"CPU, {c}" for c in CONNECTIONS), *(f"throughput, {c}" for c in CONNECTIONS))
    rows = []
    for question, reach, _ in measured.at(1):
        every = [measured.cells(question, reach, c) for c in CONNECTIONS]
        ratios = [f"{cpu(cells):.2f}" if cells else "–" for cells in every]
        rows.append(
            (question.title, reach, *ratios, *(f"{throughput(cells):.2f}" if cells else "–" for cells in every))
        )
    return table(head, rows)


def scans_table(measured: Measured) -> str:
    rows = [
        (question.title, "", *(", ".join(measured.scans[question.name][reach]) or "none" for reach in REACHES))
        for question in measured.questions
        if question.name in measured.scans
    ]
    return table(("question", "scanned at reach", *REACHES), rows)


def goals(measured: Measured) -> Iterator[tuple[str, str, str]]:
    """Each goal, what was found at worst and where, and whether that meets it."""
    places = [(f"{q.title}, {reach}", cells) for q, reach, cells in measured.at()]
    scoped = [(where, cells) for where, cells in places if UNSCOPED in cells]
    plain = [(where, cells) for where, cells in places if "resolvers" in cells]
    yield goal("CPU at most 1.15 of by hand", [(cpu(c), w) for w, c in places], most=MOST_CPU)
    yield goal("throughput at least 0.9 of by hand", [(throughput(c), w) for w, c in places], least=LEAST_THROUGHPUT)
    yield goal("scope at most 1.2", [(cpu(c, UNSCOPED), w) for w, c in scoped], most=MOST_SCOPE)
    yield goal(
        "12 times less CPU than resolvers",
        [(cpu(c, "anjian", "resolvers"), w) for w, c in plain],
        least=LEAST_RESOLVERS,
    )
    reads = [(python(c), w) for w, c in places if not w.startswith("insert")]
    yield goal("server at most 0.05 ms beyond the bare application", reads, most=MOST_PYTHON)
    if measured.growth is not None:
        yield goal("a new document at most 10 ms", [(measured.growth.each, "a list")], most=MOST_NEW)
        kept = f"after {measured.growth.documents:,} documents"
        yield goal("a worker at most 120 MB", [(measured.growth.after, kept)], most=MOST_MEMORY)


def goal(
    name: str, found: Sequence[tuple[float, str]], *, most: float | None = None, least: float | None = None
) -> tuple[str, str, str]:
    worst, where = max(found) if most is not None else min(found)
    met = sum(value <= most if most is not None else value >= (least or 0) for value, _ in found)
    said = "met" if met == len(found) else f"not met: {met} of {len(found)}"
    return name, said, f"{worst:.2f} ({where})"


def section(measured: Measured) -> str:
    parts = [
        f"## PostgreSQL {measured.version}",
        table(("goal", "verdict", "at worst"), list(goals(measured))),
        f"At {AT} connections, milliseconds of processor for one answer:",
        main_table(measured),
        "By connections:",
        connections_table(measured),
        "Big tables read from end to end, by the generic plans:",
        scans_table(measured),
    ]
    return "\n\n".join(parts)


def write(every: Sequence[Measured], said: str, docs: Path) -> None:
    text = (docs / "bench.md").read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    body = "\n\n".join([said, *map(section, every)])
    (docs / "bench.md").write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{after}", encoding="utf-8")
    (docs / "bench.svg").write_text(svg(every[0]), encoding="utf-8")
    for name, head in QUOTED.items():
        text = (docs.parent / name).read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        quoted = f"{before}{BEGIN}\n\n{quote(every[0], head)}\n\n{END}{after}"
        (docs.parent / name).write_text(quoted, encoding="utf-8")


QUOTED = {
    "README.md": ("by hand = 1", "reach", "CPU, one asker", "CPU, 16", "throughput, 16", "resolvers' CPU / ours"),
    "README.zh-CN.md": (
        "手写 SQL = 1",
        "范围",
        "处理器，单连接",
        "处理器，16 连接",
        "吞吐，16 连接",
        "普通解析器 / 本系统",
    ),
}


def quote(measured: Measured, head: Sequence[str]) -> str:
    """What the READMEs show of the first PostgreSQL: a province's viewer."""
    rows = []
    for question, reach, cells in measured.at():
        if reach == "province":
            alone, plain = measured.cells(question, reach, 1), f"{cpu(cells, 'anjian', 'resolvers'):.1f} ×"
            ratios = (cpu(alone), cpu(cells), throughput(cells))
            rows.append((question.title, reach, *(f"{ratio:.2f}" for ratio in ratios), plain))
    return table(head, rows)


WIDTH, LEFT, ROW, UNIT = 760, 250, 16, 130  # pixels; one unit of the ratio is UNIT wide
COLOURS = {"nation": "#1f5f8b", "province": "#3f8fbf", "county": "#9cc9e3"}
LONGEST = 3.6  # of by hand; what is longer is cut, and its number still says how long it is


def svg(measured: Measured) -> str:
    """One bar per question and reach: processor time as a multiple of the hand-written statement's."""
    bars, y = [], 56
    for question in measured.questions:
        bars.append(words(LEFT - 10, y + ROW * 2 - 4, question.title, "end"))
        for reach in REACHES:
            if cells := measured.cells(question, reach):
                bars.append(bar(y, reach, cpu(cells)))
            y += ROW
        y += 10
    legend = [words(LEFT + i * 110, 40, reach, colour=COLOURS[reach]) for i, reach in enumerate(REACHES)]
    lines = [line(1.0, y, "by hand", "#444"), line(MOST_CPU, y, "goal 1.15", "#c0392b")]
    title = words(10, 20, f"CPU per answer, hand-written SQL = 1 (PostgreSQL {measured.version}, {AT} connections)")
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 30}" font-family="sans-serif">'
    return "\n".join(
        [frame, f'<rect width="{WIDTH}" height="{y + 30}" fill="#fff"/>', title, *legend, *bars, *lines, "</svg>\n"]
    )


def words(x: float, y: float, text: str, anchor: str = "start", colour: str = "#222") -> str:
    return f'<text x="{x:.0f}" y="{y}" font-size="12" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def bar(y: int, reach: str, ratio: float) -> str:
    width = min(ratio, LONGEST) * UNIT
    drawn = f'<rect x="{LEFT}" y="{y}" width="{width:.0f}" height="{ROW - 3}" fill="{COLOURS[reach]}"/>'
    return drawn + words(LEFT + width + 5, y + ROW - 5, f"{ratio:.2f}")


def line(ratio: float, bottom: int, text: str, colour: str) -> str:
    x = LEFT + ratio * UNIT
    drawn = f'<line x1="{x:.0f}" x2="{x:.0f}" y1="48" y2="{bottom}" stroke="{colour}" stroke-dasharray="3 3"/>'
    return drawn + words(x, bottom + (12 if ratio == 1 else 24), text, "middle", colour)
