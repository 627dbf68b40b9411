"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -3.1132,  # gloss share
        1.4037,  # gloss whole
        1.9273,  # gloss of its family
        3.5519,  # function word of gloss
        -0.0294,  # compounds of word
        0.2696,  # compounds of characters
        0.0729,  # compounds of parts
        3.0916,  # word cosine
        -1.4796,  # sense cosine
        0.4656,  # window cosine
        1.4516,  # function answer
        -7.6593,  # distance
        -0.8332,  # English function word
        0.2236,  # Chinese function word
        -0.2691,  # same
        -0.2473,  # one character
        0.9085,  # over other places
        1.1900,  # over other words
        -2.5252,  # answer far
        -0.0211,  # both function words
        2.3711,  # function word far
        0.3541,  # content for function word
        -1.0092,  # function word for content
        -0.8365,  # constant
    )
)
SECOND = np.array(
    (
        -3.1509,  # gloss share
        1.6882,  # gloss whole
        2.1988,  # gloss of its family
        3.5171,  # function word of gloss
        -0.1262,  # compounds of word
        0.2777,  # compounds of characters
        0.1970,  # compounds of parts
        3.8129,  # word cosine
        -1.1659,  # sense cosine
        -0.4561,  # window cosine
        3.0826,  # function answer
        -3.3561,  # distance
        -1.3632,  # English function word
        0.0157,  # Chinese function word
        0.1456,  # same
        -0.1412,  # one character
        0.9385,  # over other places
        0.7340,  # over other words
        -0.7489,  # answer far
        -0.3090,  # both function words
        2.2962,  # function word far
        0.3136,  # content for function word
        -1.4515,  # function word for content
        -0.5701,  # left gap
        -0.4878,  # right gap
        0.6784,  # beside own
        -1.8370,  # taken by another
        0.1330,  # left gap of function word
        -0.2919,  # right gap of function word
        1.3739,  # beside own function word
        -0.8939,  # gap
        0.4467,  # gap of function word
        -1.4796,  # gap of answer
        1.4354,  # constant
    )
)
RIGHT = np.array(
    (
        0.8084,  # mean odds
        2.5880,  # least odds
        -5.8121,  # odds elsewhere
        -4.3748,  # odds of others
        -0.0809,  # further words
        -0.1306,  # one character
        -0.9914,  # function word
        1.2759,  # constant
    )
)
