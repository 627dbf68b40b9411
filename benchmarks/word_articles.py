"""Our own articles, marked by hand: meanings, counterparts and names, and how long an article takes."""

import re
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import word_baselines as baselines
import word_gold
import word_scores
from shengci.pinyin import marked
from shengci.records import AnnotatedPair, Span, Token
from word_gold import GoldWord, NameFound, NameLine
from word_ours import annotated, figures, share, syllables_of, table
from word_scores import Answer, Judgement

TESTS = Path(__file__).parents[1] / "tests"
ARTICLES = TESTS / "articles"
CASES = TESTS / "cases"
WORDS = CASES / "words"
MENDED = "mended"
WRITTEN = (MENDED, "held-out")
TUNING = "tuning"
# Weights are fitted on the first group, and its errors listed; those of the second never are.
GROUPS = {
    TUNING: (
        "night-market",
        "the-clockmaker",
        "tofu-at-home",
        "island-vet",
        "chip-factory",
        "river-memory",
    ),
    "kept apart": ("second-hand", "grandmas-door", "cannot-sleep"),
}
_ARTICLE_LENGTH = 2000  # Chinese characters


def pairs_of(name: str) -> list[tuple[str, str]]:
    """Return the sentence pairs of one of our articles, (English, Chinese)."""
    lines = (ARTICLES / f"{name}.pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [(english, chinese) for english, _, chinese in (line.partition("\t") for line in lines)]


def marked_words_of(name: str) -> list[GoldWord]:
    """Return the words marked by hand in one of our articles."""
    return word_gold.gold_words_of(WORDS / f"{name}.tsv", pairs_of(name))


def meanings(group: str, *, with_errors: bool = False) -> str:
    """Return how right the words of a group of our articles are, its articles put together."""
    ours: list[Judgement] = []
    baseline: list[Judgement] = []
    errors = []
    for name in GROUPS[group]:
        pairs = pairs_of(name)
        found = annotated(*pairs)
        words = marked_words_of(name)
        for i, word in enumerate(words):
            english, chinese = pairs[word.pair]
            answer = answer_to(words, i, found[word.pair])
            ours.append(word_scores.judged(word, english, answer))
            first = baselines.first_sense(word, chinese, english)
            baseline.append(word_scores.judged(word, english, first))
            errors += _errors(name, word, english, answer, ours[-1])
    heading = [f"meaning, {group} ({len(ours):,} words)", "cut so", "sense", "reading", "marks right", "lenient", "marked"]  # fmt: skip
    methods = {"first sense, pypinyin, glosses": baseline, "ours": ours}
    made = table(heading, [(name, *_shares(judged)) for name, judged in methods.items()])
    return "\n\n".join((made, "\n".join(errors))) if with_errors else made


def _shares(judgements: Sequence[Judgement]) -> tuple[float, ...]:
    marked = [each for each in judgements if each.marked]
    return (
        share(each.cut for each in judgements),
        share(bool(e.understood) for e in judgements if e.understood is not None),
        share(each.read for each in judgements),
        share(each.strict for each in marked),
        share(each.lenient for each in marked),
        share(each.marked for each in judgements if each.to_mark),
    )


def _errors(
    article: str, word: GoldWord, line: str, answer: Answer, judged: Judgement
) -> Iterator[str]:
    """Yield a line for each thing that is wrong about an answer: what was said, what gold says."""
    mark = word_gold.PIECES.join(line[s.start : s.end] for s in answer.counterpart)
    places = (
        word_gold.PIECES.join(line[s.start : s.end] for s in place) for place in word.counterparts
    )
    wrong = {
        "cut": not judged.cut,
        f"reading: {answer.reading} for {'|'.join(word.readings)}": not judged.read,
        f"sense: {answer.meaning} for {'|'.join(word.meanings)}": judged.cut
        and judged.understood is False,
        f"mark: {mark} for {'|'.join(places)}": judged.marked and not judged.strict,
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            yield f"{article}:{word.pair + 1} {word.word}: {what}"


def answer_to(words: Sequence[GoldWord], at: int, pair: AnnotatedPair) -> Answer:
    """Return what our token says that stands for a word of the article.

    That is the word itself, a verb said twice (刮了刮), another cut that gold allows, or a verb and its
    complement in one, where gold has two words in a row: the first of them is judged.
    """
    word = words[at]
    syllables = syllables_of(pair.tokens)
    reading = " ".join(
        marked(s) for piece in word.pieces for s in syllables[piece.start : piece.end]
    )
    token = next(t for t in pair.tokens if t.start <= word.place.start < t.end)
    whole = Span(token.start, token.end)
    gloss = token.meaning.gloss if token.meaning else ""
    if whole in (word.place, word.pieces[0]) or _is_said_twice(word, token):
        return Answer(True, reading, gloss, token.counterpart)
    if (token.text,) in word.cuts or whole == _joined(words[at : at + 2]):
        return Answer(True, reading, gloss, token.counterpart)
    if _is_cut_so(word, pair.tokens) or whole == _joined(words[max(0, at - 1) : at + 1]):
        return Answer(True, reading, None)
    return Answer(False, reading, "")


def _is_said_twice(word: GoldWord, token: Token) -> bool:
    added = token.text.removeprefix(word.word)
    return token.text.startswith(word.word) and set(added) <= set(word.word + "一了儿")


def _joined(words: Sequence[GoldWord]) -> Span | None:
    """Return the place of two words together, None where they do not touch."""
    if (
        len(words) < 2
        or words[0].pair != words[1].pair
        or words[0].place.end != words[1].place.start
    ):
        return None
    return Span(words[0].place.start, words[1].place.end)


def _is_cut_so(word: GoldWord, tokens: Sequence[Token]) -> bool:
    inside = tuple(t.text for t in tokens if word.place.start <= t.start < word.place.end)
    return inside in word.cuts


def names(group: str, *, with_errors: bool = False) -> str:
    """Return how right the names of a group of our articles are, its articles put together."""
    gold, ours, baseline, errors = [], [], [], []
    for number, name in enumerate(GROUPS[group]):
        pairs, first = pairs_of(name), 10_000 * number  # tells the articles' pairs apart
        marked_names = word_gold.gold_names_of(WORDS / f"{name}.names.tsv", pairs)
        wanted = {_moved(each, first) for each in marked_names}
        found = set()
        for i, pair in enumerate(annotated(*pairs), first):
            found |= {_name(i, token, pair) for token in pair.tokens if token.kind == "name"}
            baseline += baselines.posseg_names(i, pair.pair.chinese)
        gold += wanted
        ours += found
        errors += _name_errors(name, pairs, first, found, wanted)
    rows = []
    for method, found in (("jieba.posseg", baseline), ("ours", ours)):
        scores = word_scores.name_scores(found, gold)
        rows.append((method, *figures(scores.spans), scores.types, scores.forms))
    made = table([f"names, {group} ({len(gold):,})", "P", "R", "F1", "type", "English form"], rows)
    return "\n\n".join((made, "\n".join(errors))) if with_errors else made


def _name_errors(
    article: str,
    pairs: Sequence[tuple[str, str]],
    first: int,
    found: set[NameFound],
    gold: set[NameFound],
) -> Iterator[str]:
    given, wanted = ({(n.pair, n.place): n for n in names} for names in (found, gold))
    for at in sorted(given.keys() | wanted.keys(), key=lambda at: (at[0], at[1].start)):
        name, right = given.get(at), wanted.get(at)
        pair, place = at[0] - first, at[1]
        text = f"{article}:{pair + 1} {pairs[pair][1][place.start : place.end]}"
        if name is None or right is None:
            yield f"{text}: {'no name' if right is None else 'missed'}"
        elif right.english and not word_scores.is_form(name, right):
            yield f"{text}: {name.english} for {right.english}"


def _moved(name: NameFound, first: int) -> NameFound:
    return NameFound(first + name.pair, name.place, name.type, name.english)


def _name(number: int, token: Token, pair: AnnotatedPair) -> NameFound:
    """Return a token as a name found, its English form as the line has it, else as the card says it."""
    places = [pair.pair.english[s.start : s.end] for s in token.counterpart]
    english = " ".join(places) or (token.meaning.gloss if token.meaning else "")
    return NameFound(number, Span(token.start, token.end), token.name_type, english)


def names_written(part: str) -> str:
    """Return how right the names of the sentences written for them are, `mended` or `held-out`."""
    by_article: dict[str, list[NameLine]] = {}
    for line in word_gold.name_lines_of(CASES / f"name-lines-{part}.tsv"):
        by_article.setdefault(line.article, []).append(line)
    found: dict[str, list[NameFound]] = {}
    gold: dict[str, list[NameFound]] = {}
    number = 0
    for lines in by_article.values():
        for line, pair in zip(lines, annotated(*(line.pair for line in lines)), strict=True):
            number += 1  # tells the sentences apart
            ours = [_name(number, token, pair) for token in pair.tokens if token.kind == "name"]
            wanted = [_moved(name, number) for name in line.names]
            for kind in (line.kind, "all"):
                found.setdefault(kind, []).extend(ours)
                gold.setdefault(kind, []).extend(wanted)
    rows = []
    for kind in (*sorted(found.keys() - {"all"}), "all"):
        scores = word_scores.name_scores(found[kind], gold[kind])
        counts = f"{kind} ({len(gold[kind])})", len(found[kind]) - scores.spans.right
        rows.append((*counts, *figures(scores.spans), scores.types, scores.forms))
    heading = ["no name", "P", "R", "F1", "type", "English form"]
    return table([f"names, {part} ({number} sentences)", *heading], rows)


def meanings_written(part: str, *, with_errors: bool = False) -> str:
    """Return how right the meanings are in the sentences written for them, `mended` or `held-out`.

    A word that we cut otherwise, be it that it is inside a longer one of ours, is not judged.
    """
    ours: list[Judgement] = []
    baseline: list[Judgement] = []
    errors = []
    lines = word_gold.sense_lines_of(CASES / f"sense-lines-{part}.tsv")
    for pairs, words in lines.values():
        found = annotated(*pairs)
        for word in words:
            english, chinese = pairs[word.pair]
            answer = answer_to((word,), 0, found[word.pair])
            ours.append(word_scores.judged(word, english, answer))
            first = baselines.first_sense(word, chinese, english)
            baseline.append(word_scores.judged(word, english, first))
            if ours[-1].cut and not ours[-1].understood:
                errors.append(f"{chinese} {word.word}: {answer.meaning} for {word.meanings}")
    heading = [f"meaning, {part} ({len(ours)} words)", "cut so", "sense where cut so"]
    methods = {"first sense": baseline, "ours": ours}
    made = table(heading, [(name, *_sense_shares(judged)) for name, judged in methods.items()])
    return "\n\n".join((made, "\n".join(errors))) if with_errors else made


def _sense_shares(judgements: Sequence[Judgement]) -> tuple[float, float]:
    cut_so = [each for each in judgements if each.cut]
    return len(cut_so) / len(judgements), share(bool(each.understood) for each in cut_so)


def speed(runs: int) -> str:
    """Return the seconds an article takes with all tables loaded: met first, and again (median)."""
    annotated(*pairs_of("island-vet"))
    article: list[tuple[str, str]] = []
    for pair in pairs_of("night-market") + pairs_of("the-clockmaker") + pairs_of("tofu-at-home"):
        if sum(len(chinese) for _, chinese in article) < _ARTICLE_LENGTH:
            article.append(pair)
    seconds, cpu_seconds = [], []
    for _ in range(1 + runs):
        start, cpu_start = time.perf_counter(), time.process_time()
        annotated(*article)
        seconds.append(time.perf_counter() - start)
        cpu_seconds.append(time.process_time() - cpu_start)
    characters = sum(len(re.sub(r"\s", "", chinese)) for _, chinese in article)
    return table(
        [f"seconds for {characters:,} characters", "met first", f"again, median of {runs}"],
        [(name, round(times[0], 2), round(statistics.median(times[1:]), 2))
         for name, times in (("wall clock", seconds), ("of CPU", cpu_seconds))],
    )  # fmt: skip
