import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

FRONTEND = Path(__file__).parent / "frontend"


def build_frontend() -> None:
    if (Path("dashboard") / "static" / "index.html").exists():
        return
    npm = shutil.which("npm")
    if not npm:
        raise SystemExit("npm is needed to build the frontend from source; wheels have it already")
    subprocess.run([npm, "ci"], cwd=FRONTEND, check=True)
    subprocess.run([npm, "run", "build"], cwd=FRONTEND, check=True)


class Sdist(sdist):
    def run(self):
        build_frontend()
        super().run()


class BuildPy(build_py):
    def run(self):
        build_frontend()
        super().run()


setup(cmdclass={"sdist": Sdist, "build_py": BuildPy})
