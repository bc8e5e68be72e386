"""The command line in two languages: which one is spoken, help texts, and what Typer says in English only."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from scheduler.text import Language, Text

BETWEEN = "\x1f"  # divides the languages of a help text; no sentence holds it
VARIABLE = "SAMSCHEMA_LANG"


def both(sv: str, en: str) -> str:
    """A help text that `in_language` settles."""
    return f"{sv}{BETWEEN}{en}"


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language to speak: as asked on the command line, else in the environment, else Swedish."""
    asked = environment.get(VARIABLE, "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return next((one for one in Language if asked.strip().lower().startswith(one.value)), Language.SWEDISH)


# -- help -----------------------------------------------------------------------------------------


class Command(TyperCommand):
    """A command whose help is said in one language."""

    language = Language.SWEDISH

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx), self.language)


class Group(TyperGroup):
    """The whole command line, whose help is said in one language."""

    language = Language.SWEDISH

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx), self.language)


USAGE = Text(sv="Så här:", en="Usage:")
HELP = Text(sv="Visa den här hjälpen.", en="Show this help.")
PANELS = {
    "ARGUMENTS_PANEL_TITLE": Text(sv="Argument", en="Arguments"),
    "OPTIONS_PANEL_TITLE": Text(sv="Flaggor", en="Options"),
    "COMMANDS_PANEL_TITLE": Text(sv="Kommandon", en="Commands"),
    "DEFAULT_STRING": Text(sv="[förval: {{}}]", en="[default: {{}}]"),
    "REQUIRED_LONG_STRING": Text(sv="[krävs]", en="[required]"),
}


def _usage(words: str, language: Language) -> str:
    return words.replace("Usage:", USAGE.in_(language), 1)


def in_language(app: typer.Typer, language: Language, *, helping: bool) -> Any:
    """The command line with all its help in one language; what frames the help only when help is asked for."""
    if helping:
        from typer import rich_utils

        for name, words in PANELS.items():
            if hasattr(rich_utils, name):
                setattr(rich_utils, name, words.in_(language))
    command = typer.main.get_command(app)
    _settle(command, language)
    return command


def _settle(command: Any, language: Language) -> None:
    command.language = language
    for name in ("help", "short_help", "epilog"):
        setattr(command, name, _chosen(getattr(command, name, None), language))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _chosen(parameter.help, language)
    settle_help = command.get_help_option

    def get_help_option(ctx: Any) -> Any:
        option = settle_help(ctx)
        if option is not None:
            option.help = HELP.in_(language)
        return option

    command.get_help_option = get_help_option
    for one in getattr(command, "commands", {}).values():
        _settle(one, language)


def _chosen(words: str | None, language: Language) -> str | None:
    if not words or BETWEEN not in words:
        return words
    sv, en = words.split(BETWEEN)
    return sv if language is Language.SWEDISH else en


# -- a command line that was not understood -------------------------------------------------------

MISSING = Text(sv="{name} saknas.", en="{name} is missing.")
NO_SUCH_OPTION = Text(sv="Det finns ingen flagga {name}.", en="There is no option {name}.")
PERHAPS = Text(sv=" Menades {names}?", en=" Was {names} meant?")
NOT_A_NUMBER = Text(sv="{name} ska vara ett tal.", en="{name} must be a number.")
NOT_WHOLE = Text(sv="{name} ska vara ett heltal.", en="{name} must be a whole number.")
NOT_A_LANGUAGE = Text(sv="--lang ska vara sv eller en.", en="--lang must be sv or en.")
BAD_VALUE = Text(sv="Värdet för {name} går inte att använda: {why}", en="The value of {name} cannot be used: {why}")
NO_SUCH_COMMAND = Text(
    sv="Det finns inget kommando {name}. Kommandona är {names}.",
    en="There is no command {name}. The commands are {names}.",
)
TOO_MUCH = Text(sv="Kommandot tar inte emot {name}.", en="The command does not take {name}.")
NOT_UNDERSTOOD = Text(sv="Kommandot förstås inte: {why}", en="The command is not understood: {why}")
ASK = Text(sv="Se {command} --help.", en="See {command} --help.")


def misuse(error: Any, language: Language) -> str:
    """What is wrong with a command line, and where help is found."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "samschema"
    return f"{_what(error, language)} {ASK.in_(language, command=command)}"


def _what(error: Any, language: Language) -> str:
    kind = type(error).__name__  # the classes themselves are private to Typer
    if kind == "MissingParameter":
        return MISSING.in_(language, name=_name(error))
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        hint = PERHAPS.in_(language, names=near) if near else ""
        return NO_SUCH_OPTION.in_(language, name=error.option_name) + hint
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        return _bad_value(_name(error), error.message, language)
    why = str(error.format_message())
    command = re.search("No such command '(.*?)'", why)
    if command:
        names = ", ".join(error.ctx.command.commands)
        return NO_SUCH_COMMAND.in_(language, name=command[1], names=names)
    surplus = re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", why)
    if surplus:
        return TOO_MUCH.in_(language, name=surplus[1])
    return NOT_UNDERSTOOD.in_(language, why=why)


def _bad_value(name: str, why: str, language: Language) -> str:
    if name == "--lang":
        return NOT_A_LANGUAGE.in_(language)
    if "integer" in why:
        return NOT_WHOLE.in_(language, name=name)
    if "number" in why or "float" in why:
        return NOT_A_NUMBER.in_(language, name=name)
    return BAD_VALUE.in_(language, name=name, why=why)


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    options: list[str] = list(getattr(parameter, "opts", []))
    longest = max(options, key=len, default=str(parameter.name))
    return longest if longest.startswith("-") else str(parameter.name).upper()
