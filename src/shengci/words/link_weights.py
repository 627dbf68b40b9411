"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -4.7520,  # gloss share
        2.1317,  # gloss whole
        3.3626,  # gloss of its family
        4.0761,  # function word of gloss
        0.1555,  # compounds of word
        0.3005,  # compounds of characters
        -0.0395,  # compounds of parts
        4.7190,  # word cosine
        -1.6497,  # sense cosine
        2.6167,  # window cosine
        1.1588,  # function answer
        -7.1569,  # distance
        -0.8011,  # English function word
        -0.2696,  # Chinese function word
        0.4598,  # same
        -0.1995,  # one character
        0.8768,  # over other places
        1.2354,  # over other words
        -3.0551,  # answer far
        -0.2355,  # both function words
        1.8312,  # function word far
        -0.1815,  # content for function word
        -0.8149,  # function word for content
        -2.7233,  # compared by meaning
        -0.3427,  # constant
    )
)
SECOND = np.array(
    (
        -4.1743,  # gloss share
        2.2884,  # gloss whole
        3.3016,  # gloss of its family
        3.8826,  # function word of gloss
        -0.0313,  # compounds of word
        0.2998,  # compounds of characters
        0.2171,  # compounds of parts
        4.7676,  # word cosine
        -0.7703,  # sense cosine
        2.5528,  # window cosine
        3.1207,  # function answer
        -2.5314,  # distance
        -1.6122,  # English function word
        -0.3841,  # Chinese function word
        1.3739,  # same
        -0.1114,  # one character
        0.9316,  # over other places
        0.3871,  # over other words
        -0.9579,  # answer far
        -0.5781,  # both function words
        1.5050,  # function word far
        -0.0309,  # content for function word
        -1.5639,  # function word for content
        -2.6109,  # compared by meaning
        -0.9087,  # left gap
        -0.7132,  # right gap
        0.7635,  # beside own
        -2.3933,  # taken by another
        0.2551,  # left gap of function word
        -0.2776,  # right gap of function word
        1.4809,  # beside own function word
        -0.5958,  # gap
        0.5174,  # gap of function word
        -1.3921,  # gap of answer
        2.0987,  # constant
    )
)
RIGHT = np.array(
    (
        0.6994,  # mean odds
        2.5994,  # least odds
        -7.2650,  # odds elsewhere
        -5.2677,  # odds of others
        -0.1471,  # further words
        0.2387,  # one character
        -0.8585,  # function word
        -0.3978,  # gloss whole
        -0.9043,  # gloss of its family
        -0.5022,  # window cosine
        0.1568,  # compounds of parts
        -0.6024,  # with function words
        1.9021,  # constant
    )
)
