"""How strongly the wind pulls."""

AIR = 1.225  # kilograms per cubic metre


def pressure(speed: float) -> float:
    """The pressure of the wind in pascal, from its speed in metres per second."""
    return AIR * speed**2 / 2


def pull(speed: float, area: float, coefficient: float = 0.8) -> float:
    """The pull on a sail of some square metres, in newton."""
    return coefficient * area * pressure(speed)
