"""A city's own boundaries: what passes, what is forgiven, and one sentence for each thing wrong."""

import datetime as dt
import json
import shutil
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from pedekate import cli, config
from pedekate.errors import ConfigError, InputError
from pedekate.registry.boundary_areas import areas_of
from pedekate.spatial import boundary_store, own_boundaries
from pedekate.spatial.boundaries import PLANE, load_boundaries
from pedekate.spatial.boundary_rules import boundary_rules
from pedekate.store import casebook

TODAY = dt.date(2026, 11, 26)
BALEARJOSARI, ARJOSARI = 0, 1


@pytest.fixture(scope="module")
def ours():
    return load_boundaries().to_crs(PLANE)


@pytest.fixture(scope="module")
def bps():
    table = pd.read_csv(config.WILAYAH / "kelurahan.csv", dtype=str)
    return dict(zip(table["kode_kelurahan"], table["kode_bps"], strict=True))


def written(table, path, **options):
    with np.errstate(all="ignore"):
        table.to_file(path, **options)
    return path


def check(path, **options):
    return own_boundaries.check(path, areas_of, **options)


def refused(path, **options) -> str:
    with pytest.raises(InputError) as caught:
        check(path, **options)
    return str(caught.value)


def changed(ours, change) -> gpd.GeoDataFrame:
    """Ours with the list of shapes changed in place by `change(shapes)`."""
    shapes = list(ours.geometry)
    change(shapes)
    return ours.set_geometry(gpd.GeoSeries(shapes, crs=ours.crs))


def replaced(number, shape):
    return lambda shapes: shapes.__setitem__(number, shape)


def test_ours_come_back_as_they_are(ours, tmp_path):
    found = check(written(ours.to_crs(4326), tmp_path / "a.geojson"))
    assert found.table["kode_kelurahan"].tolist() == ours["kode_kelurahan"].tolist()
    assert found.luas_km2 == pytest.approx(111.08, abs=0.01)
    assert (found.titik_asal, found.titik, found.catatan) == (2967, 2967, ())


def test_geopackage_in_metres_by_misspelt_names_with_a_neighbour_outside(ours, tmp_path):
    """Detailed lines become as few as ours and stay one coverage; a farther place is left out."""
    fine = ours.set_geometry(shapely.segmentize(ours.geometry.to_numpy(), 20), crs=PLANE)
    far = shapely.affinity.translate(fine.geometry.iloc[0], 0, 9000)
    table = gpd.GeoDataFrame(
        {"WADMKC": [*fine["nama_kecamatan"], "Singosari"],
         "WADMKD": ["Kel. Balear Josari", *fine["nama_kelurahan"][1:], "Kauman"]},
        geometry=[*fine.geometry, far], crs=PLANE,
    )  # fmt: skip
    found = check(written(table, tmp_path / "rinci.gpkg", layer="kel"))
    shapes = found.table.geometry.to_numpy()
    assert found.titik_asal > 20_000 and found.titik < boundary_rules().sederhana.titik_sasaran
    assert shapely.coverage_is_valid(shapes) and shapely.is_valid(shapes).all()
    assert "1 poligon di luar Kota Malang diabaikan." in found.catatan
    assert any("disederhanakan" in note for note in found.catatan)


def test_zipped_shapefile_by_bps_codes_kept_as_numbers(ours, bps, tmp_path):
    table = ours[["geometry"]].assign(KODE=[float(bps[c]) for c in ours["kode_kelurahan"]])
    (tmp_path / "shp").mkdir()
    written(table, tmp_path / "shp" / "kel.shp")
    with zipfile.ZipFile(tmp_path / "kel.zip", "w") as pack:
        for part in (tmp_path / "shp").iterdir():
            pack.write(part, f"Batas Desa/{part.name}")
        pack.writestr("__MACOSX/._kel.shp", "x")
    assert check(tmp_path / "kel.zip").table["kode_kelurahan"].tolist() == sorted(bps)


def test_slivers_and_touching_rings_are_mended_and_said(ours, tmp_path):
    """A metre between two neighbours, and a ring that runs out and back along one line."""

    def nudge(shapes):
        shapes[10] = shapely.affinity.translate(shapes[10], 0.6, 0.4)
        ring = list(shapes[20].exterior.coords)
        x, y = shapes[20].representative_point().coords[0]
        shapes[20] = shapely.Polygon([*ring[:-1], (x, y), ring[-1]])
        shapes[20] = shapely.Polygon([ring[0], (x, y), *ring])

    found = check(written(changed(ours, nudge).to_crs(4326), tmp_path / "a.geojson"))
    assert shapely.coverage_is_valid(found.table.geometry.to_numpy())
    assert any("tipis" in note for note in found.catatan)
    assert any(ours["nama_kelurahan"][20] in note for note in found.catatan)


def test_what_is_no_boundary_file_is_refused(ours, tmp_path, monkeypatch):
    missing = refused(tmp_path / "tidak.geojson")
    assert "tidak.geojson tidak ada" in missing
    for name, content, says in [
        ("a.pdf", b"%PDF", "bukan GeoJSON, shapefile, atau GeoPackage"),
        ("a.gpkg", b"bukan basis data", "Isi a.gpkg bukan gpkg"),
        ("a.geojson", b"<xml/>", "Isi a.geojson bukan geojson"),
        ("b.geojson", b'{"type": "FeatureCollection", "features": [', "rusak atau terpotong"),
        ("c.geojson", b'{"type": "FeatureCollection", "features": []}', "tidak berisi poligon"),
        ("d.geojson", b'{"crs": {"type": "link", "properties": {"href": "x"}}}', "tautan"),
        ("a.zip", b"PK bukan", "buat ulang ZIP-nya tanpa sandi"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(96), "tidak lengkap: .shx, .dbf tidak ada"),
    ]:
        (tmp_path / name).write_bytes(content)
        assert says in refused(tmp_path / name), name
    lines = ours.assign(geometry=ours.boundary).to_crs(4326)
    assert "bentuk selain poligon" in refused(written(lines, tmp_path / "garis.geojson"))
    nowhere = changed(ours, replaced(0, shapely.box(0, 0, 1e200, 1e200)))
    assert "koordinat yang mustahil" in refused(written(nowhere, tmp_path / "jauh.gpkg"))
    limits = boundary_rules().berkas
    whole = written(ours.to_crs(4326), tmp_path / "utuh.geojson")
    for key, says in (("ukuran_maks", "lebih dari batas"), ("titik_maks", "2967 titik")):
        small = limits.model_copy(update={key: 10})
        rules = boundary_rules().model_copy(update={"berkas": small})
        assert says in refused(whole, rules=rules), key


def test_archives_that_hold_too_much_or_not_one_layer(tmp_path):
    def zipped(name, **entries):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as pack:
            for entry, content in entries.items():
                pack.writestr(entry.replace("__", "."), content)
        return tmp_path / name

    assert "tidak berisi shapefile" in refused(zipped("a.zip", baca__txt="x"))
    assert "berisi 2 berkas" in refused(zipped("b.zip", a__shp="x", b__geojson="{}"))
    assert "mekar menjadi" in refused(zipped("c.zip", a__geojson=b" " * 30_000_000))
    torn = bytearray(zipped("e.zip", a__geojson=json.dumps(list(range(5000)))).read_bytes())
    torn[200:260] = bytes(60)
    (tmp_path / "e.zip").write_bytes(torn)
    assert "buat ulang ZIP-nya" in refused(tmp_path / "e.zip")
    assert "tidak lengkap" in refused(zipped("d.zip", a__shp=b"\x00\x00\x27\x0a", a__dbf=b""))


def test_several_layers_need_a_name(ours, tmp_path):
    path = written(ours, tmp_path / "a.gpkg", layer="kelurahan")
    written(ours.iloc[:3], path, layer="rw", mode="a")
    said = refused(path)
    assert "(kelurahan, rw)" in said and "--lapisan" in said
    assert len(check(path, layer="kelurahan").table) == 57


def test_the_coordinate_system_must_be_known_and_true(ours, tmp_path):
    bare = written(ours[["geometry"]].assign(nama=ours["nama_kelurahan"]), tmp_path / "a.shp")
    bare.with_suffix(".prj").unlink()
    assert "tidak menyebut sistem koordinatnya" in refused(bare)
    metres = json.loads(ours.to_json())
    metres.pop("crs", None)
    (tmp_path / "meter.geojson").write_text(json.dumps(metres))
    assert "bukan derajat" in refused(tmp_path / "meter.geojson")
    swapped = ours.to_crs(4326)
    flipped = shapely.transform(swapped.geometry.to_numpy(), lambda xy: xy[:, ::-1] / [1, 2])
    away = written(swapped.set_geometry(flipped, crs=4326), tmp_path / "tukar.geojson")
    assert "Tidak satu pun poligon tukar.geojson terletak di Kota Malang" in refused(away)


def test_every_kelurahan_once_by_code_or_name(ours, tmp_path):
    path = tmp_path / "a.geojson"
    names = ours["nama_kelurahan"]

    def said(table) -> str:
        return refused(written(table.to_crs(4326), path))

    assert "Tidak ada kolom berisi kode atau nama" in said(ours[["geometry"]].assign(no="1"))
    assert f"{names[5]} tidak ada di a.geojson" in said(ours.drop(index=5))
    assert "dan 3 lainnya tidak ada" in said(ours.iloc[8:])
    twice = pd.concat([ours, ours.iloc[[7]]])
    assert f"{names[7]} muncul lebih dari sekali" in said(twice)
    strange = ours[["nama_kelurahan", "geometry"]].copy()
    strange.loc[3, "nama_kelurahan"] = "Negeri Antah"
    assert "Negeri Antah di a.geojson bukan kelurahan" in said(strange)
    swapped = ours.copy()
    swapped.loc[[0, 30], "kode_kelurahan"] = swapped.loc[[30, 0], "kode_kelurahan"].to_numpy()
    assert "menunjuk kelurahan yang berbeda" in said(swapped)
    codes = swapped[["kode_kelurahan", "geometry"]]
    assert f"Letak {names[0]} dan {names[30]} jauh" in said(codes)


def test_shapes_that_do_not_make_one_clean_city_are_named(ours, tmp_path):
    path = tmp_path / "a.geojson"
    names, shapes = ours["nama_kelurahan"], ours.geometry

    def said(change) -> str:
        return refused(written(changed(ours, change).to_crs(4326), path))

    def crossed(all_shapes):
        west, south, east, north = shapes[4].bounds
        all_shapes[4] = shapely.Polygon(
            [(west, south), (east, north), (east, south), (west, north - 200)]
        )

    assert f"Poligon {names[2]} kosong" in said(replaced(2, shapely.Polygon()))
    assert f"Garis batas {names[4]} memotong dirinya" in said(crossed)
    grown = said(replaced(9, shapes[9].buffer(40)))
    assert "bertumpang tindih" in grown and names[9] in grown
    inner = next(i for i, s in enumerate(shapes) if shapes.union_all().buffer(-900).contains(s))
    point = shapes[inner].representative_point().buffer(60)
    hole = said(replaced(inner, shapes[inner].difference(point)))
    assert f"Ada celah di antara {names[inner]} (" in hole
    assert "Ada celah di antara" in said(replaced(inner, shapes[inner].buffer(-9)))
    origin = shapes.union_all().centroid
    larger = [shapely.affinity.scale(s, 1.02, 1.02, origin=origin) for s in shapes]
    assert "padahal luas resmi kota 111,08 km²" in said(
        lambda s: s.__setitem__(slice(None), larger)
    )


def test_slivers_wider_than_may_be_closed_name_who_does_not_meet(ours, tmp_path):
    rules = boundary_rules()
    strict = rules.cakupan.model_copy(update={"perubahan_maks": 1e-7})
    moved = changed(ours, replaced(10, shapely.affinity.translate(ours.geometry[10], 0.6, 0.4)))
    path = written(moved.to_crs(4326), tmp_path / "a.geojson")
    said = refused(path, rules=rules.model_copy(update={"cakupan": strict}))
    assert "tidak bertemu rapi dengan tetangganya" in said and ours["nama_kelurahan"][10] in said


def test_in_force_until_removed_and_kept_by_a_copy_of_the_folder(ours, tmp_path):
    found = check(written(ours.to_crs(4326), tmp_path / "kota.geojson"))
    gudang = tmp_path / "gudang"
    bare = boundary_store.geography(gudang)
    assert boundary_store.about(gudang) is None and bare.source == "BIG 2021–2022"
    with pytest.raises(InputError, match="Sebutkan sumber batasnya"):
        boundary_store.install(found, gudang, sumber="  ", today=TODAY)
    made = boundary_store.install(found, gudang, sumber="Bappeda\n2025", today=TODAY)
    assert boundary_store.about(gudang) == made and made.sumber == "Bappeda 2025"
    own = boundary_store.geography(gudang)
    assert own.source == "Bappeda 2025 (kota.geojson)" and own.mark != bare.mark
    assert [p.name for p in gudang.iterdir()] == [boundary_store.OWN]
    assert boundary_store.remove(gudang) and not boundary_store.remove(gudang)
    assert boundary_store.in_force(gudang) != gudang / boundary_store.OWN


def test_a_damaged_or_unwritable_place_says_what_to_do(ours, tmp_path):
    found = check(written(ours.to_crs(4326), tmp_path / "kota.geojson"))
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(InputError, match="periksa izin dan ruang"):
        boundary_store.install(found, tmp_path / "berkas", sumber="x", today=TODAY)
    (tmp_path / boundary_store.OWN).write_text("{")
    with pytest.raises(ConfigError, match="python -m pedekate batas --hapus"):
        boundary_store.geography(tmp_path)


def test_command_checks_installs_and_removes(ours, tmp_path, capsys):
    file = written(ours.to_crs(4326), tmp_path / "kota.geojson")
    place = ["--gudang", str(tmp_path / "g")]
    (tmp_path / "g").mkdir()
    assert cli.main(["batas", str(file), "--periksa", "--json", *place]) == 0
    assert json.loads(capsys.readouterr().out)["berlaku"] is False
    assert not (tmp_path / "g" / boundary_store.OWN).exists()
    assert cli.main(["batas", str(file), "--sumber", "BPN 2024", *place]) == 0
    assert "57 kelurahan" in capsys.readouterr().out
    assert boundary_store.about(tmp_path / "g").sumber == "BPN 2024"
    assert casebook.trail(tmp_path / "g", most=1)[0].kegiatan == "batas diganti"
    assert cli.main(["batas", "--hapus", *place]) == 0
    assert capsys.readouterr().out == "Batas bawaan berlaku kembali.\n"
    assert cli.main(["batas", "--hapus", str(file), *place]) == 2
    assert cli.main(["batas", *place]) == 2
    shutil.copy(file, tmp_path / "rusak.gpkg")
    assert cli.main(["batas", str(tmp_path / "rusak.gpkg"), *place]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 3
