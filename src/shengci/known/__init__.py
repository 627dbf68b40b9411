"""What a learner knows already: one plain file for each learner, and the lists it is filled from."""

from pathlib import Path

from shengci.errors import SourceError
from shengci.files import name_of
from shengci.known.learner import DEFAULT, is_there, path_of, read_lines_of, words_in
from shengci.known.words import knowledge_of
from shengci.records import Knowledge

NOTHING = "none"


def read_known(path: Path) -> Knowledge:
    """Return what a learner's file says is known, or a plain list of words in either script.

    Raises:
        SourceError: the file can't be read, or a line of it holds no Chinese word: its number is named.
    """
    return knowledge_of(words_in(read_lines_of(path)), name_of(path))


def knowledge(file: Path | None = None, learner: str | None = None) -> Knowledge:
    """Return what is known by the person a deck is for.

    That is what the `file` says, and what that of the `learner` says; if neither is named, the file of
    the learner "me", should there be one. A file "none" that does not exist is nobody's knowledge.

    Raises:
        SourceError: a file can't be read, has a mistake, or there is none for the learner named.
    """
    if file is not None and file.name == str(file) == NOTHING and not is_there(file):
        if learner is not None:
            raise SourceError(f"--known {NOTHING} and --learner {learner}: give one of them")
        return Knowledge()
    paths = [file] if file is not None else []
    if learner is not None or file is None:
        own = path_of(learner or DEFAULT)
        if learner is not None and not is_there(own):
            raise SourceError(
                f"--learner {learner}: knows no words yet: shengci known import --learner {learner}"
            )
        paths += [own] if is_there(own) else []
    words = [word for path in paths for word in words_in(read_lines_of(path))]
    return knowledge_of(words, " and ".join(map(name_of, paths)))
