"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -0.9477,  # gloss share
        -0.2145,  # gloss whole
        0.9889,  # gloss of its family
        -0.1312,  # compounds of word
        0.2585,  # compounds of characters
        0.1789,  # compounds of parts
        3.5105,  # word cosine
        -1.8579,  # sense cosine
        1.0274,  # window cosine
        1.8632,  # function answer
        -7.1591,  # distance
        -0.8234,  # English function word
        0.3626,  # Chinese function word
        -1.3123,  # same
        -0.2054,  # one character
        0.8730,  # over other places
        1.2328,  # over other words
        -1.5071,  # answer far
        0.0758,  # both function words
        1.7880,  # function word far
        0.4723,  # content for function word
        -1.0653,  # function word for content
        -1.1979,  # constant
    )
)
SECOND = np.array(
    (
        -1.3747,  # gloss share
        0.1147,  # gloss whole
        1.5046,  # gloss of its family
        -0.2039,  # compounds of word
        0.2553,  # compounds of characters
        0.2998,  # compounds of parts
        4.2250,  # word cosine
        -1.5216,  # sense cosine
        0.0732,  # window cosine
        3.2485,  # function answer
        -2.2627,  # distance
        -1.4771,  # English function word
        0.1078,  # Chinese function word
        -1.0112,  # same
        -0.0723,  # one character
        0.9465,  # over other places
        0.6856,  # over other words
        -1.0625,  # answer far
        -0.2773,  # both function words
        1.5896,  # function word far
        0.4209,  # content for function word
        -1.6138,  # function word for content
        -0.5956,  # left gap
        -0.5340,  # right gap
        0.8224,  # beside own
        -2.1743,  # taken by another
        0.1266,  # left gap of function word
        -0.1706,  # right gap of function word
        1.5594,  # beside own function word
        -0.9980,  # gap
        0.4063,  # gap of function word
        -0.9178,  # gap of answer
        1.3077,  # constant
    )
)
RIGHT = np.array(
    (
        1.1666,  # mean odds
        3.3745,  # least odds
        -3.7672,  # odds elsewhere
        -7.6921,  # odds of others
        -0.8728,  # further words
        -0.0893,  # one character
        -1.1417,  # function word
        1.2417,  # constant
    )
)
