"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -5.0175,  # gloss share
        2.3125,  # gloss whole
        3.3723,  # gloss of its family
        4.1230,  # function word of gloss
        0.1736,  # compounds of word
        0.3056,  # compounds of characters
        -0.0721,  # compounds of parts
        4.6463,  # word cosine
        -1.6806,  # sense cosine
        2.6136,  # window cosine
        1.1323,  # function answer
        -7.0086,  # distance
        -0.7887,  # English function word
        -0.2570,  # Chinese function word
        1.1785,  # same
        -0.1811,  # one character
        0.8976,  # over other places
        1.2854,  # over other words
        -3.1604,  # answer far
        -0.2288,  # both function words
        1.7117,  # function word far
        -0.1687,  # content for function word
        -0.8043,  # function word for content
        -2.6833,  # compared by meaning
        -0.3287,  # constant
    )
)
SECOND = np.array(
    (
        -4.2844,  # gloss share
        2.3841,  # gloss whole
        3.2763,  # gloss of its family
        3.9229,  # function word of gloss
        -0.0156,  # compounds of word
        0.3004,  # compounds of characters
        0.1793,  # compounds of parts
        4.7585,  # word cosine
        -0.8037,  # sense cosine
        2.4521,  # window cosine
        3.1230,  # function answer
        -2.4267,  # distance
        -1.5526,  # English function word
        -0.3575,  # Chinese function word
        2.0187,  # same
        -0.0986,  # one character
        0.9380,  # over other places
        0.4603,  # over other words
        -0.5656,  # answer far
        -0.5567,  # both function words
        1.4096,  # function word far
        -0.0106,  # content for function word
        -1.5056,  # function word for content
        -2.5476,  # compared by meaning
        -0.9072,  # left gap
        -0.6928,  # right gap
        0.7147,  # beside own
        -2.2806,  # taken by another
        0.2485,  # left gap of function word
        -0.3258,  # right gap of function word
        1.4980,  # beside own function word
        -0.5832,  # gap
        0.5312,  # gap of function word
        -1.5347,  # gap of answer
        2.0515,  # constant
    )
)
RIGHT = np.array(
    (
        0.4019,  # mean odds
        2.2836,  # least odds
        -7.2490,  # odds elsewhere
        -5.3453,  # odds of others
        -0.0749,  # further words
        0.2097,  # one character
        -0.8430,  # function word
        -0.4746,  # gloss whole
        -0.6132,  # gloss of its family
        -0.3110,  # window cosine
        0.2044,  # compounds of parts
        -0.5830,  # with function words
        1.8919,  # constant
    )
)
