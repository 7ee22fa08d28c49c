"""What the pages' tests leave behind for those that follow in the same process: nothing."""

import pytest
import streamlit as st


@pytest.fixture(scope="module", autouse=True)
def _shared_connection_let_go():
    """The page's reader stays open in its cache; a test that opens the file by itself must find it
    free, for DuckDB wants one configuration for all connections of a process."""
    yield
    st.cache_resource.clear()
