"""Makes the component of a plugin in Python:

    python -m aftercare_plugin_build [FOLDER] [--out plugin.wasm]

The folder has plugin.toml, which names the worlds, and app.py. Only the standard library is used
here, and componentize-py.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def _contract():
    """Beside this file in a package; in the repository plugins/wit."""
    for folder in (HERE / "aftercare_plugin" / "wit", HERE.parent / "wit"):
        if folder.is_dir():
            return folder
    sys.exit("the contract (wit) is not there")


def _componentize():
    """The tool of this Python, or the one on the path."""
    own = pathlib.Path(sys.executable).parent / "componentize-py"
    found = str(own) if own.is_file() else shutil.which("componentize-py")
    return found or sys.exit("componentize-py is not installed: pip install componentize-py==0.25.1")


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", nargs="?", default=".")
    reader.add_argument("--out", default="plugin.wasm")
    wish = reader.parse_args()
    folder = pathlib.Path(wish.folder).resolve()
    manifest = folder / "plugin.toml"
    if not manifest.is_file():
        sys.exit("plugin.toml is not there; it says which worlds the plugin is of")
    if not (folder / "app.py").is_file():
        sys.exit("app.py is not there; it has the classes the plugin offers")
    listed = re.search(r"^worlds\s*=\s*\[([^\]]*)\]", manifest.read_text("utf-8"), re.MULTILINE)
    worlds = re.findall(r'"([^"]+)"', listed.group(1)) if listed else []
    if not worlds:
        sys.exit('plugin.toml names no world: worlds = ["courier-plugin"]')
    contract = _contract()
    version = re.search(r"package aftercare:plugin@([0-9.]+);", (contract / "types.wit").read_text("utf-8")).group(1)
    out = (folder / wish.out).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        # One world that is all of the manifest's. Bytecode of other builds is no part of a plugin.
        wit = pathlib.Path(scratch) / "wit"
        shutil.copytree(contract, wit)
        includes = "".join(f"  include {name};\n" for name in worlds)
        text = f"package aftercare:plugin@{version};\n\nworld built {{\n{includes}}}\n"
        (wit / "built.wit").write_text(text, "utf-8")
        kit = pathlib.Path(scratch) / "kit"
        shutil.copytree(HERE / "aftercare_plugin", kit / "aftercare_plugin", ignore=shutil.ignore_patterns("__pycache__", "wit"))
        command = [_componentize(), "-q", "-d", str(wit), "-w", "built", "--world-module", "wit_world"]
        command += ["componentize", "-p", str(folder), "-p", str(kit), "-o", str(out), "app"]
        done = subprocess.run(command, cwd=scratch, check=False)
    if done.returncode != 0:
        sys.exit("it was not built")
    print(f"{out}: {-(-out.stat().st_size // 1000)} kB, of {', '.join(worlds)}")


if __name__ == "__main__":
    main()
