"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -1.4169,  # gloss share
        -0.3635,  # gloss whole
        1.5099,  # gloss of its family
        -0.0921,  # compounds of word
        0.2581,  # compounds of characters
        0.1875,  # compounds of parts
        2.8508,  # word cosine
        -1.7667,  # sense cosine
        1.5600,  # window cosine
        2.0714,  # function answer
        -6.9023,  # distance
        -0.8011,  # English function word
        0.2798,  # Chinese function word
        -0.6815,  # same
        -0.0687,  # one character
        0.7958,  # over other places
        1.1310,  # over other words
        -1.5535,  # answer far
        -0.0138,  # both function words
        1.7144,  # function word far
        0.4245,  # content for function word
        -0.9682,  # function word for content
        -1.2812,  # constant
    )
)
SECOND = np.array(
    (
        -1.7400,  # gloss share
        -0.1737,  # gloss whole
        1.9180,  # gloss of its family
        -0.1258,  # compounds of word
        0.2794,  # compounds of characters
        0.2846,  # compounds of parts
        3.6465,  # word cosine
        -0.9456,  # sense cosine
        -0.0244,  # window cosine
        3.6828,  # function answer
        -1.8589,  # distance
        -1.5074,  # English function word
        -0.0527,  # Chinese function word
        -0.3277,  # same
        0.1875,  # one character
        0.8613,  # over other places
        0.6145,  # over other words
        -1.0219,  # answer far
        -0.4498,  # both function words
        1.6077,  # function word far
        0.3003,  # content for function word
        -1.5542,  # function word for content
        -0.5407,  # left gap
        -0.4999,  # right gap
        0.7956,  # beside own
        -2.1637,  # taken by another
        -0.0340,  # left gap of function word
        -0.1589,  # right gap of function word
        1.8112,  # beside own function word
        -1.1525,  # gap
        0.5863,  # gap of function word
        -1.0088,  # gap of answer
        1.2964,  # constant
    )
)
RIGHT = np.array(
    (
        1.8093,  # mean odds
        2.8637,  # least odds
        -4.3890,  # odds elsewhere
        -5.0962,  # odds of others
        -1.4475,  # further words
        -0.7157,  # one character
        -0.9597,  # function word
        1.4729,  # constant
    )
)
