"""The weights of the linker, made by `benchmarks/fit_linking.py`."""

import numpy as np

FIRST = np.array(
    (
        -1.8849,  # gloss share
        0.9306,  # gloss whole
        1.1698,  # gloss of its family
        -0.1232,  # compounds of word
        0.2455,  # compounds of characters
        0.1546,  # compounds of parts
        3.1836,  # word cosine
        -1.7203,  # sense cosine
        0.9385,  # window cosine
        1.4404,  # function answer
        -7.2592,  # distance
        -0.7858,  # English function word
        0.3206,  # Chinese function word
        -1.3431,  # same
        -0.2262,  # one character
        0.8811,  # over other places
        1.2058,  # over other words
        -1.7083,  # answer far
        0.0432,  # both function words
        1.9019,  # function word far
        0.4399,  # content for function word
        -0.9957,  # function word for content
        -1.0199,  # constant
    )
)
SECOND = np.array(
    (
        -2.2698,  # gloss share
        1.3405,  # gloss whole
        1.6840,  # gloss of its family
        -0.2181,  # compounds of word
        0.2415,  # compounds of characters
        0.2805,  # compounds of parts
        4.1549,  # word cosine
        -1.3233,  # sense cosine
        -0.2962,  # window cosine
        2.9565,  # function answer
        -2.2367,  # distance
        -1.4927,  # English function word
        0.0417,  # Chinese function word
        -1.0050,  # same
        -0.0601,  # one character
        0.9592,  # over other places
        0.7021,  # over other words
        -1.2054,  # answer far
        -0.3629,  # both function words
        1.7508,  # function word far
        0.4021,  # content for function word
        -1.5714,  # function word for content
        -0.6218,  # left gap
        -0.5601,  # right gap
        0.9635,  # beside own
        -2.1098,  # taken by another
        0.0835,  # left gap of function word
        -0.1459,  # right gap of function word
        1.4656,  # beside own function word
        -0.9835,  # gap
        0.4554,  # gap of function word
        -1.1395,  # gap of answer
        1.5003,  # constant
    )
)
RIGHT = np.array(
    (
        1.0300,  # mean odds
        2.6353,  # least odds
        -4.7588,  # odds elsewhere
        -6.7515,  # odds of others
        -0.7810,  # further words
        -0.1605,  # one character
        -1.0200,  # function word
        1.4248,  # constant
    )
)
