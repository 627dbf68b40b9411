"""jieba's character model, read by us, against jieba's own use of it."""

import random

import pytest

from shengci.lexicon import dictionary
from shengci.words.character_states import words_in


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_runs_are_cut_as_jieba_cuts_them() -> None:
    from jieba import finalseg

    chosen = random.Random(2)
    headwords = dictionary.headwords()
    for _ in range(2000):
        run = "".join(chosen.choice(headwords) for _ in range(chosen.randint(1, 5)))
        run = "".join(character for character in run if "\u3400" <= character <= "\u9fff") + "䶮"
        assert list(words_in(run)) == list(finalseg.cut(run))
