"""Where the files that ship with the package are, from a wheel and from a checkout alike."""

import importlib.util
from functools import cache
from pathlib import Path

from shengci.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent


def template_dir(name: str) -> Path:
    """Return the folder `templates/NAME` ("cards", "pages").

    In a checkout the top-level folder is the one people edit, so it comes before the copy that an
    earlier build may have left in the package; an installed wheel has only the latter.

    Raises:
        TemplateError: the folder is in neither place.
    """
    checkout = _PACKAGE.parent.parent
    roots = [_PACKAGE / "templates"]
    if (checkout / "pyproject.toml").is_file() and _PACKAGE.parent.name == "src":
        roots.insert(0, checkout / "templates")
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise TemplateError(f"templates/{name} is missing from this installation: reinstall shengci")


@cache
def installed(package: str) -> Path:
    """Return the folder of an installed package, without importing it, for the data it carries."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])
