"""Sentences written for how they are to be cut into words, half of them held out."""

from collections.abc import Sequence

import word_gold
import word_scores
from shengci.records import Span, Token
from word_articles import CASES
from word_gold import CutMark, Spans
from word_ours import annotated, share, table


def cuts_written(part: str, *, with_errors: bool = False) -> str:
    """Return how right the sentences written for their cut are, `mended` or `held-out`, by kind.

    Each is an article of its own. A word's meaning is wrong where it is cut wrongly, and not judged where
    it is cut in another way that is as right.
    """
    cut: dict[str, list[bool]] = {}
    meant: dict[str, list[bool]] = {}
    errors = []
    for line in word_gold.cut_lines_of(CASES / f"cut-lines-{part}.tsv"):
        english, chinese = line.pair
        tokens = annotated(line.pair)[0].tokens
        for mark in line.marks:
            is_cut = any(_is_cut(each, tokens) for each in mark.cuts)
            is_meant = _is_meant(mark, tokens, chinese) if is_cut else _wrong_cut(mark)
            for kind in (line.kind, "all"):
                cut.setdefault(kind, []).append(is_cut)
                if is_meant is not None:
                    meant.setdefault(kind, []).append(is_meant)
            if not is_cut or is_meant is False:
                errors.append(_error(line.kind, chinese, english, mark, tokens))
    heading = [f"cuts, {part} ({len(cut['all'])})", "cut so", "sense"]
    kinds = [*cut.keys() - {"all"}]
    rows = [
        (f"{kind} ({len(cut[kind])})", share(cut[kind]), share(meant.get(kind, [])))
        for kind in (*sorted(kinds), "all")
    ]
    made = table(heading, rows)
    return "\n\n".join((made, "\n".join(errors))) if with_errors else made


def _is_cut(words: Sequence[Spans], tokens: Sequence[Token]) -> bool:
    found = {_pieces(token) for token in tokens}
    return all(word in found for word in words)


def _pieces(token: Token) -> Spans:
    return token.parts or (Span(token.start, token.end),)


def _is_meant(mark: CutMark, tokens: Sequence[Token], chinese: str) -> bool | None:
    """Return whether the word's meaning is one of the marked, None where nothing is to be judged."""
    stretch = range(mark.cuts[0][0][0].start, mark.cuts[0][-1][-1].end)
    for token in tokens:
        said = "".join(chinese[piece.start : piece.end] for piece in _pieces(token))
        if said == mark.word and token.start in stretch:
            gloss = token.meaning.gloss if token.meaning else ""
            return word_scores.is_meant(gloss, mark.meanings)
    return None


def _wrong_cut(mark: CutMark) -> bool | None:
    """Return what a wrong cut makes of a meaning: wrong, or nothing to judge where none is marked."""
    return False if mark.word else None


def _error(kind: str, chinese: str, english: str, mark: CutMark, tokens: Sequence[Token]) -> str:
    said = " ".join(_shown(token) for token in tokens)
    wanted = " ".join("…".join(chinese[p.start : p.end] for p in w) for w in mark.cuts[0])
    return f"{kind}: {wanted} {mark.word}={'|'.join(mark.meanings)}: {said} // {english}"


def _shown(token: Token) -> str:
    gloss = token.meaning.gloss if token.meaning and token.kind == "word" else ""
    return f"{token.text}[{token.kind[0] + ':' if token.kind != 'word' else ''}{gloss}]"
