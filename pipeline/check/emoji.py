"""The name of an emoji, as GitHub takes it between colons → the character; most names are those of Unicode."""

import unicodedata

OTHERS = {
    "+1": "\N{THUMBS UP SIGN}",
    "-1": "\N{THUMBS DOWN SIGN}",
    "100": "\N{HUNDRED POINTS SYMBOL}",
    "boom": "\N{COLLISION SYMBOL}",
    "bulb": "\N{ELECTRIC LIGHT BULB}",
    "bug": "\N{BUG}",
    "book": "\N{OPEN BOOK}",
    "books": "\N{BOOKS}",
    "clap": "\N{CLAPPING HANDS SIGN}",
    "construction": "\N{CONSTRUCTION SIGN}",
    "exclamation": "\N{HEAVY EXCLAMATION MARK SYMBOL}",
    "eyes": "\N{EYES}",
    "grin": "\N{GRINNING FACE WITH SMILING EYES}",
    "heart": "\N{HEAVY BLACK HEART}",
    "heart_eyes": "\N{SMILING FACE WITH HEART-SHAPED EYES}",
    "information_source": "\N{INFORMATION SOURCE}",
    "joy": "\N{FACE WITH TEARS OF JOY}",
    "laughing": "\N{SMILING FACE WITH OPEN MOUTH AND TIGHTLY-CLOSED EYES}",
    "link": "\N{LINK SYMBOL}",
    "mag": "\N{LEFT-POINTING MAGNIFYING GLASS}",
    "muscle": "\N{FLEXED BICEPS}",
    "no_entry": "\N{NO ENTRY}",
    "ok_hand": "\N{OK HAND SIGN}",
    "pencil": "\N{MEMO}",
    "pencil2": "\N{PENCIL}",
    "point_right": "\N{WHITE RIGHT POINTING BACKHAND INDEX}",
    "pray": "\N{PERSON WITH FOLDED HANDS}",
    "question": "\N{BLACK QUESTION MARK ORNAMENT}",
    "raised_hands": "\N{PERSON RAISING BOTH HANDS IN CELEBRATION}",
    "robot": "\N{ROBOT FACE}",
    "slightly_smiling_face": "\N{SLIGHTLY SMILING FACE}",
    "smile": "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}",
    "smiley": "\N{SMILING FACE WITH OPEN MOUTH}",
    "sob": "\N{LOUDLY CRYING FACE}",
    "star": "\N{WHITE MEDIUM STAR}",
    "stop_sign": "\N{OCTAGONAL SIGN}",
    "tada": "\N{PARTY POPPER}",
    "thinking": "\N{THINKING FACE}",
    "thumbsdown": "\N{THUMBS DOWN SIGN}",
    "thumbsup": "\N{THUMBS UP SIGN}",
    "warning": "\N{WARNING SIGN}",
    "wave": "\N{WAVING HAND SIGN}",
    "white_check_mark": "\N{WHITE HEAVY CHECK MARK}",
    "wink": "\N{WINKING FACE}",
    "wrench": "\N{WRENCH}",
    "x": "\N{CROSS MARK}",
    "zap": "\N{HIGH VOLTAGE SIGN}",
}
"""Names that Unicode does not use, of those that stand in texts most often."""


def emoji(name: str) -> str | None:
    """A name without its colons → the character; `None` for a word that is no emoji's name."""
    try:
        found = OTHERS.get(name) or unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None
    return found if unicodedata.category(found) == "So" or name in OTHERS else None
