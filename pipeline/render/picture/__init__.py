"""Pictures that are drawn here, the same on every machine: no font and no library is asked.

    drawing     what is on a picture: bars, strokes, words
    lettering   text → strokes
    setting     text → lines that fit, letter by letter
    raster      a drawing → a PNG

Each of them is a module; covers, icons and the pictures of shared links are made with them.
"""
