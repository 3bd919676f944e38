def knead(minutes: int) -> str:
    return "soft" if minutes > 9 else "hard"
