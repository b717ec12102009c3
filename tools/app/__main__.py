"""Start the classroom app: `python -m tools.app`, on this machine, with Voila.

Each page gets a Python of its own that has run the lesson before anybody asks. It ends within a
minute after the page closed. Answers live in a folder that is deleted when the app stops.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE_S, LOOK_S = 50, 5  # a page may be away so long; how often that is looked at: a minute
# The widgets' own; what else the environment holds for JupyterLab does not fit Voila.
EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
# Runs first in every Python of a page: its answers are its own.
STARTUP = """
import os, tempfile
os.environ["KIT_ANSWERS"] = os.path.join(tempfile.mkdtemp(dir={answers!r}), "my-answers.jsonl")
del os, tempfile
"""


def main(arguments=None):
    """Run the app until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tools.app", description=__doc__)
    parser.add_argument("--port", type=int, default=8866)
    parser.add_argument("--ip", default="127.0.0.1", help="0.0.0.0 lets others on the network in")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks", metavar="FOLDER")
    parser.add_argument(
        "--ready", type=int, default=1, metavar="N", help="how many of each lesson are kept ready"
    )
    parser.add_argument(
        "--patience", type=int, default=PATIENCE_S, metavar="S", help="how long a page may be away"
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kit-app-") as scratch:
        prepare(Path(scratch))
        run(given)


def prepare(scratch):
    """Set this process's environment, which every Python of a page inherits."""
    answers, startup = scratch / "answers", scratch / "ipython" / "profile_default" / "startup"
    answers.mkdir()
    startup.mkdir(parents=True)
    (startup / "00-answers.py").write_text(STARTUP.format(answers=str(answers)))
    os.environ |= {
        "KIT_CLASS_APP": "1",
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),  # nothing of the user's own settings
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTER_PATH": str(HERE / "share"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }


def run(given):
    """Start Voila with our template; it returns when it is stopped."""
    from traitlets.config import Config
    from voila import voila_kernel_manager
    from voila.app import Voila

    from tools.app.voila_parts import Kernels, Said, in_turn, with_menu

    voila_kernel_manager.wait_before = in_turn
    config = Config()
    config.Voila.ip, config.Voila.port = given.ip, given.port
    config.Voila.open_browser, config.Voila.port_retries = not given.no_browser, 0
    config.Voila.log_level = "ERROR"
    config.VoilaConfiguration.update(
        template="kit",
        classic_tree=True,
        preheat_kernel=given.ready > 0,
        default_pool_size=given.ready,
        multi_kernel_manager_class=Kernels,
        page_config_hook=with_menu(given.notebooks),
        extension_allowlist=EXTENSIONS,
    )
    if os.name == "posix":
        config.KernelManager.transport = "ipc"  # nobody else on this machine can listen
    config.MappingKernelManager.cull_idle_timeout = given.patience
    config.MappingKernelManager.cull_interval = LOOK_S
    config.VoilaExporter.preprocessors = [Said]
    print(f"The classroom app: http://{given.ip}:{given.port}/ (Ctrl+C stops it)", flush=True)
    Voila.launch_instance(argv=[str(given.notebooks)], config=config)


if __name__ == "__main__":
    sys.exit(main())
