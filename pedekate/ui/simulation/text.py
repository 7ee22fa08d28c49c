"""Sentences of the simulation page, computed from its numbers. Pure."""

from collections.abc import Mapping, Sequence

from pedekate.format import NBSP, angka, desil, persen, rupiah, rupiah_penuh
from pedekate.schema.program import Program
from pedekate.simulation import rules
from pedekate.simulation.eligibility import CAUSES
from pedekate.simulation.programs import MONTHS
from pedekate.simulation.run import Result

_BECAUSE = {
    "tidak_di_registri": "tidak tercatat di registri mana pun",
    "dokumen_tidak_sah": "NIK atau KK-nya tidak sah",
    "dicoret_verifikasi": "dicoret saat verifikasi",
    "tidak_memenuhi_syarat": "tidak memenuhi syarat program",
    "tanpa_komponen": "tidak seorang pun anggotanya masuk komponen",
    "syarat_tidak_diketahui": "isian syaratnya belum ada",
    "terhalang_pengecualian": "terhalang aturan pengecualian",
    "tidak_terperingkat": "isiannya tidak cukup untuk diperingkat",
    "anggaran_habis": "anggaran habis",
}
_NOT_RANKED = {
    "skor": "isiannya kurang untuk diberi skor",
    "jatah": "isiannya kurang untuk diberi skor",
    "desil": "belum berdesil",
    "kategori": "bukan kelompok rentan",
    "daftar": "tidak ada di daftar sekarang",
}
UNIT = {
    "keluarga": "per keluarga", "individu": "per orang", "siswa": "per siswa",
    "rumah": "per rumah", "wilayah": "per kelurahan",
}  # fmt: skip
_ALMOST_NONE = 0.02
ADVICE = (
    "Simulasi adalah saran. Penerima ditetapkan lewat musyawarah kelurahan dan keputusan pejabat, "
    "dan setiap warga dapat mengajukan keberatan atau usulan."
)


def because(cause: str, program: Program, peringkat: str, *, own: bool = False) -> str:
    """Why a poor family is left out, as it stands in a sentence.

    Args:
        own: the programme stands under a rule of one's own.
    """
    if program.syarat.columns() == {"desil_nasional"}:
        by_decile = {
            "tidak_memenuhi_syarat": f"desilnya di atas batas {'aturan' if own else 'program'}",
            "syarat_tidak_diketahui": "belum berdesil",
        }
        if cause in by_decile:
            return by_decile[cause]
    if cause == "tidak_memenuhi_syarat" and own:
        return "tidak memenuhi aturan ini"
    if cause == "terhalang_pengecualian" and len(program.pengecualian) == 1:
        return program.pengecualian[0].alasan
    if cause == "tidak_terperingkat":
        return _NOT_RANKED.get(peringkat, _BECAUSE[cause])
    return _BECAUSE[cause]


def cause_label(cause: str, program: Program, peringkat: str, *, own: bool = False) -> str:
    """The same, as it stands beside a bar."""
    if cause == "anggaran_habis":
        return CAUSES[cause]
    text = because(cause, program, peringkat, own=own)
    return text[0].upper() + text[1:]


def shares(reached: float) -> tuple[str, str]:
    """Percent reached and percent left out that add up to a hundred on screen."""
    decimals = 1 if 0 < reached < 0.01 or 0.99 < reached < 1 else 0
    shown = round(100 * reached, decimals)
    return f"{angka(shown, decimals)}{NBSP}persen", f"{angka(100 - shown, decimals)}{NBSP}persen"


def headline(outcome: Result, program: Program, causes: Mapping[str, float]) -> str:
    """The answer of the page."""
    poor = outcome.everybody.totals[2]
    money = rupiah(outcome.scenario.anggaran_rp)
    if not poor > 0:
        return (
            f"Dengan {money} setahun tidak ada yang perlu dijangkau: tak satu pun keluarga miskin"
        )
    reached, left = shares(1 - outcome.values["eksklusi_keluarga"])
    start = f"Dengan {money} setahun, {reached} keluarga miskin terjangkau; "
    largest, own = max(causes, key=causes.get), bool(outcome.scenario.aturan)
    if not causes[largest] > 0:
        return f"{start}<em>tak satu pun tertinggal</em>"
    return (
        f"{start}<em>{left} tertinggal</em>, terutama karena "
        f"{because(largest, program, outcome.scenario.peringkat, own=own)}"
    )


def lead(outcome: Result, program: Program, *, recipients: int, amount: float) -> str:
    """Who gets how much, and what it does to poverty.

    Args:
        recipients: rounded families.
        amount: rupiah per unit and month (per grant); for components the multiple of the amounts.
    """
    values = outcome.values
    text = f"{angka(recipients)} keluarga menerima {benefit(program, amount)}"
    months = outcome.scenario.bulan
    text += f" selama {months} bulan. " if 1 < months < MONTHS else ". "
    if values["p0_sesudah"] != values["p0_sesudah"]:
        text += (
            "Manfaat ini tidak menambah belanja, jadi angka kemiskinan sesudahnya tidak dihitung."
        )
    else:
        before, after = persen(values["p0_sebelum"], 2), persen(values["p0_sesudah"], 2)
        text += (
            f"Kemiskinan turun dari {before} menjadi {after}."
            if before != after
            else f"Kemiskinan tetap {before}."
        )
    return f"{text} Simulasi, bukan penetapan penerima."


def benefit(program: Program, amount: float) -> str:
    """The benefit with its unit and rhythm."""
    if program.komponen:
        return f"{persen(amount * MONTHS)} besaran komponennya"
    rhythm = "sekali bayar" if program.bulan == 1 else "sebulan"
    return f"{rupiah_penuh(amount)} {UNIT[program.satuan]} {rhythm}"


def venn_title(poor: int, reached: int, vulnerable: int, better_off: int) -> str:
    """Who the recipients are."""
    start = f"Dari {angka(poor)} keluarga miskin, {angka(reached)} terjangkau"
    others = vulnerable + better_off
    if not others:
        return f"{start}; tidak ada penerima lain" if reached else start
    if vulnerable > better_off:
        return f"{start}; sebagian besar penerima lain rentan, belum tentu mampu"
    return f"{start}; sebagian besar penerima lain lebih mampu"


def curve_title(more: float, gain: float) -> str:
    """What a further step of money would buy."""
    points = angka(100 * gain, 0 if 100 * gain >= 1 else 1)
    if points == "0" or points == "0,0":
        return f"Tambahan {rupiah(more)} tidak menambah jangkauan"
    return f"Tambahan {rupiah(more)} menambah jangkauan {points} poin persen"


def decile_title(shares: Sequence[float]) -> str:
    """How fast the share of recipients falls with consumption.

    Args:
        shares: (10,) share of families that receive, poorest decile first; NaN = no family.
    """
    known = [0.0 if s != s else s for s in shares]
    start = f"{_percent(known[0])} keluarga di desil termiskin menerima"
    if max(known) < 0.005:
        return "Hampir tidak ada keluarga yang menerima"
    from_here = next((d for d in range(2, 11) if max(known[d - 1 :]) < _ALMOST_NONE), None)
    if from_here is None:
        return f"{start}; di {desil(10)} {_percent(known[9])}"
    where = desil(from_here) + (" ke atas" if from_here < 10 else "")
    return f"{start}; di {where} hampir tidak ada"


def where_title(kecamatan: str, families: float, *, left_out: bool, hidden: bool = False) -> str:
    """Where most of them live, in rounded families.

    Args:
        hidden: some kelurahan have too few to be shown.
    """
    if not families > 0 and hidden:
        who = "keluarga miskin yang tertinggal" if left_out else "penerima"
        return f"Tidak ada kelurahan dengan sepuluh {who} atau lebih"
    if not families > 0:
        return "Tidak ada keluarga miskin yang tertinggal" if left_out else "Tidak ada penerima"
    who = "Yang tertinggal" if left_out else "Penerima"
    return f"{who} terbanyak di {kecamatan}: {angka(families)} keluarga"


def poverty_title(outcome: Result) -> str:
    """What a rupiah buys."""
    closed = outcome.values["bcr"]
    if closed != closed:
        return "Pengaruh terhadap kemiskinan tidak dihitung"
    return f"Tiap Rp{NBSP}100 menutup Rp{NBSP}{angka(100 * closed)} kekurangan belanja warga miskin"


def cards_title(reached: Mapping[str, float]) -> str:
    """Which way of ranking reaches most with the same budget.

    Args:
        reached: name of a ranking → share of poor families reached.
    """
    best, worst = max(reached, key=reached.get), min(reached, key=reached.get)
    if round(100 * reached[best]) == round(100 * reached[worst]):
        return "Dengan anggaran sama, semua cara menjangkau sama banyak"
    return (
        f"Dengan anggaran sama, {best} menjangkau paling banyak ({persen(reached[best])}), "
        f"{worst} paling sedikit ({persen(reached[worst])})"
    )


def footer(outcome: Result, *, line_year: int, registered: str, without_family: float = 0) -> str:
    """What the numbers rest on, and what they leave out.

    Args:
        without_family: rounded register families that no true family stands behind, NaN when few.
    """
    truth = {
        "kebenaran": "pengeluaran sebenarnya di kota sintetis",
        "model": "pengeluaran menurut model (skor kebutuhan ditambah sisaan, disetel ke P0 resmi)",
    }[outcome.basis]
    line = rupiah_penuh(outcome.scenario.garis_rp)
    empty = (
        f"{angka(without_family)} keluarga dalam registri tanpa keluarga nyata di baliknya "
        "(misalnya data ganda atau sudah pindah) tidak ikut antre dan tidak memakai anggaran. "
        if without_family > 0
        else ""
    )
    own = f"{rules.OWN} " if outcome.scenario.aturan else ""
    return (
        f"Dasar: {truth}. Miskin: di bawah garis {line} per orang per bulan ({line_year}). Rentan: "
        f"tidak miskin, tetapi termasuk 20 persen penduduk berpengeluaran terendah. Registri "
        f"{registered}. {empty}Jumlah dibulatkan ke 10. Perubahan perilaku, harga, dan politik "
        f"tidak dimodelkan. {own}Bukan penetapan penerima. Sidik jari simulasi "
        f"{outcome.fingerprint}."
    )


def _percent(share: float) -> str:
    return f"{angka(100 * share, 0 if share >= 0.01 else 1)}{NBSP}persen"
