"""What each of `senses.FEATURES` is worth, made by `benchmarks/fit_senses.py`."""

import numpy as np

WEIGHTS = np.array(
    (
        1.0,  # labels
        -0.02,  # rank
        -0.05,  # usual rank
        0.15,  # usual
        1.0,  # gloss at place
        0.3,  # family at place
        0.7,  # cosine at place
        0.4,  # gloss anywhere
        0.08,  # reading at place
        0.35,  # reading
        1.5,  # reading asked for
        0.4,  # usual reading
        0.05,  # listed part of speech
        1.0,  # neighbours
        -0.5,  # other form written
        -0.15,  # other form guessed
        0.2,  # elsewhere
        1.3,  # frame
        0.2,  # part of the counterpart
    )
)
