"""Unggah: bawa berkas instansi ke dalam registri, dikenali dan diperiksa lebih dulu."""

from pedekate.ui import access, components, upload_files, upload_mapping, upload_run


def tampil() -> None:
    if not access.may("muat"):
        return upload_files.visitor()
    files = upload_files.choose()
    components.page_header(*(upload_run.summary() or upload_files.summary(files)))
    upload_run.block([file for file in files if file.ready])
    if not files or upload_run.is_over():
        return upload_files.loaded()
    upload_files.checked(files)
    if unknown := [file for file in files if file.unknown]:
        upload_mapping.wizard(unknown)
