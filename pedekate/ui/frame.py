"""Around every page: data dates above, the common footer below, one sentence when it fails."""

import logging
import uuid
from collections.abc import Callable

from pedekate.config import LABEL_SINTETIS
from pedekate.disclosure import policy
from pedekate.errors import UserFacingError
from pedekate.format import tanggal
from pedekate.ui import data
from pedekate.ui.access import session
from pedekate.ui.kit import components


def show(run: Callable[[], None]) -> None:
    """Run one page inside the frame; no failure ever shows a traceback or stops the navigation."""
    try:
        status = data.status()
        components.ribbon(_dates(status), synthetic=LABEL_SINTETIS if status.sintetis else None)
        run()
        components.footer(_footer(status))
    except UserFacingError as error:
        components.page_header(str(error))
    except Exception:
        number = uuid.uuid4().hex[:8]
        logging.getLogger(__name__).exception("galat %s", number)
        components.page_header(
            f"Halaman ini gagal ditampilkan; muat ulang, dan bila berulang laporkan galat {number}."
        )


def _dates(status: data.Status) -> str:
    parts = []
    if status.tanggal_registri:
        parts.append(f"Registri {tanggal(status.tanggal_registri)}")
    if not status.has_families:
        parts.append(f"Tabel per wilayah {status.periode_agregat}")
    # The bar has room for two facts beside the navigation: who is signed in replaces the second.
    who = session()
    parts.append(who.role.nama if who.akun else f"BPS Maret {status.tahun_resmi}")
    return " · ".join(parts)


def _footer(status: data.Status) -> str:
    return (
        "PeDeKaTe SAM, Kota Malang. Desil adalah urutan nasional perkiraan pengeluaran, bukan "
        f"penetapan miskin. Kelompok di bawah {policy().threshold} keluarga disembunyikan. "
        f"Sidik jari data {status.sidik_jari[:12]}."
    )
