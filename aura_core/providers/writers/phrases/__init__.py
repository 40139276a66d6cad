"""
The phrases of the outline writer, as Markdown: a heading begins a section, a paragraph is a beat, a list its points.

Rule 1: a phrase asks, or says how to look; it never says anything about the topic itself.

Rule 2: a section of the second level is worth its place in any film, one of the third only in a longer film.

Rule 3: all beats but the first of a section may be left out, so the first is the only one that others lean on.
"""
