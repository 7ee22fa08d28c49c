"""An A4 page in the look of the screen: type, rules, bars, strips, a map. PDF by fpdf2, offline."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from pedekate.charts.theme import INK, INK_2, INK_3, LEFT_OUT, LINE, WHITE
from pedekate.format import JOINER
from pedekate.schema.geography import Lines

FONTS = Path(__file__).parent / "huruf"
LEFT, WIDTH, HEIGHT = 13.0, 184.0, 297.0  # millimetres of A4
FLAG_INK, FLAG = "#4A3600", "#FFE9A8"
_ASPECT = 1.01  # one degree of latitude over one of longitude, in Malang
SANS, BOLD, SERIF = "sans", "tebal", "serif"


class Paper(FPDF):
    """Pages of one document; every length in millimetres, every size in points."""

    def __init__(self, title: str, day: dt.date) -> None:
        super().__init__(unit="mm", format="A4")
        for family, file in ((SANS, "sans-biasa"), (BOLD, "sans-tebal"), (SERIF, "serif-tebal")):
            self.add_font(family, fname=FONTS / f"{file}.ttf")
        self.set_auto_page_break(False)
        self.set_margins(LEFT, 10, 210 - LEFT - WIDTH)
        self.set_title(title)
        self.set_lang("id")
        self.set_creator("PeDeKaTe SAM, Kota Malang")
        # The day of the data: the same data make the same bytes.
        self.set_creation_date(dt.datetime.combine(day, dt.time(), dt.UTC))

    def style(self, family: str, size: float, color: str = INK) -> None:
        self.set_font(family, size=size)
        self.set_text_color(color)

    def put(self, x: float, y: float, text: str, *, width: float = 0, align: str = "L") -> None:
        """One line whose top is `y`, cut with an ellipsis where it is wider than `width`."""
        text = _printable(text)
        if width and self.get_string_width(text) > width:
            while text and self.get_string_width(f"{text}…") > width:
                text = text[:-1]
            text = f"{text.rstrip()}…"
        self.set_xy(x, y)
        self.c_margin = 0
        self.cell(width or None, self.font_size * 1.25, text, align=align)

    def paragraph(self, x: float, y: float, text: str, *, width: float) -> float:
        """Wrapped text; returns where it ends."""
        self.set_xy(x, y)
        self.c_margin = 0
        self.multi_cell(
            width, self.font_size * 1.25, _printable(text), align="L",
            new_x=XPos.LEFT, new_y=YPos.NEXT,
        )  # fmt: skip
        return self.get_y()

    def sentence(self, y: float, parts: Sequence[tuple[str, bool]], *, size: float) -> float:
        """The page's answer across its width, findings in plum; returns where it ends."""
        self.set_xy(LEFT, y)
        self.c_margin = 0
        for text, finding in parts:
            self.style(SERIF, size, LEFT_OUT if finding else INK)
            self.write(self.font_size * 1.22, _printable(text))
        return self.get_y() + self.font_size * 1.22

    def block(self, x: float, y: float, width: float, title: str, subtitle: str = "") -> float:
        """A thin ink line, a bold sentence, a grey subtitle; returns where the content starts."""
        self.hline(x, y, width, INK, 0.25)
        self.style(BOLD, 9.5)
        end = self.paragraph(x, y + 1.1, title, width=width)
        if subtitle:
            self.style(SANS, 7.5, INK_2)
            end = self.paragraph(x, end, subtitle, width=width)
        return end + 1.2

    def hline(
        self, x: float, y: float, width: float, color: str = LINE, weight: float = 0.15
    ) -> None:
        self.set_draw_color(color)
        self.set_line_width(weight)
        self.line(x, y, x + width, y)

    def vline(self, x: float, y: float, height: float, color: str, weight: float = 0.25) -> None:
        self.set_draw_color(color)
        self.set_line_width(weight)
        self.line(x, y, x, y + height)

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        if width > 0:
            self.set_fill_color(color)
            self.rect(x, y, width, height, style="F")

    def dot(self, x: float, y: float, radius: float, color: str, *, hollow: bool = False) -> None:
        self.set_fill_color(WHITE if hollow else color)
        self.set_draw_color(color)
        self.set_line_width(0.3)
        self.circle(x, y, radius, style="DF")

    def flag(self, text: str, y: float) -> None:
        """The mark of synthetic data at the right edge."""
        self.style(BOLD, 8, FLAG_INK)
        width = self.get_string_width(text) + 4
        self.bar(LEFT + WIDTH - width, y - 0.7, width, 5, FLAG)
        self.put(LEFT + WIDTH - width + 2, y + 0.05, text)

    def footnotes(self, lines: Sequence[str], *, bottom: float = HEIGHT - 8) -> None:
        """Small print that ends at `bottom`, its thin line above."""
        self.style(SANS, 6.8, INK_3)
        text = _printable("\n".join(lines))
        step = self.font_size * 1.25
        count = len(self.multi_cell(WIDTH, step, text, align="L", dry_run=True, output="LINES"))
        top = bottom - count * step
        self.hline(LEFT, top - 1.2, WIDTH, LINE, 0.2)
        self.paragraph(LEFT, top, text, width=WIDTH)

    def outline(self, lines: Lines, place: "Frame", *, fill: str | None, line: str | None) -> None:
        """Rings of a polygon, filled or drawn."""
        if fill:
            self.set_fill_color(fill)
        if line:
            self.set_draw_color(line)
        style = {(True, True): "DF", (True, False): "F", (False, True): "D"}[bool(fill), bool(line)]
        for ring in _rings(lines):
            self.polygon([place(*point) for point in ring], style=style)


class Frame:
    """Degrees to millimetres: a window of the city fitted into a box, centred."""

    def __init__(
        self, bounds: tuple[float, float, float, float], box: tuple[float, float, float, float]
    ) -> None:
        west, south, east, north = bounds
        x, y, width, height = box
        self._unit = min(width / (east - west), height / ((north - south) * _ASPECT))
        self._west, self._north = west, north
        self._x = x + (width - (east - west) * self._unit) / 2
        self._y = y + (height - (north - south) * _ASPECT * self._unit) / 2

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            self._x + (longitude - self._west) * self._unit,
            self._y + (self._north - latitude) * self._unit * _ASPECT,
        )


def _rings(lines: Lines) -> list[list[tuple[float, float]]]:
    rings: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(*lines, strict=True):
        if x is None or y is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return [ring for ring in rings if len(ring) > 2]


def _printable(text: str) -> str:
    """Without the invisible joiners of the screen, which the paper's type does not hold."""
    return text.replace(JOINER, "")
