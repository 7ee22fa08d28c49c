"""Progress of a long command on stderr; silent while it takes less than two seconds."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
