"""Masuk: siapa Anda, dan apa yang boleh Anda lihat?"""

import streamlit as st

from pedekate.ui import sign_in


def tampil() -> None:
    sign_in.header()
    left, right = st.columns([3, 7], gap="large")
    with left:
        sign_in.form()
    with right:
        sign_in.roles_block()
    sign_in.trail_block()
