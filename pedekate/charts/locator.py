"""Where an area is: one kelurahan marked in the city, as SVG text."""

from pedekate.charts.svg_map import WIDTH, drawing
from pedekate.charts.theme import FINE_LINE, INK_3, LEFT_OUT, LINE, WHITE
from pedekate.schema.geography import Geography


def locator_map(geo: Geography, kode_kelurahan: str) -> str:
    """The city in grey, its kecamatan a shade darker, the kelurahan in plum."""
    city = drawing(geo)
    kecamatan = geo.areas.loc[kode_kelurahan, "nama_kecamatan"]
    borders = "".join(city.kecamatan.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {city.height}">'
        f'<path d="{city.city}" fill="{FINE_LINE}"/>'
        f'<path d="{city.kecamatan[kecamatan]}" fill="{LINE}"/>'
        f'<path d="{borders}" fill="none" stroke="{WHITE}" stroke-width="3.5"/>'
        f'<path d="{city.areas[kode_kelurahan]}" fill="{LEFT_OUT}"/>'
        f'<path d="{city.city}" fill="none" stroke="{INK_3}" stroke-width="2"/></svg>'
    )
