"""The whole sample city on disk, as the agencies would hand it over."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from pedekate.config import LABEL_SINTETIS
from pedekate.errors import InputError
from pedekate.sample import (
    dtks,
    dtsen,
    dtsen_family,
    dtsen_member,
    later_city,
    later_registers,
    p3ke,
    pdktsam,
    recipients,
    survey,
    truth,
)
from pedekate.sample.city import City, build_city
from pedekate.sample.identity import REFERENCE_DATE, add_identities
from pedekate.sample.recipe import ORDINARY
from pedekate.sample.registers import Listing, has_pbi, list_families
from pedekate.sample.workbook import Workbook
from pedekate.sample.write import slices, write_csv, write_parquet

README, DATES, TRUTH = "BACA_DAHULU.txt", "berkas.toml", "kebenaran"
WAVES = (1, 2)
WAVE_NOTE = f"{TRUTH}/GELOMBANG.txt"
# Every file a sample city consists of: a folder holding any other is somebody's own. `siapkan`
# leaves a stamp in the folder it had made.
STAMP = "siapkan.sidik"
WRITTEN = {
    README, DATES, "dtsen_keluarga.csv", "dtsen_anggota.csv", "siks_dtks.csv",
    "p3ke_keluarga.xlsx", "p3ke_individu.csv", "pdktsam_verifikasi.csv", "penerima_pkh.csv",
    "penerima_bpnt.csv", "penerima_bpntd.csv", "susenas.csv", f"{TRUTH}/keluarga.parquet",
    f"{TRUTH}/individu.parquet", f"{TRUTH}/catatan.parquet",
}  # fmt: skip
# Called with the name of the running step and the share of all rows written so far.
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One file to write: who its rows are, and the columns of a slice of them."""

    name: str
    date: dt.date
    about: str
    families: np.ndarray
    persons: np.ndarray | None
    table: Callable[[slice], pa.Table]

    @property
    def rows(self) -> int:
        return len(self.families)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is written: the city at the wave's date, its files, and earlier files still in use."""

    wave: int
    city: City
    files: list[SampleFile]
    earlier: tuple[City, list[SampleFile]] | None = None


def generate(
    target: Path,
    *,
    families: int,
    seed: int,
    progress: Progress,
    wave: int = 1,
    errors: str = ORDINARY,
) -> None:
    """Write the sample city to `target`, replacing only an earlier sample city.

    Everything is written beside `target` and renamed at the end. Wave 2 is the same city a quarter
    later: DTSEN, DTKS and payment lists; the other registers have no second wave.

    Raises:
        InputError: `target` holds something else, the size is out of range, there is no such wave,
            or it cannot be written.
    """
    if wave not in WAVES:
        raise InputError(f"Kota contoh tidak punya gelombang {wave}; isi --gelombang 1 atau 2.")
    check_target(target)
    progress("Membangun kota", 0.0)
    city = build_city(families, seed, errors)
    add_identities(city)
    delivery = _delivery(city, wave)
    try:
        _write_beside(target, delivery, progress)
    except OSError as error:
        raise InputError(
            f"Kota contoh tidak dapat ditulis ke '{target}' ({error.strerror or error}); "
            "periksa izin folder dan ruang cakram."
        ) from error


def _delivery(city: City, wave: int) -> Delivery:
    listing = list_families(city)
    if wave == 1:
        return Delivery(1, city, plan_files(city, listing))
    later = later_city.build_later_city(city)
    files = plan_later_files(later, later_registers.list_families_later(listing, later))
    # P3KE and the verdicts stay in use: their rows belong to the truth of this wave too.
    named = {file.name for file in files}
    return Delivery(
        2, later, files, (city, [f for f in plan_files(city, listing) if f.name not in named])
    )


def _write_beside(target: Path, delivery: Delivery, progress: Progress) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write_contents(draft, delivery, progress)
        # mkdtemp keeps others out; the finished folder is an ordinary one.
        draft.chmod(0o755)
        _swap(draft, target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def check_target(target: Path) -> None:
    """Refuse a folder that holds anything but an earlier sample city."""
    if target.is_file():
        raise InputError(f"'{target}' adalah berkas, bukan folder; pilih folder keluaran lain.")
    if target.exists() and any(target.iterdir()) and not _is_sample(target):
        raise InputError(
            f"Folder '{target}' berisi berkas lain dan tidak ditimpa; "
            "pilih folder baru atau kosongkan folder itu."
        )


def _is_sample(target: Path) -> bool:
    """Whether the folder is a sample city and nobody has put anything beside its files."""
    readme = target / README
    if not (readme.is_file() and readme.read_bytes().startswith(LABEL_SINTETIS.encode())):
        return False
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    return found <= WRITTEN | {STAMP, WAVE_NOTE}


def plan_files(city: City, listing: Listing) -> list[SampleFile]:
    """Every agency file of the city, the workbook first."""
    paid = recipients.choose_recipients(city, listing)
    national, _ = has_pbi(city, listing)
    flags = {**paid.masks, "PBI": national}
    files = [*_p3ke_files(city, listing, flags), *_dtsen_files(city, listing, REFERENCE_DATE)]
    files.append(_dtks_file(city, listing, flags, dt.date(2026, 9, 30)))
    files.append(_pdktsam_file(city, listing))
    files.extend(
        _recipient_file(city, paid, name, stage, REFERENCE_DATE)
        for name, stage in recipients.STAGES.items()
    )
    files.append(_survey_file(city))
    return files


def plan_later_files(city: City, listing: Listing) -> list[SampleFile]:
    """The files of the second wave."""
    rule = city.recipe.gelombang
    paid = recipients.choose_recipients(city, listing)
    national, _ = has_pbi(city, listing)
    files = _dtsen_files(city, listing, rule["tanggal_dtsen"])
    files.append(_dtks_file(city, listing, {**paid.masks, "PBI": national}, rule["tanggal_dtks"]))
    files.extend(
        _recipient_file(city, paid, name, stage, rule["tanggal_dtsen"])
        for name, stage in rule["tahap"].items()
    )
    return files


def _dtsen_files(city: City, listing: Listing, day: dt.date) -> list[SampleFile]:
    register = dtsen.build_dtsen(city, listing)
    person = register.members["individu"]
    return [
        SampleFile(
            "dtsen_keluarga.csv", day, "DTSEN jalur BPS (kode BPS), per keluarga",
            register.families["keluarga"], None,
            lambda part: dtsen_family.family_table(city, register, listing, part),
        ),
        SampleFile(
            "dtsen_anggota.csv", day, "DTSEN jalur BPS, per anggota keluarga",
            city.persons["keluarga"][person], person,
            lambda part: dtsen_member.member_table(city, register, listing, part),
        ),
    ]  # fmt: skip


def _dtks_file(city: City, listing: Listing, flags: dict, day: dt.date) -> SampleFile:
    records = dtks.build_dtks(city, listing)
    return SampleFile(
        "siks_dtks.csv", day, "DTKS dari SIKS-NG, per orang",
        records["keluarga"], records["individu"],
        lambda part: dtks.dtks_table(city, records, flags, part),
    )  # fmt: skip


def _p3ke_files(city: City, listing: Listing, flags: dict) -> list[SampleFile]:
    records = p3ke.build_p3ke(city, listing)
    return [
        SampleFile(
            "p3ke_keluarga.xlsx", p3ke.DATA_DATE, "P3KE 2023, per keluarga (desil 1-4)",
            records["keluarga"]["keluarga"], None,
            lambda part: p3ke.family_table(city, records, listing, flags, part),
        ),
        SampleFile(
            "p3ke_individu.csv", p3ke.DATA_DATE, "P3KE 2023, per orang",
            records["individu"]["keluarga"], records["individu"]["individu"],
            lambda part: p3ke.person_table(city, records, listing, flags, part),
        ),
    ]  # fmt: skip


def _pdktsam_file(city: City, listing: Listing) -> SampleFile:
    record = pdktsam.build_pdktsam(city, listing)
    return SampleFile(
        "pdktsam_verifikasi.csv", REFERENCE_DATE, "PDKTSAM, per putusan verifikasi keluarga",
        record["keluarga"], record["kepala"],
        _sliced(lambda rows: pdktsam.pdktsam_table(city, rows), record),
    )  # fmt: skip


def _recipient_file(
    city: City, paid: recipients.Recipients, name: str, stage: str, day: dt.date
) -> SampleFile:
    record = recipients.build_list(city, paid, name)
    return SampleFile(
        f"penerima_{name.lower()}.csv", day, f"Daftar bayar {name}, per keluarga",
        record["keluarga"], record["individu"],
        _sliced(lambda rows: recipients.list_table(city, rows, name, stage), record),
    )  # fmt: skip


def _survey_file(city: City) -> SampleFile:
    record = survey.draw_survey(city)
    return SampleFile(
        "susenas.csv", dt.date(2025, 3, 31), "Survei rumah tangga tiruan",
        record["keluarga"], None,
        _sliced(lambda rows: survey.survey_table(city, rows), record),
    )  # fmt: skip


def _sliced(make: Callable[[dict], pa.Table], record: dict) -> Callable[[slice], pa.Table]:
    return lambda part: make({name: values[part] for name, values in record.items()})


def _write_contents(draft: Path, delivery: Delivery, progress: Progress) -> None:
    """Agency files and truth; a second process writes the workbook meanwhile."""
    files = delivery.files
    total, written = sum(file.rows for file in files), 0

    def batches(file: SampleFile) -> Iterator[pa.Table]:
        nonlocal written
        for part in slices(file.rows):
            progress(f"Menulis {file.name}", 0.1 + 0.8 * written / total)
            yield file.table(part)
            written += part.stop - part.start

    with ExitStack() as books:
        for file in files:
            if file.name.endswith(".xlsx"):
                books.enter_context(Workbook(draft / file.name, "Keluarga", batches(file)))
            else:
                write_csv(draft / file.name, batches(file))
        _write_truth(draft, delivery)
        progress("Menunggu berkas XLSX", 0.95)


def _write_truth(draft: Path, delivery: Delivery) -> None:
    folder, city, files = draft / TRUTH, delivery.city, delivery.files
    folder.mkdir()
    write_parquet(folder / "keluarga.parquet", truth.family_truth(city))
    write_parquet(folder / "individu.parquet", truth.person_truth(city))
    named = [(city, file) for file in files]
    if delivery.earlier:
        named += [(delivery.earlier[0], file) for file in delivery.earlier[1]]
        (draft / WAVE_NOTE).write_text(_wave_note(delivery), encoding="utf-8")
    crosswalk = [truth.notes(of, f.name, f.families, f.persons) for of, f in named]
    write_parquet(folder / "catatan.parquet", pa.concat_tables(crosswalk).unify_dictionaries())
    (draft / DATES).write_text(_dates(files), encoding="utf-8")
    (draft / README).write_text(_readme(delivery), encoding="utf-8")


def _dates(files: list[SampleFile]) -> str:
    return f"# {LABEL_SINTETIS}\n" + "".join(
        f'["{file.name}"]\ntanggal_data = {file.date.isoformat()}\n' for file in files
    )


def _wave_note(delivery: Delivery) -> str:
    day = delivery.city.recipe.gelombang["tanggal_dtsen"].isoformat()
    return (
        f"{LABEL_SINTETIS}\nKebenaran gelombang {delivery.wave}: kota per {day}. Nomor keluarga "
        "dan orang sama dengan gelombang 1.\n"
    )


def _readme(delivery: Delivery) -> str:
    city, files = delivery.city, delivery.files
    about = f"{city.residents} keluarga, benih {city.seed}, resep {city.recipe.versi}"
    if delivery.wave > 1:
        about += f", gelombang {delivery.wave}"
    if city.galat != city.recipe.galat[ORDINARY]:
        about += ", galat lebih berat dari biasa"
    lines = [
        LABEL_SINTETIS,
        "",
        f"Kota contoh: {about}.",
        "Semua nama, NIK, nomor KK, dan alamat dikarang; NIK dan KK berawalan provinsi 99 yang",
        "tidak ada. Benih yang sama menghasilkan berkas yang sama persis.",
        "",
        *(f"{file.name}: {file.about}; {file.rows} baris." for file in files),
        "berkas.toml: tanggal data setiap berkas.",
        "kebenaran/: kota yang sebenarnya dan asal setiap baris; hanya untuk menilai hasil.",
        "",
    ]
    return "\n".join(lines)


def _swap(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    old = target.with_name(f".{target.name}-lama")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    draft.rename(target)
    shutil.rmtree(old)
