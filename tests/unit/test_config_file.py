"""A file the city edits is read whole, or refused in one sentence that says where."""

import pytest
from pydantic import BaseModel, ConfigDict, field_validator

from pedekate import config_file
from pedekate.errors import ConfigError


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    batas: int

    @field_validator("batas")
    @classmethod
    def _positive(cls, value: int) -> int:
        if value < 0:
            raise ValueError("batas tidak boleh negatif")
        return value


class Book(BaseModel):
    aturan: tuple[Row, ...]


def test_a_good_file_is_the_model(tmp_path):
    path = tmp_path / "buku.toml"
    path.write_text('[[aturan]]\nid = "a"\nbatas = 3\n', encoding="utf-8")
    assert config_file.load(path, Book) == Book(aturan=(Row(id="a", batas=3),))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b'[[aturan]]\nid = "a"\n', "Berkas buku.toml keliru pada aturan ke-1 batas: wajib diisi."),
        (
            b'[[aturan]]\nid="a"\nbatas=1\n[[aturan]]\nid="b"\nbatas=1\nbatsa=2\n',
            "Berkas buku.toml keliru pada aturan ke-2 batsa: tidak dikenal.",
        ),
        (
            b'[[aturan]]\nid="a"\nbatas="rahasia"\n',
            "Berkas buku.toml keliru pada aturan ke-1 batas: harus bilangan bulat.",
        ),
        (
            b'[[aturan]]\nid="a"\nbatas=-1\n',
            "Berkas buku.toml keliru pada aturan ke-1 batas: batas tidak boleh negatif.",
        ),
        (b"", "Berkas buku.toml keliru pada aturan: wajib diisi."),
        (b"[[aturan]]\nid = \n", "Berkas buku.toml salah tulis pada baris 2 (TOML)."),
        (b'id = "\xe9"\n', "Berkas buku.toml bukan teks UTF-8; simpan ulang."),
        (None, "Berkas buku.toml tidak ada; pulihkan dari rilis."),
    ],
    ids=["kurang", "ejaan", "bukan angka", "di luar batas", "kosong", "toml", "latin", "hilang"],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence(tmp_path, text, sentence):
    path = tmp_path / "buku.toml"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(ConfigError) as refused:
        config_file.load(path, Book)
    assert str(refused.value) == sentence


def test_files_of_the_release_are_named_with_their_folder():
    with pytest.raises(ConfigError, match=r"Berkas data/aturan/hilang\.toml tidak ada"):
        config_file.content(config_file.config.DATA / "aturan" / "hilang.toml")
