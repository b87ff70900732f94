"""Made-up numbers, for figures and tests alike: no person has one of these but by chance."""

from random import Random

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def resident_number(front: str, back: str, *, foreign: bool = False) -> str:
    """The 13 digits of a birthday and six more digits, with the check digit that fits."""
    total = sum(int(d) * w for d, w in zip(front + back, _WEIGHTS, strict=True))
    return f"{front}{back}{((13 if foreign else 11) - total % 11) % 10}"


def corporate_number(front: str, back: str) -> str:
    """The 13 digits of a company's registration, with the check digit that fits."""
    total = sum(int(d) * w for d, w in zip(front + back, (1, 2) * 6, strict=True))
    return f"{front}{back}{(10 - total % 10) % 10}"


def barcode_number(twelve: str) -> str:
    """The 13 digits of a barcode (EAN-13), with the check digit that fits."""
    total = sum(int(d) * w for d, w in zip(twelve, (1, 3) * 6, strict=True))
    return f"{twelve}{(10 - total % 10) % 10}"


def people(count: int, *, checked: bool = True, seed: int = 1) -> list[str]:
    """Different resident numbers of people born from 1950 to 2015."""
    random = Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        year = random.randint(1950, 2015)
        front = f"{year % 100:02d}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        back = f"{random.choice('12' if year < 2000 else '34')}{random.randint(0, 99999):05d}"
        number = resident_number(front, back)
        if not checked:
            number = number[:12] + str((int(number[12]) + random.randint(1, 9)) % 10)
        made[number] = None
    return list(made)


def serials(count: int, *, seed: int = 1) -> list[str]:
    """Numbers of 13 digits that mean nothing."""
    random = Random(seed)
    return [f"{random.randrange(10**12, 10**13)}" for _ in range(count)]


def dashed(number: str) -> str:
    """The 13 digits of a number as people write it."""
    return f"{number[:6]}-{number[6:]}"


def birthday(random: Random, year: int) -> str:
    """Six digits of a day in a year."""
    return f"{year % 100:02d}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"


def card_number(issuer: str, random: Random) -> str:
    """Sixteen digits that pass the check of payment cards."""
    return checked_card_number(issuer + f"{random.randrange(10**14):014d}")


def checked_card_number(front: str) -> str:
    """The digits, and one more by Luhn's rule (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(front)):
        worth = int(digit) * (2 if place % 2 == 0 else 1)
        total += worth - 9 if worth > 9 else worth
    return f"{front}{-total % 10}"


def business_number(nine: str) -> str:
    """Ten digits of a business registration, the last by the tax service's rule."""
    total = sum(int(d) * w for d, w in zip(nine, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    total += int(nine[8]) * 5 // 10
    return f"{nine}{-total % 10}"


def key(random: Random, length: int) -> str:
    """Characters as keys are written in."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return "".join(random.choice(letters) for _ in range(length))
