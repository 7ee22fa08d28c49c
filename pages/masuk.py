"""Masuk: siapa Anda, dan apa yang boleh Anda lihat?"""

from pedekate.ui import sign_in


def tampil() -> None:
    sign_in.header()
    sign_in.form()
    sign_in.roles_block()
    sign_in.trail_block()
