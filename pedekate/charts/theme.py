"""Colours, type and the Plotly template: the one place where the look of a figure is decided."""

from collections.abc import Sequence

import plotly.graph_objects as go
import plotly.io as pio

# What every chart function returns; pages and `ui` may name the type without importing Plotly.
Chart = go.Figure

INK, INK_2, INK_3 = "#16212B", "#4A5864", "#66737E"
LINE, FINE_LINE, WHITE = "#D5DBDF", "#E8ECEE", "#FFFFFF"
NAVY = "#1F3A5F"  # interface, official figures, "this choice"
NEED = ("#FCE9D9", "#F8BCA8", "#DE8189", "#A04973", "#5B2251")
COVERAGE = ("#E3F4F3", "#ACDCD8", "#6BB5B2", "#228288", "#004B59")
LEFT_OUT, REACHED = "#702450", "#237F82"
# Need and coverage at once: rows by need, columns by coverage, low to high. Laid out as in Stevens
# (2015); the colours are the best of a search inside bounds around plum and teal: the nearest two
# are 7.6 apart (OKLab × 100) for deuteranopes, protanopes, tritanopes (Machado et al. 2009) and
# everybody else. Stevens' own pink and teal fall to 2.2.
BIVARIATE = (
    ("#F2EEE7", "#BCD8D7", "#488D88"),
    ("#F0A2A8", "#9E97B2", "#2C698D"),
    ("#AB306B", "#712967", "#202A47"),
)
# Hot spots: high among high, low among low, and the two kinds of exceptions between them.
CLUSTER_HIGH, CLUSTER_LOW = "#702450", "#237F82"
EXCEPTION_HIGH, EXCEPTION_LOW = "#DE8189", "#ACDCD8"
NOTHING_FOUND = "#E4E8EB"
VULNERABLE, BETTER_OFF = "#AEB8BE", "#DCE1E4"
CONTEXT = "#87939C"  # a total, a reference bar
# Programmes and sources, always in this order; safe under all three colour-vision deficiencies.
CATEGORIES = ("#4678C6", "#8B3200", "#00A5AC", "#613366", "#AA8A3C", "#626C71")
NO_DATA, HATCH = "#E6E9EA", "#9AA5AC"
FONT = "'Source Sans', 'Source Sans 3', sans-serif"
# The style sheet turns this soft shadow into a hard, printable outline (it selects on the shadow).
HALO = "1px 1px 2px rgba(255,255,255,.95), -1px -1px 2px rgba(255,255,255,.95)"
TEMPLATE = "pedekate"
# `topojsonURL` points at an empty world: Plotly would else fetch coastlines from the network.
CONFIG = {
    "displayModeBar": False,
    "topojsonURL": "/app/static/",
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
    "locale": "id",
}


def _axis(**more) -> dict:
    return {
        "zeroline": False, "showline": False, "ticks": "", "automargin": True, "fixedrange": True,
        "tickfont": {"color": INK_2}, **more,
    }  # fmt: skip


def register_template() -> None:
    """Make the look Plotly's default. Idempotent."""
    text = {"family": FONT, "size": 14}
    pio.templates[TEMPLATE] = go.layout.Template(
        layout=go.Layout(
            font={**text, "color": INK_2},
            separators=",.",
            showlegend=False,
            dragmode=False,
            hovermode="closest",
            colorway=CATEGORIES,
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            margin={"l": 0, "r": 0, "t": 8, "b": 0, "pad": 0},
            bargap=0.28,
            hoverlabel={
                "bgcolor": WHITE,
                "bordercolor": INK_3,
                "align": "left",
                "font": {**text, "color": INK},
            },
            xaxis=_axis(showgrid=False),
            yaxis=_axis(gridcolor=FINE_LINE, gridwidth=1),
            annotationdefaults={"showarrow": False, "font": {**text, "color": INK_2}},
            geo={
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
            },
        )
    )
    pio.templates.default = TEMPLATE


def rgba(color: str, alpha: float) -> str:
    """`#RRGGBB` with an opacity, for bands."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def class_colors(scale: Sequence[str], classes: int) -> list[str]:
    """`classes` colours spread over a five-colour scale, light to dark; one class is the middle."""
    if classes == 1:
        return [scale[len(scale) // 2]]
    last = len(scale) - 1
    return [scale[(2 * i * last + classes - 1) // (2 * (classes - 1))] for i in range(classes)]


def text_on(color: str) -> str:
    """White or ink, whichever stands out more; on the scales: white on classes 4 and 5."""
    return max((WHITE, INK), key=lambda text: contrast(text, color))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two `#RRGGBB` colours, 1..21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def percent_ticks(step: int, top: int = 100) -> dict:
    """Axis ticks 0..top percent; only the last one carries the unit."""
    values = list(range(0, top + 1, step))
    return {"tickvals": values, "ticktext": [*map(str, values[:-1]), f"{values[-1]}%"]}


register_template()
