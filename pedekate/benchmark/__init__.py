"""Speed of the engine against other ways to the same numbers, in one run (command `tolok`)."""
