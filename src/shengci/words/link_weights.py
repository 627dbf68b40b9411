"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -2.9396,  # gloss share
        1.3668,  # gloss whole
        1.8357,  # gloss of its family
        3.5432,  # function word of gloss
        -0.0629,  # compounds of word
        0.2636,  # compounds of characters
        0.1031,  # compounds of parts
        3.0946,  # word cosine
        -1.2540,  # sense cosine
        0.4507,  # window cosine
        1.5144,  # function answer
        -7.6977,  # distance
        -0.8191,  # English function word
        0.2912,  # Chinese function word
        0.3985,  # same
        -0.2869,  # one character
        0.9018,  # over other places
        1.1140,  # over other words
        -2.4812,  # answer far
        -0.0004,  # both function words
        2.3805,  # function word far
        0.4358,  # content for function word
        -1.0068,  # function word for content
        -0.9699,  # constant
    )
)
SECOND = np.array(
    (
        -2.9346,  # gloss share
        1.6947,  # gloss whole
        2.0369,  # gloss of its family
        3.4502,  # function word of gloss
        -0.1568,  # compounds of word
        0.2818,  # compounds of characters
        0.2373,  # compounds of parts
        3.8180,  # word cosine
        -0.9756,  # sense cosine
        -0.3481,  # window cosine
        3.0361,  # function answer
        -3.2318,  # distance
        -1.3803,  # English function word
        0.0662,  # Chinese function word
        0.8573,  # same
        -0.1740,  # one character
        0.9479,  # over other places
        0.5962,  # over other words
        -0.9090,  # answer far
        -0.2970,  # both function words
        2.3375,  # function word far
        0.3779,  # content for function word
        -1.4812,  # function word for content
        -0.6736,  # left gap
        -0.4976,  # right gap
        0.6654,  # beside own
        -2.0419,  # taken by another
        0.1785,  # left gap of function word
        -0.2977,  # right gap of function word
        1.4300,  # beside own function word
        -0.9318,  # gap
        0.4453,  # gap of function word
        -1.2764,  # gap of answer
        1.4345,  # constant
    )
)
RIGHT = np.array(
    (
        0.6656,  # mean odds
        2.2674,  # least odds
        -5.8751,  # odds elsewhere
        -4.6523,  # odds of others
        -0.0436,  # further words
        0.0547,  # one character
        -0.1563,  # function word
        0.9076,  # gloss whole
        -1.8131,  # gloss of its family
        0.6577,  # window cosine
        0.1590,  # compounds of parts
        0.2522,  # with function words
        1.0356,  # constant
    )
)
