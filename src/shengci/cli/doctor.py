"""`shengci doctor`: what is installed, which data of which date, and what to do about it."""

import json as jsons
from dataclasses import asdict

import typer

from shengci.cli.options import Json
from shengci.cli.output import print_out

_SIGNS = {"good": "  ", "missing": "- ", "wrong": "! "}


def doctor(*, json: Json = False) -> None:
    """Say what is installed, of which date the data are, and what is missing; exit code 1 if anything is wrong."""
    from shengci.doctor import examine

    findings = examine()
    if json:
        print_out(
            "".join(jsons.dumps(asdict(each), ensure_ascii=False) + "\n" for each in findings)
        )
    else:
        area = ""
        lines = []
        for finding in findings:
            if finding.area != area:
                area = finding.area
                lines.append(area)
            lines.append(f"{_SIGNS[finding.state]}{finding.name:32} {finding.detail}")
            if finding.cure:
                lines.append(f"    -> {finding.cure}")
        wrong = sum(finding.state == "wrong" for finding in findings)
        lines.append(f"{wrong} wrong" if wrong else "nothing is wrong")
        print_out("\n".join(lines) + "\n")
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(1)
