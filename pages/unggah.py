"""Unggah: bawa berkas instansi ke dalam registri, dikenali dan diperiksa lebih dulu."""

from pedekate.ui import access
from pedekate.ui.kit import components
from pedekate.ui.upload import files as upload_files
from pedekate.ui.upload import mapping, run


def tampil() -> None:
    if not access.may("muat"):
        return upload_files.visitor()
    files = upload_files.choose()
    components.page_header(*(run.summary() or upload_files.summary(files)))
    run.block([file for file in files if file.ready])
    if not files or run.is_over():
        return upload_files.loaded()
    upload_files.checked(files)
    if unknown := [file for file in files if file.unknown]:
        mapping.wizard(unknown)
