"""Unggah: bawa berkas instansi ke dalam registri, dikenali dan diperiksa lebih dulu."""

from pedekate.ui import access, components, upload_files, upload_mapping, upload_run


def tampil() -> None:
    if not access.may("muat"):
        return upload_files.visitor()
    files = upload_files.choose()
    sentence, lead = upload_files.summary(files)
    components.page_header(sentence, lead)
    upload_run.block([file for file in files if file.ready])
    if files:
        upload_files.checked(files)
    else:
        upload_files.loaded()
    if unknown := [file for file in files if file.unknown]:
        upload_mapping.wizard(unknown)
