"""Random small surveys and choices, shared by the laws and the exact second implementation."""

from fractions import Fraction as F

from hypothesis import strategies as st

# Consumption, members, weight, score.
FAMILY = st.tuples(
    st.integers(1, 30).map(lambda v: 50 * v),
    st.integers(1, 6),
    st.integers(1, 12).map(lambda v: F(v, 4)),
    st.integers(0, 6),
)
CHOICES = st.fixed_dictionaries(
    {
        "peringkat": st.sampled_from(["skor", "sempurna", "undian", "universal"]),
        "budget": st.integers(0, 12_000),
        "benefit": st.integers(1, 900),
        "line": st.integers(1, 1500),
        "admin": st.integers(0, 4).map(lambda v: F(v, 10)),
        "fixed": st.integers(0, 500),
        "per_person": st.booleans(),
    }
)
