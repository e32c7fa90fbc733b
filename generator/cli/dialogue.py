"""click in Chinese: help, complaints, and an exit code for every ending."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, ClassVar, NoReturn, cast

import click
from click import Choice, ParamType, UsageError, argument, echo, option, pass_context, prompt, version_option

from generator.cli.console import speak
from generator.model.diagnostics import Failed
from generator.reporting import padded, width

__all__ = [
    "EXIT_FOUND",
    "EXIT_MISUSE",
    "Choice",
    "Command",
    "Commands",
    "Context",
    "ParamType",
    "Quit",
    "UsageError",
    "argument",
    "command",
    "echo",
    "option",
    "pass_context",
    "prompt",
    "version_option",
]

Context = click.Context
Parameter = click.Parameter

EXIT_FOUND, EXIT_MISUSE, EXIT_BROKEN, EXIT_INTERRUPTED = 1, 2, 3, 130
SETTINGS = {"help_option_names": ["-h", "--help"]}
REFUSALS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENOENT: "没有这个文件或目录",
}


class Quit(Exception):  # not a failure of the program: its answer
    """Ends a command with an exit code, after what had to be said was said."""

    def __init__(self, code: int) -> None:
        """Take the exit code."""
        super().__init__(code)
        self.code = code


class Command(click.Command):
    """A command whose help and complaints are Chinese."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401  # handed on to click as they are
        """Accept surplus arguments at first, so that they can be named in Chinese."""
        super().__init__(*arguments, **settings | {"context_settings": SETTINGS})
        self.allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line; name what is too much."""
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise UsageError(f"多余的参数：{' '.join(ctx.args)}", ctx)
        return rest

    def get_help_option(self, ctx: Context) -> click.Option | None:
        """The help option, described in Chinese."""
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: click.HelpFormatter) -> None:
        """Usage, description, options."""
        words = [one.make_metavar(ctx) for one in self.get_params(ctx) if isinstance(one, click.Argument)]
        formatter.write(f"用法：{' '.join([ctx.command_path, *words, '[选项]'])}\n\n{_indented(self.help or '')}")
        _listed("选项", _options(self, ctx), formatter)


def command(name: str, words: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command, described in Chinese by ``words``."""
    return click.command(name, cls=Command, help=words)


class Commands(click.Group):
    """The program: lists its commands without loading them, and turns every ending into an exit code."""

    modules: ClassVar[dict[str, tuple[str, str]]] = {}
    """Command → the module that holds it as ``NAME_command``, and its one line of help."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401  # handed on to click as they are
        """Know the help option by its two names."""
        super().__init__(*arguments, **settings | {"context_settings": SETTINGS})

    def list_commands(self, ctx: Context) -> list[str]:
        """In the order of the table."""
        _ = ctx
        return list(self.modules)

    def get_command(self, ctx: Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        _ = ctx
        if cmd_name not in self.modules:
            return None
        module = import_module(self.modules[cmd_name][0])
        return cast("click.Command", getattr(module, f"{cmd_name}_command"))

    def get_help_option(self, ctx: Context) -> click.Option | None:
        """The help option, described in Chinese."""
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: click.HelpFormatter) -> None:
        """Usage, commands and options, from the table alone."""
        formatter.write(f"用法：{ctx.command_path} 命令 [参数] [选项]\n\n{_indented(self.help or '')}")
        _listed("命令", [(name, line) for name, (_, line) in self.modules.items()], formatter)
        _listed("选项", _options(self, ctx), formatter)

    def main(  # type: ignore[override]  # as it is called here, without overloads
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Run, say in Chinese what went wrong, and leave with 0, 1, 2, 3 or 130."""
        speak()
        words = list(sys.argv[1:] if args is None else args)
        verbose = any(word in {"-v", "--verbose"} for word in words)
        run = super().main
        sys.exit(ended(lambda: run(words, prog_name, **extra | {"standalone_mode": False}), verbose=verbose))


def ended(run: Callable[[], object], *, verbose: bool) -> int:
    """Run something, say how it went wrong, and give the exit code."""
    try:
        outcome = run()
        sys.stdout.flush()
    except Quit as end:
        return end.code
    except click.exceptions.NoArgsIsHelpError as error:
        echo(error.format_message(), err=True)
        return EXIT_MISUSE
    except (click.Abort, KeyboardInterrupt):
        echo("已中断。", err=True)
        return EXIT_INTERRUPTED
    except UsageError as error:
        echo(f"错误：{_said(error)}", err=True)
        echo(f"用法见 {error.ctx.command_path if error.ctx else 'gongkai'} --help", err=True)
        return EXIT_MISUSE
    except Failed as error:
        echo(f"错误：{error}", err=True)
        return EXIT_BROKEN
    except OSError as error:
        return _refused(error, verbose=verbose)
    except Exception as error:  # noqa: BLE001  # the last resort: whatever it is, the editor gets a sentence
        return _broken(error, verbose=verbose)
    return outcome if isinstance(outcome, int) else 0


def _refused(error: OSError, *, verbose: bool) -> int:
    """The system said no: a full disk, a missing permission, or a reader that went away."""
    if error.errno == errno.EPIPE:
        with suppress(OSError, ValueError):  # what is still buffered goes nowhere, silently
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FOUND
    if verbose:
        _trace(error)
    where = f" {error.filename}" if error.filename else ""
    reason = REFUSALS.get(error.errno or 0) or error.strerror or type(error).__name__
    echo(f"错误：无法读写{where}：{reason}", err=True)
    return EXIT_BROKEN


def _broken(error: Exception, *, verbose: bool) -> int:
    if verbose:
        _trace(error)
    echo(f"内部错误：{type(error).__name__}：{error}", err=True)
    if not verbose:
        echo("这是程序的毛病，不是内容的。请加 -v 再运行一次，把全部输出交给维护人员。", err=True)
    return EXIT_BROKEN


def _trace(error: Exception) -> None:
    import traceback  # takes a tenth of the time of --help

    traceback.print_exception(error)


def _said(error: UsageError) -> str:
    """What is wrong with the command line, in Chinese."""
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_meant(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            from difflib import get_close_matches  # as in ``_trace``

            return f"没有命令 {error.command_name}{_meant(get_close_matches(error.command_name, Commands.modules))}"
        case click.BadOptionUsage():
            wants = "requires" in error.message
            return f"选项 {error.option_name} 后面{'要有' if wants else '不能有'}值"
        case click.MissingParameter():
            return f"缺少{_named(error.param)}"
        case click.BadParameter() if error.param is not None:
            kind = error.param.type
            wanted = f"只能是 {'、'.join(map(str, kind.choices))}" if isinstance(kind, Choice) else error.message
            return f"{_named(error.param)}：{wanted}"
        case _:
            return error.message


def _meant(near: Sequence[str] | None) -> str:
    return f"，是否应为 {near[0]}？" if near else ""


def _named(param: Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"选项 {max(param.opts, key=len)}"
    return f"参数 {param.metavar or param.name}" if param else ""


def _described(found: click.Option | None) -> click.Option | None:
    if found is not None:
        found.help = "显示这份说明"
    return found


def _options(command: click.Command, ctx: Context) -> list[tuple[str, str]]:
    every = [one for one in command.get_params(ctx) if isinstance(one, click.Option)]
    return [row for one in every if (row := one.get_help_record(ctx)) is not None]


def _indented(words: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in words.strip().splitlines())


def _listed(heading: str, rows: Iterable[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """Two columns that line up although Chinese characters are twice as wide."""
    every = list(rows)
    first = max((width(name) for name, _ in every), default=0)
    lines = "".join(f"  {padded(name, first)}  {line}\n" for name, line in every)
    formatter.write(f"\n{heading}：\n{lines}")
