"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -4.4306,  # gloss share
        2.0743,  # gloss whole
        3.1154,  # gloss of its family
        4.0585,  # function word of gloss
        0.1524,  # compounds of word
        0.2981,  # compounds of characters
        -0.0258,  # compounds of parts
        4.7369,  # word cosine
        -1.6562,  # sense cosine
        2.6479,  # best cosine
        1.1786,  # function answer
        -7.2806,  # distance
        -0.8102,  # English function word
        -0.2749,  # Chinese function word
        0.3257,  # same
        -0.1986,  # one character
        0.8517,  # over other places
        1.2241,  # over other words
        -3.0156,  # answer far
        -0.2369,  # both function words
        1.9289,  # function word far
        -0.1881,  # content for function word
        -0.8251,  # function word for content
        -2.7289,  # compared by meaning
        -0.3534,  # constant
    )
)
SECOND = np.array(
    (
        -3.9741,  # gloss share
        2.1916,  # gloss whole
        3.2126,  # gloss of its family
        3.8953,  # function word of gloss
        -0.0322,  # compounds of word
        0.2936,  # compounds of characters
        0.2305,  # compounds of parts
        4.7651,  # word cosine
        -0.7870,  # sense cosine
        2.6053,  # best cosine
        3.1553,  # function answer
        -2.7627,  # distance
        -1.5771,  # English function word
        -0.3831,  # Chinese function word
        1.2680,  # same
        -0.1175,  # one character
        0.8945,  # over other places
        0.3773,  # over other words
        -0.8532,  # answer far
        -0.5658,  # both function words
        1.6204,  # function word far
        -0.0409,  # content for function word
        -1.5296,  # function word for content
        -2.6158,  # compared by meaning
        -0.8836,  # left gap
        -0.7204,  # right gap
        0.7454,  # beside own
        -2.3875,  # taken by another
        0.2029,  # left gap of function word
        -0.2811,  # right gap of function word
        1.3934,  # beside own function word
        -0.5704,  # gap
        0.5332,  # gap of function word
        -1.3894,  # gap of answer
        2.0562,  # constant
    )
)
RIGHT = np.array(
    (
        0.7608,  # mean odds
        2.6144,  # least odds
        -6.4983,  # odds elsewhere
        -5.1927,  # odds of others
        -0.0731,  # further words
        0.3182,  # one character
        -0.7670,  # function word
        0.3467,  # gloss whole
        -1.6748,  # gloss of its family
        -0.2592,  # best cosine
        0.1814,  # compounds of parts
        -0.6012,  # with function words
        1.7133,  # constant
    )
)
