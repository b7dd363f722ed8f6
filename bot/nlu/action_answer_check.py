"""The one place where Rasa itself is changed: the schema check of an action's answer.

`RemoteAction._validate_action_result` builds a schema and has `jsonschema` check the schema
itself at every call, about 50 ms a turn on two shared cores. Schema and validator do not change
while Rasa runs, so they are made once. The check itself stays.
"""

from typing import Any, Dict, Text

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction


def cache_action_answer_check() -> None:
    """Makes every later check of an action's answer use one validator."""
    validator = Draft202012Validator(RemoteAction.action_response_format_spec())

    def check(_action: RemoteAction, result: Dict[Text, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = check  # noqa: SLF001  # see above  # type: ignore[method-assign]  # see above
