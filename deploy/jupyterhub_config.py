"""JupyterHub for a class on one server: deploy/README.md says how to start it.

All that a school has to choose is an environment variable; the README lists them.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ASKED = os.environ.get
STATE = Path(ASKED("KIT_HUB_STATE", ROOT / "build/hub")).resolve()
PORT = int(ASKED("KIT_HUB_PORT", "8000"))
ADDRESS = ASKED("KIT_HUB_ADDRESS", "127.0.0.1")
CERTIFICATE, KEY = ASKED("KIT_HUB_CERTIFICATE", ""), ASKED("KIT_HUB_KEY", "")
STUDENTS = int(ASKED("KIT_HUB_STUDENTS", "30"))
PASSWORD = ASKED("KIT_HUB_PASSWORD", "")
SYSTEMD = Path("/run/systemd/system").is_dir() and os.geteuid() == 0
SPAWNER = ASKED("KIT_HUB_SPAWNER", "systemd" if SYSTEMD else "simple")

if len(PASSWORD) < 8:
    sys.exit("KIT_HUB_PASSWORD: choose a class password of at least 8 letters.")
if ADDRESS not in ("127.0.0.1", "localhost") and not (CERTIFICATE and KEY):
    sys.exit(
        f"KIT_HUB_ADDRESS={ADDRESS} would send passwords over the network unencrypted: name "
        "KIT_HUB_CERTIFICATE and KIT_HUB_KEY, or stay on 127.0.0.1 behind a web server that has "
        "a certificate."
    )
STATE.mkdir(parents=True, exist_ok=True)

c = get_config()  # noqa: F821
hub = c.JupyterHub
hub.bind_url = f"http{'s' if CERTIFICATE else ''}://{ADDRESS}:{PORT}"
hub.hub_bind_url = f"http://127.0.0.1:{PORT + 1}"
hub.ssl_cert, hub.ssl_key = CERTIFICATE, KEY
hub.db_url = f"sqlite:///{STATE}/hub.sqlite"
hub.cookie_secret_file = f"{STATE}/cookie_secret"

# Node's proxy, from the lock beside this file.
proxy = c.ConfigurableHTTPProxy
proxy.command = [str(HERE / "node_modules/.bin/configurable-http-proxy")]
proxy.api_url = f"http://127.0.0.1:{PORT + 2}"
proxy.pid_file = f"{STATE}/proxy.pid"

# Who may come in: student-anything with the class password; the teacher with a longer one. The
# fixed beginning keeps a student from taking the name of a folder in /var/lib (see systemd below).
hub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = PASSWORD
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = r"student-[a-z0-9]{1,20}|teacher"
if ASKED("KIT_HUB_TEACHER_PASSWORD"):
    c.Authenticator.admin_users = {"teacher"}
    c.SharedPasswordAuthenticator.admin_password = os.environ["KIT_HUB_TEACHER_PASSWORD"]

# What each student gets. The figures are those measured in deploy/README.md.
student = c.Spawner
student.cmd = [sys.executable, str(HERE / "student.py")]
student.default_url = "/lab/tree/notebooks/00-start.ipynb"
student.mem_limit = "1G"
student.cpu_limit = 1.0
student.start_timeout = student.http_timeout = 300  # thirty may come at once
student.environment = {
    "KIT_LESSONS": str(ROOT / "notebooks"),
    "JUPYTER_PREFER_ENV_PATH": "1",
    "OPENBLAS_NUM_THREADS": "1",  # one student, one core
    **({"KIT_HUB_RUN": os.environ["KIT_HUB_RUN"]} if ASKED("KIT_HUB_RUN") else {}),
}
student.args = [
    "--MappingKernelManager.cull_idle_timeout=1800",
    "--MappingKernelManager.cull_interval=300",
]
hub.active_server_limit = STUDENTS + 2  # the teacher, and one who came back under a new name
hub.concurrent_spawn_limit = max(4, 2 * (os.cpu_count() or 1))  # the others wait their turn

if SPAWNER == "systemd":  # each student an account of their own, and the limits enforced
    hub.spawner_class = "systemd"
    c.SystemdSpawner.dynamic_users = True
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
else:  # all of one account, no limits: to try it on a laptop, and for the load test
    hub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = f"{STATE}/students/{{username}}"
    student.args += ["--allow-root"] if os.geteuid() == 0 else []

# Servers nobody uses are stopped after an hour. Files stay.
hub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
hub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
if ASKED("KIT_HUB_LOAD_TOKEN"):  # deploy/load.py brings its own students
    hub.services.append({"name": "load", "api_token": os.environ["KIT_HUB_LOAD_TOKEN"]})
    scopes = ["admin:users", "admin:servers", "tokens", "access:servers"]
    hub.load_roles.append({"name": "load", "services": ["load"], "scopes": scopes})
