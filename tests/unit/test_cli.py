"""The command line fails in one Indonesian sentence, never in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pedekate import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "argv", [[], ["tidakada"], ["ukur"], ["ukur", "--survei"], ["mpi", "--apa"]]
)
def test_bad_arguments_are_one_sentence_and_exit_2(argv, capsys):
    assert cli.main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "tidak dapat dipakai" in err


def test_every_command_has_its_module():
    for name in cli.COMMANDS:
        with pytest.raises(SystemExit) as stop:
            cli.main([name, "--help"])
        assert stop.value.code == 0


def test_closed_pipe_is_silent(tmp_path):
    """`… | head` closes stdout early: no traceback, no complaint at exit."""
    survey = tmp_path / "survei.csv"
    survey.write_text("y\n100\n300\n", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    command = ["ukur", "--survei", str(survey), "--kolom-konsumsi", "y", "--garis", "200"]
    done = subprocess.run(
        [sys.executable, "-m", "pedekate", *command, "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 0
