"""Spoken French dates: which days and hours a patient asks about.

A small grammar in place of a general date library, because those are confidently wrong on spoken
dates: what it cannot read it leaves, and the patient is asked.
"""

from bot.language.dates.hours import PARTS as PARTS_OF_DAY
from bot.language.dates.reading import AskedPeriod, asked_period, asked_periods, mentions_a_date

__all__ = ["PARTS_OF_DAY", "AskedPeriod", "asked_period", "asked_periods", "mentions_a_date"]
