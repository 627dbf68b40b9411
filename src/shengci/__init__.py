"""Vocabulary decks for Anki from bilingual English-Chinese articles."""

__version__ = "0.1.0"
