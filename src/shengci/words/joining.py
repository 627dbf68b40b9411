"""Several annotated articles as one, in the script their cards are to be in."""

from collections.abc import Sequence
from dataclasses import replace

from shengci import script
from shengci.records import Annotated, AnnotatedPair, Characters, SentencePair, Token


def join(articles: Sequence[Annotated], shown: Characters) -> Annotated:
    """Return the pairs of all the articles, each pair with the index of its article.

    All are in the chosen script; "article" is that of the first.
    """
    traditional = articles[0].traditional if shown == "article" else shown == "traditional"
    return Annotated(
        tuple(
            replace(pair, article=number)
            for number, article in enumerate(articles)
            for pair in in_script(article, traditional=traditional).pairs
        ),
        traditional,
    )


def in_script(annotated: Annotated, *, traditional: bool) -> Annotated:
    """Return an article in the other script if it is not in this one; every offset stays.

    A word takes the characters of its dictionary entry (头发 is 頭髮), what is no word those that OpenCC
    gives it.
    """
    if annotated.traditional == traditional:
        return annotated
    return Annotated(tuple(_converted(pair, traditional) for pair in annotated.pairs), traditional)


def _converted(pair: AnnotatedPair, traditional: bool) -> AnnotatedPair:
    convert = script.to_traditional if traditional else script.to_simplified
    chinese = convert(pair.pair.chinese)
    tokens = [
        replace(token, text=_form(token, chinese[token.start : token.end], traditional))
        for token in pair.tokens
    ]
    for token in tokens:
        chinese = chinese[: token.start] + token.text + chinese[token.end :]
    return replace(pair, pair=_with_chinese(pair.pair, chinese), tokens=tuple(tokens))


def _form(token: Token, converted: str, traditional: bool) -> str:
    """Return a token's text: the entry's where the token is the whole of a word."""
    entry = token.traditional if traditional else token.headword
    is_whole = token.kind in ("word", "name") and token.text in (token.headword, token.traditional)
    return entry if is_whole and len(entry) == len(token.text) else converted


def _with_chinese(pair: SentencePair, chinese: str) -> SentencePair:
    sentences, at = [], 0
    for sentence in pair.chinese_sentences:
        sentences.append(chinese[at : at + len(sentence)])
        at += len(sentence)
    return replace(pair, chinese_sentences=tuple(sentences))
