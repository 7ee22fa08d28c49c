"""A running app and a Chromium page that refuses to leave the machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pedekate.access import accounts

ROOT = Path(__file__).resolve().parents[2]
PLANNER = ("perencana-1", "sandi-yang-panjang")
LOCAL = ("127.0.0.1", "localhost")


@contextmanager
def serving(gudang: Path, **settings: str):
    """Run `streamlit run app.py` on a free port; yields the address, then stops the server.

    `settings` are further environment variables.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--server.headless", "true"],
        cwd=ROOT,
        env=os.environ | {"PEDEKATE_GUDANG": str(gudang)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "server berhenti sebelum siap"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("server tidak siap")


@pytest.fixture(scope="session")
def server(chromium, gudang_20k, tmp_path_factory):
    """The shared server, on databases of its own: what is saved there is nobody else's.

    One account may save: `PLANNER`.
    """
    folder = tmp_path_factory.mktemp("peramban")
    shutil.copytree(gudang_20k, folder / "gudang")
    name, password = PLANNER
    account = accounts.Account(
        id=name, peran="perencana", sandi=accounts.hash_password(password)
    )  # fmt: skip
    accounts.save(folder / "akun.toml", account)
    with serving(folder / "gudang", PEDEKATE_AKUN=str(folder / "akun.toml")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield instance
        instance.close()


@contextmanager
def visit(browser, size: tuple[int, int] = (1440, 900)):
    """A page of its own; at its end, no request may have left the machine."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="id-ID")
    page = context.new_page()
    strangers = []

    def note(request):
        host = request.url.split("/")[2].split(":")[0] if "://" in request.url else ""
        if host and host not in LOCAL:
            strangers.append(request.url)

    page.on("request", note)
    page.set_default_timeout(30_000)
    yield page
    context.close()
    assert not strangers, strangers


@pytest.fixture
def page(browser):
    with visit(browser) as page:
        yield page


def settled(page) -> str:
    """Wait until the script has run and the text has stood still for half a second; the text."""
    page.wait_for_selector(".pd-kepala h1")
    main, text, still = page.locator("[data-testid='stMain']"), "", 0
    while still < 5:
        page.wait_for_timeout(100)
        page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
        now = main.inner_text()
        text, still = now, still + 1 if now == text else 0
    return text
