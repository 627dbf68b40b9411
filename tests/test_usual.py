"""The tables of usual senses and of verbs with their objects."""

from pathlib import Path

from shengci.lexicon import collocations, usual

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
OBJECTS = [
    line.split("\t")
    for line in (DATA / "collocations.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def test_usual_senses_have_a_syllable_a_character_a_known_part_of_speech_and_a_gloss() -> None:
    assert [row for row in ROWS if len(row) != 4 or row[2] not in PARTS or not row[3]] == []
    assert [row for row in ROWS if len(row[1].split()) != len(row[0])] == []


def test_no_usual_sense_is_listed_twice_and_a_word_stands_in_one_place() -> None:
    assert len({tuple(row) for row in ROWS}) == len(ROWS)
    starts = [row[0] for i, row in enumerate(ROWS) if not i or ROWS[i - 1][0] != row[0]]
    assert len(set(starts)) == len(starts)


def test_every_object_asks_for_a_wording_that_its_verb_has() -> None:
    for verb, wording, _ in OBJECTS:
        glosses = [sense.definition.gloss for sense in usual.senses_of(verb)]
        wordings = [part.split(" (")[0] for gloss in glosses for part in gloss.split("; ")]
        assert wording in wordings, (verb, wording)


def test_an_object_asks_for_one_meaning_of_its_verb() -> None:
    pairs = [(verb, word) for verb, _, objects in OBJECTS for word in objects.split()]
    assert [pair for pair in pairs if pairs.count(pair) > 1] == []
