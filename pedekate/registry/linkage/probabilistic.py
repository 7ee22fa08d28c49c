"""The probabilistic matcher: what exact matching leaves over, by the evidence of all fields."""

from pedekate.registry.linkage import model, names
from pedekate.registry.linkage import settings as link_settings
from pedekate.registry.linkage.settings import log_odds
from pedekate.store.build import Workspace

_TABLES = (
    "kiri", "kanan", "calon_blok", "calon", "masukan_baru", "masukan_lama", "pasangan_blok",
    "nilai", "usulan", "calon_tautan", "terpilih_peluang", "tautan_langkah",
)  # fmt: skip


class ProbabilisticMatcher:
    """Splink on the leftovers of one source; one-to-one, greedy by probability, ties by row order.

    Every pair above the lowest threshold is kept in `tautan_peluang`, so that the pairs in doubt
    can be reviewed and the effect of another threshold computed. Source of the weights: Fellegi &
    Sunter (1969), JASA 64(328); families add up the evidence of their members.
    """

    def __init__(self) -> None:
        self.settings = link_settings.load()

    def prepare(self, ws: Workspace) -> None:
        """Create `ciri`, what every record is compared on, and the table of kept pairs."""
        rules = names.load()
        ws.run(
            "create table nama_baku as with teks as ("
            f"select nama, {names.cleaned('nama', rules)} as bersih "
            "from (select distinct nama from orang where nama is not null) as tulisan) "
            f"select nama, {names.sound('bersih', rules)} as bunyi from teks"
        )
        ws.run("padanan/01_ciri")
        details = "".join(
            f", tingkat_{c.kolom} integer, bobot_{c.kolom} double" for c in self.settings.banding
        )
        ws.run(
            "create or replace table tautan_rinci (urutan integer, id_kiri bigint, "
            f"bobot_awal double, sekeluarga boolean, terisi integer{details})"
        )

    def match_families(self, ws: Workspace) -> None:
        """Families by the summed evidence of their persons and what the family shares."""
        # The first source finds an empty register.
        if not ws.value("select count(*) from padanan_ks"):
            return
        if not self._compare(ws, "padanan/02_sisi_keluarga"):
            return
        ws.run(
            "update nilai set bobot_orang = bobot_orang + $bobot where exists (select 1 "
            "from orang_sama as s where s.id_o = nilai.id_kiri and s.id_lain = nilai.id_kanan)",
            bobot=self.settings.bobot_putusan_sama,
        )
        ws.run("padanan/05_bukti_keluarga", awal=self._prior(ws))
        self.choose(ws)
        ws.run("padanan/09_simpan_keluarga")
        self._forget(ws)

    def match_persons(self, ws: Workspace) -> None:
        """Persons inside their family first of all, else anywhere by all evidence together."""
        if not self._compare(ws, "padanan/03_sisi_orang", family_block=True):
            return
        inside = log_odds(self.settings.peluang_dalam_keluarga)
        ws.run("padanan/06_bukti_orang", awal=self._prior(ws), awal_keluarga=inside)
        ws.run("padanan/13_usulan_tanpa_beda")
        self.choose(ws)
        ws.run("padanan/10_simpan_orang")
        ws.run("padanan/16_rinci")
        self._forget(ws)

    def _compare(self, ws: Workspace, sides: str, *, family_block: bool = False) -> bool:
        """Fill `nilai` for all candidate pairs of two sides; False when there are none."""
        ws.run(sides)
        if not ws.value("select count(*) from kanan"):
            self._forget(ws)
            return False
        blocks = [block.syarat for block in self.settings.blok]
        if family_block:
            blocks.append(("wadah",))
        joins = [" and ".join(f"l.{column} = r.{column}" for column in block) for block in blocks]
        joins.append("exists (select 1 from orang_sama where id_o = l.id_o and id_lain = r.id_o)")
        pairs = " union ".join(
            "select l.id_o as id_kiri, r.id_o as id_kanan from kiri as l inner join kanan as r "
            f"on {join}"
            for join in joins
        )
        ws.run(f"create or replace table calon_blok as {pairs}")
        ws.run("padanan/18_calon_mungkin")
        if not ws.value("select count(*) from calon"):
            self._forget(ws)
            return False
        ws.run("padanan/04_masukan")
        model.score(ws, self.settings, link_settings.load_trained())
        return True

    def _prior(self, ws: Workspace) -> float:
        persons = ws.value(
            "select count(*) from ciri as c inner join langkah as l on c.urutan < l.urutan"
        )
        return log_odds(self.settings.peluang_ada / max(persons, self.settings.penduduk_minimum))

    def choose(self, ws: Workspace) -> None:
        """Fill `tautan_langkah` from `usulan`: greedy one-to-one above the lowest threshold."""
        settings = self.settings
        ws.run("padanan/07_peluang", terendah=settings.lowest, terima=settings.terima)
        ws.run("create or replace table tautan_langkah as select * from calon_tautan where false")
        while True:
            ws.run("padanan/08_pilih")
            if not ws.value("select count(*) from terpilih_peluang"):
                return
            ws.run("insert into tautan_langkah by name select * from terpilih_peluang")

    def _forget(self, ws: Workspace) -> None:
        for table in _TABLES:
            ws.run(f"drop table if exists {table}")
