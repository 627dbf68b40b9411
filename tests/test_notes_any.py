"""What holds of notes and packages whatever an article says: fields show it as it is, and come back from the file."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from any_text import CHINESE_LINES, ENGLISH_LINES, LINES, examples
from handmade import LI_MING, MARKET, OPENS, PEOPLE, mark, ranked, said_as, sentence
from shengci import text
from shengci.notes import make_notes
from shengci.notes.decks import deck_name
from shengci.notetype import FIELDS, guid_for
from shengci.package import write_package
from shengci.package.contents import read_contents
from shengci.ranking import rank_words
from shengci.records import Annotated, Article, Deck, Note, Sense, Settings, Token

BARE = ("br",)  # the one tag that nothing closes

folded = LINES.map(lambda line: text.fold(text.clean(line)))
WORDS = (MARKET, OPENS, PEOPLE, LI_MING)
TOKENS = st.one_of(
    st.builds(
        lambda token, gloss, senses: replace(token, meaning=Sense(gloss), senses=tuple(senses)),
        st.sampled_from(WORDS),
        folded.filter(bool),
        st.lists(folded.filter(bool), max_size=2),
    ),
    st.sampled_from(WORDS).map(lambda word: said_as(word, "line")),
    CHINESE_LINES.map(lambda line: text.fold(text.clean(line))).filter(bool).map(mark),
)
PAIRS = st.builds(
    lambda english, tokens: sentence(text.fold(f"{english} A line."), *tokens),
    ENGLISH_LINES.map(text.clean),
    st.lists(TOKENS, min_size=1, max_size=5),
)
ANNOTATED = st.builds(Annotated, st.lists(PAIRS, min_size=1, max_size=3).map(tuple), st.booleans())
ARTICLES = st.builds(Article, folded.filter(bool), st.just(()), st.just("interleaved"), folded)
CHOICES = st.builds(
    Settings,
    min_level=st.just(1),
    names=st.booleans(),
    min_pair_score=st.just(0.0),
    reading=st.sampled_from(["pinyin", "zhuyin"]),
    cards=st.just(("recognition", "production", "listening", "cloze", "writing")),
)


class Shown(HTMLParser):
    """The text that a field shows, without what stands above it; `open_tags` are those not closed yet."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.open_tags: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("b", "br", "li", "ol", "rt", "ruby", "span", "ul"), tag
        if tag not in BARE:
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        if "rt" not in self.open_tags:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def notes_of(annotated: Annotated, article: Article, chosen: Settings) -> tuple[Note, ...]:
    return make_notes(rank_words(annotated, chosen), annotated, [article], chosen)


def fields_of(note: Note) -> dict[str, str]:
    return dict(zip(FIELDS, note.fields, strict=True))


@examples(30)
@given(ANNOTATED, ARTICLES, CHOICES)
def test_fields_show_what_the_article_says(
    annotated: Annotated, article: Article, chosen: Settings
) -> None:
    notes = notes_of(annotated, article, chosen)
    assert notes == notes_of(annotated, article, chosen)
    assert len({note.guid for note in notes}) == len(notes)
    lines = {pair.pair.chinese for pair in annotated.pairs}
    english = {pair.pair.english for pair in annotated.pairs}
    for note in notes:
        for field in note.fields:
            assert Shown(field).open_tags == []
            assert not re.search(r"[{}\[\x1f]", field)
        fields = fields_of(note)
        assert Shown(fields["Sentence"]).text in lines
        assert Shown(fields["SentencePinyin"]).text in lines
        assert Shown(fields["SourceLine"]).text in english
        title = ", ".join(filter(None, (article.title, article.date)))
        assert html.unescape(fields["Article"]) == title
        assert all(tag and tag == "".join(tag.split()) for tag in note.tags)
        levels = note.deck.split("::")
        assert len(levels) == 3
        assert all(level.strip(":") == level for level in levels)


@examples(30)
@given(st.sampled_from(WORDS), ANNOTATED, CHOICES)
def test_guid_is_that_of_the_word_whatever_is_said_with_it(
    word: Token, annotated: Annotated, chosen: Settings
) -> None:
    alone = replace(annotated, pairs=(*annotated.pairs, sentence("One more.", word)))
    (note,) = make_notes(
        [ranked(alone, word.headword)], alone, [Article("A", (), "separate")], chosen
    )
    assert note.guid == guid_for(word.headword, word.pinyin)


@examples(12)
@given(ANNOTATED, ARTICLES, CHOICES)
def test_a_package_gives_its_notes_back(
    annotated: Annotated, article: Article, chosen: Settings
) -> None:
    notes = notes_of(annotated, article, chosen)
    if not notes:
        return
    deck = Deck(deck_name([article], chosen), article.title, notes, (), ())
    with TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.apkg", Path(folder) / "second.apkg"
        write_package(deck, first, now=1_764_000_000)
        write_package(deck, second, previous=first, now=1_764_000_999)
        assert first.read_bytes() == second.read_bytes()
        read = read_contents(first, "")
    assert {each.guid: (each.fields, each.tags) for each in read.notes} == {
        note.guid: (note.fields, tuple(sorted(set(note.tags)))) for note in notes
    }
    assert {each.guid: set(each.deck_of.values()) for each in read.notes} == {
        note.guid: {note.deck} for note in notes
    }
