"""Dates of other calendars, as days of ours: the Solar Hijri calendar of Iran and the eras of Japan."""

from datetime import date, timedelta

_NOWRUZ = date(2024, 3, 20)
_NOWRUZ_YEAR = 1403
_LEAP_REMAINDERS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""Of a year divided by 33; they agree with the equinox for all of 1300 to 1500."""
_ERAS = {
    "令和": (date(2019, 5, 1), date.max),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
}


def is_solar_leap_year(year: int) -> bool:
    """Tell whether Esfand has thirty days in a year of the Solar Hijri calendar."""
    return year % 33 in _LEAP_REMAINDERS


def from_solar_hijri(year: int, month: int, day: int) -> date:
    """Return the Gregorian day; raises ValueError for what the calendar has not, and outside 1300 to 1500."""
    longest = 31 if month <= 6 else 30 if month <= 11 or is_solar_leap_year(year) else 29
    if not (1300 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError(f"{year}-{month}-{day} is no day of the Solar Hijri calendar")
    step = 1 if year >= _NOWRUZ_YEAR else -1
    passed = range(min(year, _NOWRUZ_YEAR), max(year, _NOWRUZ_YEAR))
    years = step * sum(366 if is_solar_leap_year(each) else 365 for each in passed)
    return _NOWRUZ + timedelta(years + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def year_of_era(era: str, number: int, month: int, day: int | None) -> int:
    """Return the Gregorian year of a Japanese era's; raises ValueError when the day does not lie in the era."""
    first, last = _ERAS[era]
    year = first.year + number - 1
    if day is None:
        within = (first.year, first.month) <= (year, month) <= (last.year, last.month)
    else:
        within = first <= date(year, month, day) <= last
    if number < 1 or not within:
        raise ValueError(f"{era}{number} has no such day")
    return year
