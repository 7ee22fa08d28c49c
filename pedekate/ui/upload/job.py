"""One load at a time, in a process of its own: it may take minutes and gigabytes, can be stopped
at any moment, and leaves the databases as they were unless it finished."""

import json
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pedekate import config


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a running load is doing, and the share of it done, 0..1."""

    langkah: str
    bagian: float


def private_folder(owner: object, purpose: str) -> Path:
    """A folder readable by this account only, that goes away with its owner or the server."""
    path = Path(tempfile.mkdtemp(prefix=f"pedekate-{purpose}-"))
    weakref.finalize(owner, shutil.rmtree, path, ignore_errors=True)
    return path


class Job:
    """A running or finished `muat`."""

    def __init__(
        self, files: Sequence[Path], *, gudang: Path, sintetis: bool, akun: str, peran: str
    ) -> None:
        """Start loading the files into a gudang; the audit log gets the account and its role."""
        self.banyak = len(files)
        room = private_folder(self, "muat")
        self._progress, self._out, self._err = (room / n for n in ("langkah", "hasil", "pesan"))
        command = [sys.executable, "-m", "pedekate", "muat", *map(str, files)]
        command += ["--gudang", str(gudang), "--json", "--kemajuan", str(self._progress)]
        command += ["--akun", akun, "--peran", peran]
        command += ["--sintetis"] if sintetis else []
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(command, cwd=config.ROOT, stdout=out, stderr=err)
        self.stopped = False

    @property
    def running(self) -> bool:
        """Whether the process is still at work."""
        return self._process.poll() is None

    def step(self) -> Step:
        """The latest step; a first one before anything was written."""
        try:
            return Step(**json.loads(self._progress.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Step(langkah="Menyiapkan", bagian=0.0)

    def stop(self) -> None:
        """End it now; a load that has already swapped its databases in stays loaded."""
        if self.running:
            self.stopped = True
            self._process.terminate()
            self._process.wait()

    def result(self) -> dict | None:
        """The JSON object of a load that got files in; None while running, stopped or failed."""
        text = "" if self.running else self._out.read_text(encoding="utf-8").strip()
        return json.loads(text) if text else None

    def messages(self) -> list[str]:
        """Sentences of the load, one a line: refused files, remarks, or why it failed."""
        text = self._err.read_text(encoding="utf-8", errors="replace")
        return [line.strip() for line in text.splitlines() if line.strip()]
