"""Roles deny by default; accounts; masking; the vault opens for a right and leaves a line."""

import datetime as dt
import hashlib

import duckdb
import pytest

from pedekate import cli, pipeline
from pedekate.access import accounts, masking, roles, vault
from pedekate.access.roles import RoleBook, Session
from pedekate.errors import AccessError, ConfigError, StoreError
from pedekate.store import casebook
from tests.registry_files import DTKS, DTSEN_FAMILY, DTSEN_PERSON, kk, nik, write_csv

NOW = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
KEY = b"kunci-uji"
RIGHTS = ("lembar_kerja", "sampel", "pasangan", "baris", "muat", "jejak", "skenario")
HOME, AWAY = "35.73.03.1011", "35.73.03.1001"


def session(name: str, **more) -> Session:
    return Session(role=roles.load().role(name), akun=f"akun-{name}", **more)


@pytest.fixture(scope="module")
def gudang(tmp_path_factory):
    """Three families in Arjowinangun (one without any valid number) and a doubtful pair."""
    folder = tmp_path_factory.mktemp("peran")
    source = folder / "masuk"
    source.mkdir()
    write_csv(
        source / "k.csv", DTSEN_FAMILY, {},
        {"nomor_kartu_keluarga": kk(2), "nama_anggota_keluarga": "TINI SURTINI"},
    )  # fmt: skip
    write_csv(
        source / "o.csv", DTSEN_PERSON, {},
        {"nomor_kartu_keluarga": kk(2), "nomor_induk_kependudukan": nik(2), "nama": "TINI SURTINI"},
    )  # fmt: skip
    write_csv(source / "d.csv", DTKS, {"NOKK": "1", "NIK": "2", "Nama": "BUDI"})
    pipeline.build([source], gudang=folder / "g", sintetis=True)
    with duckdb.connect(str(folder / "g" / "identitas.duckdb")) as con:
        con.execute(
            "insert into pasangan_ragu (id_pasangan, kunci_a, kunci_b, sumber_a, sumber_b, peluang,"
            " nik_a, nama_a, nama_b) values ('p', 'b', 'a', 'dtsen', 'p3ke', 0.5, "
            "'9973014101800001', 'SITI AMINAH', 'SITI AMINA')"
        )
    return folder / "g"


@pytest.fixture(scope="module")
def ids(gudang):
    with duckdb.connect(str(gudang / "analitik.duckdb"), read_only=True) as con:
        return [row[0] for row in con.execute("select id_keluarga from keluarga").fetchall()]


def opened(gudang, who, ids, **more):
    wanted = {"right": "lembar_kerja", "purpose": "Musyawarah kelurahan", "filters": "uji"}
    return vault.families(gudang, who, ids, key=KEY, export=True, **(wanted | more))


@pytest.mark.parametrize(
    "name, rights",
    [
        ("tamu", set()),
        ("kelurahan", {"lembar_kerja"}),
        ("perencana", {"skenario"}),
        ("petugas", {"lembar_kerja", "sampel", "pasangan", "baris", "skenario"}),
        ("pengelola", {"lembar_kerja", "baris", "muat", "jejak", "skenario"}),
    ],
)
def test_every_right_is_written_or_denied(name, rights):
    who = session(name)
    assert {right for right in RIGHTS if who.may(right)} == rights
    for right in set(RIGHTS) - rights:
        with pytest.raises(AccessError, match="tidak dibuka untuk peran"):
            who.require(right, "Isi")


def test_a_role_written_without_anything_sees_nothing():
    role = roles.Role(id="baru", nama="Baru", keterangan="x")
    assert role.hak == () and {role.nama_orang, role.alamat, role.nik} == {"tanpa"}


def test_the_visitor_can_never_be_given_a_right():
    book = roles.load().model_dump()
    book["peran"][0]["hak"] = ("lembar_kerja",)
    with pytest.raises(ValueError, match="tamu"):
        RoleBook.model_validate(book)


def test_the_refusal_says_how_to_get_a_role():
    with pytest.raises(AccessError, match="python -m pedekate akun"):
        roles.visitor().require("lembar_kerja", "Lembar kerja")


@pytest.mark.parametrize(
    "number, shown",
    [("9973014101800001", "9973••••••••••01"), ("", ""), (None, ""), ("12345", "•••••"),
     ("1234567890", "1234••••90")],
)  # fmt: skip
def test_masked_numbers(number, shown):
    assert masking.mask_number(number) == shown


def test_names_and_addresses_by_role():
    name = "SITI NUR-AMINAH"
    assert [masking.shown_name(name, how) for how in ("penuh", "inisial", "tanpa")] == [
        name, "S. N. A.", "",
    ]  # fmt: skip
    assert [masking.shown_address("JL. A", how) for how in ("penuh", "tanpa")] == ["JL. A", ""]
    assert masking.shown_number("9973014101800001", "tanpa") == ""


def test_visitors_open_nothing_and_leave_no_line(gudang, ids):
    before = len(casebook.trail(gudang, most=99))
    with pytest.raises(AccessError):
        opened(gudang, roles.visitor(), ids)
    with pytest.raises(AccessError):
        vault.pair(gudang, session("kelurahan"), "a", "b", purpose="Tinjauan bulanan")
    assert len(casebook.trail(gudang, most=99)) == before


def test_each_role_sees_its_own_share(gudang, ids):
    full = opened(gudang, session("petugas"), ids).set_index("nama")
    assert "TINI SURTINI" in full.index and full["alamat"].str.contains("MELATI").all()
    assert set(full["nik"]) <= {"9973••••••••••01", "9973••••••••••02", ""}
    own = opened(gudang, session("kelurahan", kode_kelurahan=HOME), ids)
    assert set(own["nama"]) == set(full.index)
    half = opened(gudang, session("pengelola"), ids)
    assert "T. S." in set(half["nama"]) and not half["alamat"].any()
    for table in (full, own, half):
        assert not table.astype(str).stack().str.fullmatch(r"\d{16}").any()


def test_another_kelurahan_stays_closed(gudang, ids):
    with pytest.raises(AccessError, match="kelurahannya sendiri"):
        opened(gudang, session("kelurahan", kode_kelurahan=AWAY), ids)


def test_a_purpose_is_asked_for(gudang, ids):
    with pytest.raises(AccessError, match="keperluan"):
        opened(gudang, session("petugas"), ids, purpose="  cek  ")


def test_every_opening_is_a_line_without_personal_data(gudang, ids):
    opened(gudang, session("petugas"), ids, purpose="Musyawarah triwulan")
    vault.pair(gudang, session("petugas"), "a", "b", purpose="Tinjauan bulanan")
    pair, list_ = casebook.trail(gudang, most=2)
    assert (list_.akun, list_.peran, list_.kegiatan) == ("akun-petugas", "petugas", "lembar_kerja")
    assert (list_.keperluan, list_.baris, list_.ekspor) == ("Musyawarah triwulan", len(ids), True)
    assert (pair.kegiatan, pair.baris, pair.ekspor) == ("pasangan", 1, False)
    text = (
        (gudang / "kerja.sqlite").read_bytes() + (gudang / "kerja.sqlite-wal").read_bytes()
        if (gudang / "kerja.sqlite-wal").exists()
        else (gudang / "kerja.sqlite").read_bytes()
    )
    for secret in (b"SITI", b"MELATI", b"99730", *(i.encode() for i in ids)):
        assert secret not in text


def test_nobody_is_shown_when_the_log_cannot_be_written(gudang, ids, monkeypatch):
    def full(*args, **values):
        raise StoreError("penuh")

    monkeypatch.setattr(vault.casebook, "record", full)
    monkeypatch.setattr(vault, "IDENTITAS", "tidak-boleh-dibuka.duckdb")
    with pytest.raises(StoreError, match="penuh"):
        opened(gudang, session("petugas"), ids)


def test_a_pair_is_found_in_either_order(gudang):
    row = vault.pair(gudang, session("petugas"), "a", "b", purpose="Tinjauan bulanan")
    assert row["nik_a"] == "9973014101800001" and row["nik_b"] == ""
    assert vault.doubtful_pairs(gudang, session("petugas")) == [("b", "a")]
    with pytest.raises(AccessError):
        vault.doubtful_pairs(gudang, session("pengelola"))


def test_worksheet_code_is_keyed():
    code = vault.worksheet_code(kk(1), KEY)
    assert code == vault.worksheet_code(kk(1), KEY) != vault.worksheet_code(kk(1), b"lain")
    assert len(code.replace("-", "")) == vault.CODE_DIGITS
    assert code.replace("-", "") not in hashlib.sha256(kk(1).encode()).hexdigest()


def test_every_family_has_its_own_code(gudang, ids):
    codes = opened(gudang, session("petugas"), ids)["kode_lembar"]
    assert codes.is_unique and codes.str.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}").all()


def test_a_load_is_a_line_too(tmp_path):
    write_csv(tmp_path / "k.csv", DTSEN_FAMILY, {})
    write_csv(tmp_path / "o.csv", DTSEN_PERSON, {})
    argv = ["muat", str(tmp_path / "k.csv"), str(tmp_path / "o.csv"), "--sintetis"]
    assert cli.main([*argv, "--gudang", str(tmp_path / "g")]) == 0
    (line,) = casebook.trail(tmp_path / "g", most=9)
    assert (line.akun, line.kegiatan, line.saringan, line.baris) == (
        "baris perintah", "muat", "2 berkas", 2,
    )  # fmt: skip


# --- accounts and the sign-in


def account(**more) -> accounts.Account:
    known = {"id": "dinsos-1", "peran": "petugas"} | more
    return accounts.Account(**known)


@pytest.fixture(scope="module")
def hashed():
    return accounts.hash_password("sandi-yang-panjang")


def enter(folder, password, *known, name="dinsos-1"):
    return accounts.sign_in(name, password, accounts=known, gudang=folder, now=NOW)


def test_a_hash_is_salted_and_matches_only_its_password(hashed):
    assert accounts.matches("sandi-yang-panjang", hashed)
    assert not accounts.matches("sandi-yang-panjanG", hashed)
    assert accounts.hash_password("sandi-yang-panjang") != hashed
    assert not accounts.matches("x", "bukan hash") and not accounts.matches("x", "a$b$c$d$e$f")


def test_the_right_password_opens_a_session_that_ends(tmp_path, hashed):
    who = enter(tmp_path, "sandi-yang-panjang", account(sandi=hashed), name=" Dinsos-1 ")
    assert (who.role.id, who.akun) == ("petugas", "dinsos-1")
    end = NOW + dt.timedelta(hours=roles.load().sesi_jam)
    assert not who.expired(end - dt.timedelta(seconds=1)) and who.expired(end)
    assert not roles.visitor().expired(end)
    assert casebook.trail(tmp_path, most=1)[0].kegiatan == "masuk"


def test_one_sentence_for_every_refusal_and_a_lock_after_five(tmp_path, hashed):
    known = (account(sandi=hashed), account(id="tanpa-sandi", surel="a@b.id"))
    said = set()
    for name in ("dinsos-1", "siapa", "tanpa-sandi"):
        with pytest.raises(AccessError) as refused:
            enter(tmp_path, "salah", *known, name=name)
        said.add(str(refused.value))
    assert len(said) == 1
    for _ in range(4):
        with pytest.raises(AccessError, match="tidak cocok"):
            enter(tmp_path, "salah", *known)
    with pytest.raises(AccessError, match="Terlalu banyak"):
        enter(tmp_path, "sandi-yang-panjang", *known)
    assert "siapa" not in {line.akun for line in casebook.trail(tmp_path, most=99)}


def test_a_good_sign_in_forgives_the_wrong_ones_before(tmp_path, hashed):
    known = account(sandi=hashed)
    for _ in range(4):
        with pytest.raises(AccessError):
            enter(tmp_path, "salah", known)
    enter(tmp_path, "sandi-yang-panjang", known)
    with pytest.raises(AccessError, match="tidak cocok"):
        enter(tmp_path, "salah", known)


def test_oidc_knows_accounts_by_mail_and_ends_with_the_token(tmp_path):
    known = (account(surel="Ani@malangkota.go.id"),)
    until = NOW + dt.timedelta(minutes=5)
    options = {"accounts": known, "gudang": tmp_path, "now": NOW, "until": until}
    who = accounts.sign_in_by_mail("ani@MALANGKOTA.go.id", **options)
    assert who.role.id == "petugas" and who.sampai == until
    with pytest.raises(AccessError, match="belum terdaftar"):
        accounts.sign_in_by_mail("lain@malangkota.go.id", **options)


def test_without_a_file_there_are_no_accounts(tmp_path):
    assert accounts.load(tmp_path / "akun.toml") == ()


@pytest.mark.parametrize(
    "text, said",
    [("[[akun]]\nid='a1'\nperan='raja'", "raja"), ("rusak", "tidak dapat dibaca"),
     ("[[akun]]\nid='a1'\nperan='kelurahan'", "kode_kelurahan"),
     ("[[akun]]\nid='a1'\nperan='petugas'\n[[akun]]\nid='a1'\nperan='petugas'", "tidak dapat")],
)  # fmt: skip
def test_a_broken_file_of_accounts_is_one_sentence(tmp_path, text, said):
    path = tmp_path / "akun.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=said):
        accounts.load(path)


def test_command_akun_writes_only_hashes(tmp_path, monkeypatch, capsys):
    path = tmp_path / "rahasia" / "akun.toml"
    monkeypatch.setenv("PEDEKATE_AKUN", str(path))
    monkeypatch.setattr("sys.stdin", _Line("sandi-yang-panjang\n"))
    argv = ["akun", "kel-arjo", "--peran", "kelurahan", "--kelurahan", HOME]
    assert cli.main(argv) == 0
    assert "sandi-yang-panjang" not in path.read_text() + capsys.readouterr().out
    assert path.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("sys.stdin", _Line("sandi-lain-panjang\n"))
    assert cli.main(argv) == 0
    (known,) = accounts.load(path)
    assert accounts.matches("sandi-lain-panjang", known.sandi) and known.kode_kelurahan == HOME


@pytest.mark.parametrize(
    "argv, said",
    [(["x1", "--peran", "kelurahan"], "--kelurahan"), (["x1", "--peran", "raja"], "raja"),
     (["x1", "--peran", "petugas"], "terlalu pendek"), (["X 1", "--peran", "pengelola"], "pendek"),
     (["x1", "--peran", "kelurahan", "--kelurahan", "35.73"], "kelurahan.csv")],
)  # fmt: skip
def test_command_akun_refuses_in_one_sentence(tmp_path, monkeypatch, capsys, argv, said):
    monkeypatch.setenv("PEDEKATE_AKUN", str(tmp_path / "akun.toml"))
    monkeypatch.setattr("sys.stdin", _Line("pendek\n"))
    assert cli.main(["akun", *argv]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "akun.toml").exists()


class _Line:
    """Standard input that is no terminal."""

    def __init__(self, text: str) -> None:
        self.text = text

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        return self.text
