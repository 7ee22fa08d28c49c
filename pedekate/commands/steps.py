"""Progress of a long command: a bar on stderr after two seconds, or a file for other processes."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

SHOW_AFTER = 2.0


@contextmanager
def shown_steps() -> Iterator[Callable[[str, float], None]]:
    """A callback (step, share done 0..1) that moves a bar with the elapsed time."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        # A log file needs no bar; rich would still write an empty line there.
        yield lambda step, share: None
        return
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task("Menyiapkan", total=1.0)
    timer = threading.Timer(SHOW_AFTER, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda step, share: bar.update(task, description=step, completed=share)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def written_steps(path: Path) -> Callable[[str, float], None]:
    """A callback that keeps the latest step in a small JSON file: `langkah`, `bagian` (0..1)."""
    fresh = path.with_suffix(".baru")

    def note(step: str, share: float) -> None:
        # Replaced as a whole: the reader never sees half a line.
        fresh.write_text(json.dumps({"langkah": step, "bagian": share}), encoding="utf-8")
        fresh.replace(path)

    return note
