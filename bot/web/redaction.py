"""Keeping conversation keys, the patients' only credential, out of what Django itself logs."""

import logging
import re

_KEY = re.compile(r"(?<=/conversations/)[A-Za-z0-9_-]+")


class WithoutKeys(logging.Filter):
    """Takes the keys out of the addresses in a record; it drops none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true, once the record is clean."""
        record.msg, record.args = _KEY.sub("…", record.getMessage()), ()
        return True
