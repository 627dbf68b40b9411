"""Text as the HTML of a note's field."""

import html


def escape(text: str) -> str:
    """Return text as HTML that shows it as it is, also where Anki would read its own marks in it.

    Those are braces (fields, clozes) and brackets (sounds, speech, LaTeX).

    >>> escape("a < b & {{Word}}")
    'a &lt; b &amp; &#123;&#123;Word&#125;&#125;'
    """
    if text.isalnum():  # a word, a syllable: most that is asked about
        return text
    return (
        html.escape(text, quote=False)
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("[", "&#91;")
    )
