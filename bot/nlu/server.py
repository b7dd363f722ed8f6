"""Rasa's command line, with what Accueil changes in it: `python -m bot.nlu.server run …`."""

import os
import sys

os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # Rasa reads it while it is imported
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

from rasa.__main__ import main  # after the settings above

from bot.nlu.action_answer_check import cache_action_answer_check  # likewise

if __name__ == "__main__":
    cache_action_answer_check()
    sys.exit(main())
