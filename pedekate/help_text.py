"""argparse in Indonesian: its own words, keyed as its source has them."""

import argparse

_WORDS = {
    "usage: ": "pemakaian: ",
    "options": "pilihan",
    "positional arguments": "argumen",
    "show this help message and exit": "tulis bantuan ini lalu selesai",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "yang belum diberikan: %s",
    "unrecognized arguments: %s": "yang tidak dikenal: %s",
    "one of the arguments %s is required": "perlu salah satu dari %s",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "ignored explicit argument %r": "tidak memakai nilai, padahal diberi %r",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s dapat berarti %(matches)s"
    ),
    "expected one argument": "perlu satu nilai",
    "expected at most one argument": "perlu paling banyak satu nilai",
    "expected at least one argument": "perlu sedikitnya satu nilai",
    "expected %s argument": "perlu %s nilai",
    "expected %s arguments": "perlu %s nilai",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak dapat dipakai",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "nilai %(value)r tidak dikenal, pilih %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "%(parser_name)r tidak dikenal, pilih %(choices)s"
    ),
}


def speak_indonesian() -> None:
    """Give argparse these words in place of its own; what is not listed stays as it is.

    argparse asks `gettext` for every word, which answers only when a compiled catalogue and the
    user's locale agree; the two functions it asks are replaced instead.
    """
    argparse._ = lambda text: _WORDS.get(text, text)
    argparse.ngettext = lambda one, many, n: _WORDS.get(one if n == 1 else many, many)
