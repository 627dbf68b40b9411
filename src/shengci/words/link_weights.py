"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -1.0421,  # gloss share
        -0.5953,  # gloss whole
        1.3616,  # gloss of its family
        -0.0956,  # compounds of word
        0.2589,  # compounds of characters
        0.1875,  # compounds of parts
        2.8611,  # word cosine
        -1.7689,  # sense cosine
        1.5643,  # window cosine
        2.0693,  # function answer
        -6.8876,  # distance
        -0.8017,  # English function word
        0.2827,  # Chinese function word
        -0.6873,  # same
        -0.0674,  # one character
        0.7945,  # over other places
        1.1340,  # over other words
        -1.5514,  # answer far
        -0.0125,  # both function words
        1.6983,  # function word far
        0.4277,  # content for function word
        -0.9697,  # function word for content
        -1.2873,  # constant
    )
)
SECOND = np.array(
    (
        -1.2177,  # gloss share
        -0.4990,  # gloss whole
        1.7150,  # gloss of its family
        -0.1319,  # compounds of word
        0.2778,  # compounds of characters
        0.2862,  # compounds of parts
        3.6442,  # word cosine
        -0.9455,  # sense cosine
        -0.0079,  # window cosine
        3.7854,  # function answer
        -1.8485,  # distance
        -1.5036,  # English function word
        -0.0456,  # Chinese function word
        -0.3315,  # same
        0.1867,  # one character
        0.8567,  # over other places
        0.6224,  # over other words
        -0.9128,  # answer far
        -0.4430,  # both function words
        1.5939,  # function word far
        0.3050,  # content for function word
        -1.5538,  # function word for content
        -0.5422,  # left gap
        -0.5000,  # right gap
        0.7752,  # beside own
        -2.1406,  # taken by another
        -0.0250,  # left gap of function word
        -0.1660,  # right gap of function word
        1.8322,  # beside own function word
        -1.1402,  # gap
        0.5762,  # gap of function word
        -1.1223,  # gap of answer
        1.2758,  # constant
    )
)
RIGHT = np.array(
    (
        1.8599,  # mean odds
        2.8215,  # least odds
        -3.7533,  # odds elsewhere
        -4.6852,  # odds of others
        -1.4939,  # further words
        -0.6829,  # one character
        -0.9859,  # function word
        1.4558,  # constant
    )
)
