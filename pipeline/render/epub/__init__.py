"""Site and manuscript → one EPUB 3.3 publication; nothing is written to disk here.

    plan         what it holds, in which order: one leaf a document
    leaves       leaf → XHTML with marks, through the theme's templates
    bind         pieces → documents of a bearable size, marks → links
    navigation   documents → contents, landmarks, print pages
    metadata     what a catalogue wants to know
    cover        a drawing made of the book's outline, as SVG and PNG
    volume       all of it → the files of the container
    register     the index: terms → the sections that speak of them
    words        phrases of the publication → the language of the book
    archive      files → bytes that are the same every time
    verify       what is wrong with a finished publication

Each of them is a module.
"""

from pipeline.render.epub.verify import problems
from pipeline.render.epub.writer import write

__all__ = ["problems", "write"]
