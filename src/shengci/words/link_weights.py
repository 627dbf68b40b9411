"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -2.9918,  # gloss share
        1.3731,  # gloss whole
        1.8909,  # gloss of its family
        3.5331,  # function word of gloss
        -0.0702,  # compounds of word
        0.2722,  # compounds of characters
        0.0987,  # compounds of parts
        3.1861,  # word cosine
        -1.1926,  # sense cosine
        0.3792,  # window cosine
        1.4638,  # function answer
        -7.8397,  # distance
        -0.8090,  # English function word
        0.3300,  # Chinese function word
        0.4238,  # same
        -0.3358,  # one character
        0.9086,  # over other places
        1.1404,  # over other words
        -2.4436,  # answer far
        0.0268,  # both function words
        2.4770,  # function word far
        0.4673,  # content for function word
        -1.0163,  # function word for content
        -0.9656,  # constant
    )
)
SECOND = np.array(
    (
        -2.8633,  # gloss share
        1.6301,  # gloss whole
        2.0391,  # gloss of its family
        3.4899,  # function word of gloss
        -0.1666,  # compounds of word
        0.2822,  # compounds of characters
        0.2301,  # compounds of parts
        3.8639,  # word cosine
        -0.8550,  # sense cosine
        -0.4216,  # window cosine
        3.0823,  # function answer
        -3.5192,  # distance
        -1.3824,  # English function word
        0.1114,  # Chinese function word
        0.8514,  # same
        -0.2426,  # one character
        0.9429,  # over other places
        0.6191,  # over other words
        -0.7090,  # answer far
        -0.2745,  # both function words
        2.4605,  # function word far
        0.4240,  # content for function word
        -1.5023,  # function word for content
        -0.6540,  # left gap
        -0.5495,  # right gap
        0.6657,  # beside own
        -1.9992,  # taken by another
        0.2081,  # left gap of function word
        -0.2494,  # right gap of function word
        1.3673,  # beside own function word
        -0.8185,  # gap
        0.3487,  # gap of function word
        -1.3741,  # gap of answer
        1.3910,  # constant
    )
)
RIGHT = np.array(
    (
        0.7438,  # mean odds
        2.2367,  # least odds
        -6.1608,  # odds elsewhere
        -4.2638,  # odds of others
        -0.1883,  # further words
        0.0513,  # one character
        0.0126,  # function word
        0.8084,  # gloss whole
        -1.8587,  # gloss of its family
        0.7480,  # window cosine
        0.1688,  # compounds of parts
        0.2889,  # with function words
        1.0212,  # constant
    )
)
