"""The commands of Accueil: `python -m bot run | train | check | evaluate`."""

import argparse
import sys
from pathlib import Path

from bot.config import load_settings
from bot.errors import AccueilError


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options)
    except AccueilError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="train if needed, start every process, wait")
    run.set_defaults(command=_run)
    train = commands.add_parser("train", help="train the model if data or pipeline changed")
    train.set_defaults(command=_train)
    check = commands.add_parser("check", help="check the FAQ folder, problems in French")
    check.set_defaults(command=_check)
    evaluate = commands.add_parser(
        "evaluate", help="answer labelled messages and judge the answers"
    )
    evaluate.add_argument("cases", type=Path, help="lines of expected<TAB>text")
    evaluate.add_argument("--json", type=Path, help="where to write cases and summary")
    evaluate.add_argument("--readme", type=Path, help="file whose quality section is rewritten")
    evaluate.set_defaults(command=_evaluate)
    return parser


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _run(_options: argparse.Namespace) -> int:
    from bot.run import run  # noqa: PLC0415  # each command loads only what it needs

    return run(load_settings(), _tell)


def _train(_options: argparse.Namespace) -> int:
    from bot.model import ensure_model  # noqa: PLC0415  # likewise

    ensure_model(load_settings(), _tell)
    return 0


def _check(_options: argparse.Namespace) -> int:
    from bot.faq.store import FaqStore  # noqa: PLC0415  # likewise

    settings = load_settings()
    clinic = FaqStore(settings.faq_dir, state=settings.var).check()
    _tell(f"{len(clinic.entries)} entrées, aucune erreur.")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from bot.evaluate import evaluate  # noqa: PLC0415  # likewise

    return evaluate(options.cases, json_path=options.json, readme=options.readme, tell=_tell)


if __name__ == "__main__":
    sys.exit(main())
