"""The tables of usual senses and of verbs with their objects."""

from pathlib import Path

from shengci.lexicon import collocations, dictionary, inside, usual

DATA = Path(collocations.__file__).parent / "data"
PARTS = frozenset(
    """noun verb adjective adverb auxiliary complement conjunction interjection localiser numeral particle prefix preposition
    pronoun suffix""".split()
) | {"measure word"}
ROWS = [
    line.split("\t")
    for name in ("characters", "words")
    for line in (DATA / f"usual-senses-{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
COLLOCATIONS = [
    line.split("\t")
    for name in ("collocations", "nouns-of-verbs")
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def test_usual_senses_have_a_syllable_a_character_a_known_part_of_speech_and_a_gloss() -> None:
    assert [row for row in ROWS if len(row) != 4 or row[2] not in PARTS or not row[3]] == []
    assert [row for row in ROWS if len(row[1].split()) != len(row[0])] == []


def test_no_usual_sense_is_listed_twice_and_a_word_stands_in_one_place() -> None:
    assert len({tuple(row) for row in ROWS}) == len(ROWS)
    starts = [row[0] for i, row in enumerate(ROWS) if not i or ROWS[i - 1][0] != row[0]]
    assert len(set(starts)) == len(starts)


def test_every_collocation_asks_for_a_wording_that_its_word_has() -> None:
    for word, wording, _ in COLLOCATIONS:
        glosses = [sense.definition.gloss for sense in usual.senses_of(word)]
        wordings = [part.split(" (")[0] for gloss in glosses for part in gloss.split("; ")]
        assert wording in wordings, (word, wording)


def test_a_verb_with_its_object_has_one_meaning() -> None:
    pairs = [(word, other) for word, _, others in COLLOCATIONS for other in others.split()]
    assert [pair for pair in pairs if pairs.count(pair) > 1] == []


def test_what_characters_mean_inside_words_is_listed_once_under_a_reading_they_have() -> None:
    rows = [line.split("\t") for line in inside.TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    assert len({(character, reading) for character, reading, _ in rows}) == len(rows)
    for character, reading, gloss in rows:
        readings = {entry.pinyin[0][:-1] for entry in dictionary.entries_of(character)}
        assert reading[:-1] in readings and gloss, character
