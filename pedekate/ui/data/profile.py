"""Profiles of kelurahan, protected (`pedekate.area_profile`)."""

import streamlit as st

from pedekate.area_profile.gather import City, read_city
from pedekate.area_profile.profile import Profile, all_profiles, profile_of
from pedekate.disclosure import policy
from pedekate.ui.data.door import lease, mark


def kelurahan_profile(kode: str) -> Profile:
    """Everything published about one kelurahan; treat as read-only.

    Raises:
        StoreError: tables per area only, no families.
        ConfigError: no such kelurahan.
    """
    return _profile(mark(), kode)


def kelurahan_profiles() -> list[Profile]:
    """All of them, in the order of the codes."""
    return all_profiles(_city(mark()))


@st.cache_resource(show_spinner=False, max_entries=1)
def _city(key: str) -> City:
    with lease() as reader:
        return read_city(reader, policy())


@st.cache_resource(show_spinner=False, max_entries=64)
def _profile(key: str, kode: str) -> Profile:
    return profile_of(_city(key), kode)
