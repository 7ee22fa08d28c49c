"""The official figure beside the register's and the model's."""

from pedekate.ui.indicators import three_kinds


def test_the_interval_of_a_kelurahan_is_that_of_its_share_of_the_sample():
    """4 percent with a relative error of 0.25: ± 1.96 points in the city, four times that in one of
    sixteen equal parts."""
    assert three_kinds.title(4.0, 0.25, 16).endswith("4,00 ± 8 poin")


def test_every_kind_says_what_it_counts_and_down_to_which_area():
    table = three_kinds.rows(4.0, 0.25, 57, register=0.058, model=(0.04, "skor kebutuhan"))
    assert table["jenis"].tolist() == ["Resmi", "Terdaftar", "Model"]
    assert table["angka"].str.replace("\u2060", "").tolist() == ["4,00% (2,0–6,0)", "5,8%", "4,00%"]
    assert table["sampai"].tolist() == ["kota", "57 kelurahan", "57 kelurahan"]


def test_without_families_only_the_official_figure_stands():
    assert len(three_kinds.rows(4.0, 0.25, 57, register=None, model=None)) == 1
