"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -2.0967,  # gloss share
        1.0070,  # gloss whole
        1.2397,  # gloss of its family
        3.6550,  # function word of gloss
        -0.0893,  # compounds of word
        0.2555,  # compounds of characters
        0.1280,  # compounds of parts
        3.0251,  # word cosine
        -1.6658,  # sense cosine
        0.8677,  # window cosine
        1.4701,  # function answer
        -7.2358,  # distance
        -0.8615,  # English function word
        0.2568,  # Chinese function word
        -1.4309,  # same
        -0.1560,  # one character
        0.9239,  # over other places
        1.2077,  # over other words
        -2.4067,  # answer far
        -0.0114,  # both function words
        1.9431,  # function word far
        0.3955,  # content for function word
        -1.0493,  # function word for content
        -0.9380,  # constant
    )
)
SECOND = np.array(
    (
        -2.5647,  # gloss share
        1.4633,  # gloss whole
        1.7598,  # gloss of its family
        3.6937,  # function word of gloss
        -0.1352,  # compounds of word
        0.2535,  # compounds of characters
        0.2088,  # compounds of parts
        3.9960,  # word cosine
        -1.1878,  # sense cosine
        -0.4119,  # window cosine
        3.1104,  # function answer
        -2.1761,  # distance
        -1.5153,  # English function word
        -0.0044,  # Chinese function word
        -1.0045,  # same
        -0.0087,  # one character
        0.9837,  # over other places
        0.6865,  # over other words
        -0.9858,  # answer far
        -0.3755,  # both function words
        1.5428,  # function word far
        0.3447,  # content for function word
        -1.5900,  # function word for content
        -0.6264,  # left gap
        -0.5804,  # right gap
        0.9689,  # beside own
        -2.1666,  # taken by another
        0.1125,  # left gap of function word
        -0.2610,  # right gap of function word
        1.2397,  # beside own function word
        -0.9942,  # gap
        0.6007,  # gap of function word
        -1.3724,  # gap of answer
        1.6079,  # constant
    )
)
RIGHT = np.array(
    (
        0.7031,  # mean odds
        2.8609,  # least odds
        -4.8031,  # odds elsewhere
        -5.5971,  # odds of others
        -0.6118,  # further words
        -0.2851,  # one character
        -1.0521,  # function word
        1.4707,  # constant
    )
)
